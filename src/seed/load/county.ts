/** The county itself: settings, units of the teams, townships, industries, products, days off. */
import festivals from '#lib/server/county/data/festivals.json' with { type: 'json' };
import {
  calendarDays,
  countySettings,
  industries,
  organisations,
  products,
  townships,
} from '#lib/server/county/schema.ts';
import { counties } from '#lib/server/db/counties.ts';
import { addDays, yearOf } from '#lib/shared/dates.ts';
import { COUNTY, INDUSTRIES, LOCAL_HOLIDAY, ORGANISATIONS, SETTINGS, TOWNSHIPS } from '../data/county.ts';
import { PRODUCTS } from '../data/products.ts';
import { daysOfYear } from '../world/days.ts';
import { insertAll, type Loading } from './loading.ts';

/** Units whose countersignature every campaign of the county needs. */
export const COUNTERSIGN_UNITS = ['finance', 'market', 'publicity'] as const;

/** The county is this old, to the millisecond: a load that goes on finds the moment of its beginning by it. */
export const COUNTY_AGE_MS = 760 * 86_400_000;

export async function loadCounty({ tx, countyId, id, today, now }: Loading): Promise<void> {
  const createdAt = new Date(now.getTime() - COUNTY_AGE_MS);
  await tx.insert(counties).values({ id: countyId, ...COUNTY, createdAt });
  await tx.insert(countySettings).values({
    countyId,
    ...SETTINGS,
    requiresCountersign: true,
    countersignOrganisationIds: COUNTERSIGN_UNITS.map((key) => id('organisation', key)),
    // Set when everything is in: a load that was broken off is recognised by it.
    demo: false,
    updatedAt: now,
  });
  await insertAll(
    tx,
    organisations,
    ORGANISATIONS.map(({ key, ...row }) => ({ countyId, id: id('organisation', key), ...row, createdAt })),
  );
  await insertAll(
    tx,
    townships,
    TOWNSHIPS.map((name, position) => ({ countyId, id: id('township', name), name, position })),
  );
  await insertAll(
    tx,
    industries,
    INDUSTRIES.map((row, position) => ({ countyId, id: id('industry', row.code), ...row, position })),
  );
  await insertAll(
    tx,
    products,
    PRODUCTS.map((p) => ({
      countyId,
      id: id('product', p.code),
      industryId: id('industry', p.industry),
      code: p.code,
      name: p.name,
      nameEn: p.nameEn,
      spec: p.spec,
      unit: p.unit,
      listPriceFen: p.priceFen,
      marginBp: p.marginBp,
      picture: p.picture,
      storyZh: p.storyZh,
      storyEn: p.storyEn,
      createdAt,
    })),
  );
  await insertAll(tx, calendarDays, daysOff(countyId, yearOf(today)));
}

/** The national table as far as it is known, and the county's own 三月三 of each of those years. */
function daysOff(countyId: string, year: number): (typeof calendarDays.$inferInsert)[] {
  const { years, verified } = festivals.statutoryDays;
  const rows = new Map<string, typeof calendarDays.$inferInsert>();
  for (const days of Object.values(years)) {
    for (const { on, kind, zh } of days) {
      rows.set(on, {
        countyId,
        day: on,
        kind: kind === 'work' ? 'work' : 'off',
        name: zh,
        source: `国务院办公厅放假通知（${verified.split(' — ')[0]}）`,
      });
    }
  }
  for (const near of [year - 1, year, year + 1]) {
    const first = daysOfYear(near).sanyuesan;
    for (const day of [first, addDays(first, 1)]) {
      if (!rows.has(day)) rows.set(day, { countyId, day, kind: 'off', ...LOCAL_HOLIDAY });
    }
  }
  return [...rows.values()];
}
