/** The campaigns of the years around the day of loading: festivals on their true days, states as they must be today. */
import type { CampaignState } from '#lib/server/campaigns/states.ts';
import type { DateRule } from '#lib/shared/date-rules.ts';
import { addDays, dayOf, daysBetween, instantAt, yearOf, type Day } from '#lib/shared/dates.ts';
import { AUTUMN } from '../data/campaigns-autumn.ts';
import { SPRING } from '../data/campaigns-spring.ts';
import { SUMMER } from '../data/campaigns-summer.ts';
import { WINTER } from '../data/campaigns-winter.ts';
import type { ActivityTemplate, CampaignTemplate } from '../data/campaign.ts';
import { dayIn } from './days.ts';

export const TEMPLATES: readonly CampaignTemplate[] = [...WINTER, ...SPRING, ...SUMMER, ...AUTUMN];

export interface Edition {
  /** 'tea-opening-2026': names the campaign in this demo. */
  key: string;
  template: CampaignTemplate;
  year: number;
  /** 'BS2604'. */
  code: string;
  name: string;
  nameEn: string;
  startsOn: Day;
  endsOn: Day;
  startRule: DateRule;
  state: CampaignState;
  /** What its window adds to the usual demand. */
  lift: number;
  spent: number;
  activities: readonly EditionActivity[];
}

export interface EditionActivity extends ActivityTemplate {
  key: string;
  startsAt: Date;
  endsAt: Date;
}

/** Two campaigns that are always running: those of the season in which somebody looks. */
const IN_SEASON: readonly (readonly [months: readonly number[], first: string, second: string])[] = [
  [[11, 12, 1], 'orange-opening', 'new-rice'],
  [[2, 3, 4], 'tea-opening', 'brocade-week'],
  [[5, 6, 7], 'passion-summer', 'spring-honey'],
  [[8, 9, 10], 'harvest', 'mid-autumn'],
];

const SEASON_SOURCE = '按产地成熟度和会商纪要确定';
/** How far back campaigns go: two years of orders, less a few days so that every window is whole. */
const HISTORY_DAYS = 727;
const UPCOMING: readonly CampaignState[] = [
  'approved',
  'approved',
  'awaiting_approval',
  'countersigning',
  'returned',
  'draft',
];
const REVIEWING_DAYS = 75;

interface Dated {
  template: CampaignTemplate;
  year: number;
  startsOn: Day;
  startRule: DateRule;
}

export function editionsAround(today: Day): Edition[] {
  const floating = inSeason(today);
  const dated = [...byRule(today).filter((one) => !displaces(floating, one)), ...floating].sort((a, b) =>
    a.startsOn < b.startsOn ? -1 : a.startsOn > b.startsOn ? 1 : a.template.key < b.template.key ? -1 : 1,
  );
  const started = dated.filter((one) => one.startsOn <= today);
  const upcoming = dated
    .filter((one) => one.startsOn > today && one.template.only !== 'earlier')
    .slice(0, UPCOMING.length);
  const lastOf = new Map(started.map((one) => [one.template.key, one.year]));
  const numbers = new Map<number, number>();
  return [...started, ...upcoming].flatMap((one): Edition[] => {
    const { template } = one;
    const isLater = one.startsOn > today || lastOf.get(template.key) === one.year;
    if (template.only && (template.only === 'later') !== isLater) return [];
    const startYear = yearOf(one.startsOn);
    const number = (numbers.get(startYear) ?? 0) + 1;
    numbers.set(startYear, number);
    const endsOn = addDays(one.startsOn, template.days - 1);
    const which = isLater ? 1 : 0;
    const key = `${template.key}-${one.year}`;
    return [
      {
        key,
        template,
        year: one.year,
        code: `BS${String(startYear % 100).padStart(2, '0')}${String(number).padStart(2, '0')}`,
        name: template.name.replace('{year}', String(one.year)),
        nameEn: template.nameEn.replace('{year}', String(one.year)),
        startsOn: one.startsOn,
        endsOn,
        startRule: one.startRule,
        state: stateOf(one, endsOn, today, isLater, upcoming.indexOf(one)),
        lift: template.lift[which],
        spent: template.spent[which],
        activities: template.activities.map((activity, i) => {
          const startsAt = instantAt(addDays(one.startsOn, activity.day), activity.time);
          return {
            ...activity,
            key: `${key}/${i}`,
            startsAt,
            endsAt: new Date(startsAt.getTime() + activity.hours * 3_600_000),
          };
        }),
      },
    ];
  });
}

/** Sold in this window: it took place, or is taking place. */
export function isActiveOn(edition: Edition, day: Day): boolean {
  return edition.startsOn <= day && day <= edition.endsOn && hasRun(edition);
}

export function hasRun(edition: Edition): boolean {
  return edition.state === 'running' || edition.state === 'reviewing' || edition.state === 'archived';
}

/** Its paper has been approved once: posters and codes exist. */
export function wasApproved(edition: Edition): boolean {
  return hasRun(edition) || edition.state === 'approved' || edition.state === 'cancelled';
}

export function activityDay(activity: EditionActivity): Day {
  return dayOf(activity.startsAt);
}

function stateOf(one: Dated, endsOn: Day, today: Day, isLater: boolean, position: number): CampaignState {
  if (position >= 0) return UPCOMING[position] ?? 'draft';
  if (one.template.cancelled && isLater) return 'cancelled';
  const ended = daysBetween(endsOn, today);
  if (ended < 7) return 'running';
  return ended < REVIEWING_DAYS ? 'reviewing' : 'archived';
}

function byRule(today: Day): Dated[] {
  const from = addDays(today, -HISTORY_DAYS);
  const found: Dated[] = [];
  for (const template of TEMPLATES) {
    for (let year = yearOf(from); year <= yearOf(today) + 1; year++) {
      if (year < 2024) continue;
      const startsOn = dayIn(template.start, year);
      if (startsOn >= from) found.push({ template, year, startsOn, startRule: template.start });
    }
  }
  return found;
}

function inSeason(today: Day): Dated[] {
  const month = Number(today.slice(5, 7));
  const season = IN_SEASON.find(([months]) => months.includes(month));
  if (!season) throw new RangeError(`month ${month}`);
  return [season[1], season[2]].map((key, i) => {
    const template = TEMPLATES.find((t) => t.key === key);
    if (!template) throw new RangeError(`no template ${key}`);
    // The later one is still young, the earlier one has half of its window behind it.
    const startsOn = addDays(
      today,
      i === 0 ? -Math.min(9, template.days - 4) : -Math.min(4, template.days - 3),
    );
    return {
      template,
      year: yearOf(startsOn),
      startsOn,
      startRule: { kind: 'manual', source: SEASON_SOURCE } as const,
    };
  });
}

function displaces(floating: readonly Dated[], one: Dated): boolean {
  return floating.some(
    (f) => f.template === one.template && Math.abs(daysBetween(f.startsOn, one.startsOn)) < 180,
  );
}
