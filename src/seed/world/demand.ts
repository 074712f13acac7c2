/**
 * What would be sold without any campaign: season by lunar and solar anchors, weekday, sale days of the platforms, the
 * dead week around the Spring Festival, a slow growth and a noise that lasts some days.
 */
import { daysBetween, weekday, yearOf, type Day } from '#lib/shared/dates.ts';
import { INDUSTRIES, type IndustryCode } from '../data/county.ts';
import { daysFrom, daysOfYear } from './days.ts';
import { randomOf } from './random.ts';

const bell = (days: number, width: number) => Math.exp(-((days / width) ** 2) / 2);

/** Bells of an anchor of this year and its neighbours: a season does not stop at New Year. */
function around(day: Day, anchorOf: (year: number) => Day, width: number): number {
  const year = yearOf(day);
  let sum = 0;
  for (const near of [year - 1, year, year + 1]) {
    const anchor = safely(() => anchorOf(near));
    if (anchor !== null) sum += bell(daysBetween(anchor, day), width);
  }
  return sum;
}

/** The festivals table ends; beyond it a season simply has one anchor less. */
function safely(find: () => Day): Day | null {
  try {
    return find();
  } catch {
    return null;
  }
}

const date = (month: string) => (year: number) => `${year}-${month}`;
const moved = (of: keyof ReturnType<typeof daysOfYear>, days: number) => (year: number) => {
  const day = daysOfYear(year)[of];
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
};

const SEASONS: Record<IndustryCode, (day: Day) => number> = {
  tea: (d) =>
    0.3 + 1.35 * around(d, moved('qingming', -9), 17) + 0.35 * around(d, date('10-15'), 26) + 0.5 * around(d, moved('springFestival', -13), 8),
  orange: (d) => {
    const inSeason = Number(d.slice(5, 7)) >= 11 || Number(d.slice(5, 7)) <= 2;
    return inSeason ? 0.12 + 1.25 * around(d, date('12-08'), 21) + 1.1 * around(d, moved('springFestival', -14), 9) : 0;
  },
  passion: (d) => 0.07 + 1.3 * around(d, date('07-16'), 23) + 0.75 * around(d, date('10-24'), 20),
  rice: (d) => 0.32 + 0.95 * around(d, date('11-28'), 24) + 0.5 * around(d, moved('duanwu', -7), 6),
  honey: (d) =>
    0.34 + 0.5 * around(d, date('05-16'), 18) + 0.4 * around(d, moved('midAutumn', -8), 7) + 0.45 * around(d, moved('springFestival', -13), 8),
  brocade: (d) => 0.3 + 0.5 * around(d, moved('sanyuesan', 0), 9) + 0.25 * around(d, moved('springFestival', -12), 9),
}; // prettier-ignore

/** Orders on an ordinary day in mid season, before the whole is scaled. */
const LEVEL: Record<IndustryCode, number> = {
  tea: 42,
  orange: 112,
  passion: 46,
  rice: 26,
  honey: 24,
  brocade: 8,
};

/** Monday … Sunday. */
const WEEKDAYS = [1, 0.96, 0.95, 0.97, 1, 1.06, 1.1];
const GROWTH_PER_YEAR = 1.17;

/** Sale days of the platforms, the quiet days after them included. */
function platformDay(day: Day): number {
  const date = day.slice(5);
  const table: Record<string, number> = {
    '06-01': 1.25, '06-16': 1.3, '06-17': 1.45, '06-18': 1.9, '06-19': 0.8, '06-20': 0.8, '06-21': 0.85,
    '08-18': 1.15, '09-09': 1.2, '11-01': 1.3, '11-09': 1.15, '11-10': 1.5, '11-11': 2.1, '11-12': 0.75, '11-13': 0.8, '11-14': 0.85,
    '12-11': 1.15, '12-12': 1.45, '12-13': 0.85,
  }; // prettier-ignore
  return table[date] ?? 1;
}

/** Couriers stop: three days before the Spring Festival to six days after it almost nothing is ordered. */
function deadWeek(day: Day): number {
  const days = daysBetween(daysOfYear(yearOf(day)).springFestival, day);
  if (days < -4 || days > 12) return 1;
  if (days < -2) return 0.5;
  if (days <= 6) return 0.16;
  return 0.45 + 0.1 * (days - 7);
}

/** Usual orders per industry and day, as a mean; the caller draws the number. */
export function usualDemand(from: Day, to: Day, seed: string): Map<Day, Record<IndustryCode, number>> {
  const demand = new Map<Day, Record<IndustryCode, number>>();
  const random = randomOf(seed, 'demand');
  const noise: Record<string, number> = {};
  for (const day of daysFrom(from, to)) {
    const common =
      (WEEKDAYS[weekday(day) - 1] ?? 1) *
      platformDay(day) *
      deadWeek(day) *
      GROWTH_PER_YEAR ** (daysBetween(from, day) / 365);
    const row = {} as Record<IndustryCode, number>;
    for (const { code } of INDUSTRIES) {
      const wave = 0.75 * (noise[code] ?? 0) + 0.09 * random.normal();
      noise[code] = wave;
      row[code] = LEVEL[code] * SEASONS[code](day) * common * Math.exp(wave);
    }
    demand.set(day, row);
  }
  return demand;
}
