/** What a county is made of, for choosing and naming: organisations, industries, products, townships, days off. */
import { and, asc, eq, gte, isNull, lte } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import type { DbOrTx } from '../db/database.ts';
import oracle from './data/festivals.json' with { type: 'json' };
import {
  calendarDays,
  countySettings,
  industries,
  organisations,
  products,
  townships,
  type CountySettings,
  type Industry,
  type Organisation,
  type Product,
  type Township,
} from './schema.ts';
import { daysOffTable, type DaysOffTable } from './working-days.ts';

/** @throws when the county was never set up: every county gets its settings row with it. */
export async function requireSettings(db: DbOrTx, countyId: string): Promise<CountySettings> {
  const [row] = await db.select().from(countySettings).where(eq(countySettings.countyId, countyId));
  if (!row) throw new Error(`county ${countyId} has no settings`);
  return row;
}

/** By team, then by name. */
export async function listOrganisations(db: DbOrTx, countyId: string): Promise<Organisation[]> {
  return db
    .select()
    .from(organisations)
    .where(eq(organisations.countyId, countyId))
    .orderBy(asc(organisations.team), asc(organisations.name));
}

export async function listIndustries(db: DbOrTx, countyId: string): Promise<Industry[]> {
  return db
    .select()
    .from(industries)
    .where(eq(industries.countyId, countyId))
    .orderBy(asc(industries.position), asc(industries.code));
}

export async function listTownships(db: DbOrTx, countyId: string): Promise<Township[]> {
  return db
    .select()
    .from(townships)
    .where(eq(townships.countyId, countyId))
    .orderBy(asc(townships.position), asc(townships.name));
}

/** Products still sold, by code. */
export async function listProducts(db: DbOrTx, countyId: string): Promise<Product[]> {
  return db
    .select()
    .from(products)
    .where(and(eq(products.countyId, countyId), isNull(products.shelvedAt)))
    .orderBy(asc(products.code));
}

/** The county's days off and working weekend days; both ends inclusive, everything when left out. */
export async function daysOff(
  db: DbOrTx,
  countyId: string,
  range: { from?: Day; to?: Day } = {},
): Promise<DaysOffTable> {
  const rows = await db
    .select({ day: calendarDays.day, kind: calendarDays.kind, name: calendarDays.name })
    .from(calendarDays)
    .where(
      and(
        eq(calendarDays.countyId, countyId),
        range.from ? gte(calendarDays.day, range.from) : undefined,
        range.to ? lte(calendarDays.day, range.to) : undefined,
      ),
    );
  return daysOffTable(rows);
}

/**
 * Gives a county the statutory days of the years that are known. Days that are there already stay as they are: an
 * administrator may have corrected them.
 */
export async function seedStatutoryDays(tx: DbOrTx, countyId: string): Promise<void> {
  const rows = Object.values(oracle.statutoryDays.years)
    .flat()
    .map((d) => ({
      countyId,
      day: d.on,
      kind: d.kind === 'off' ? ('off' as const) : ('work' as const),
      name: d.zh,
      source: '国务院办公厅节假日安排（未核对原文）',
    }));
  await tx.insert(calendarDays).values(rows).onConflictDoNothing();
}

/** Units every paper is countersigned by, in the order of the list of organisations; none when the policy skips it. */
export async function countersigningUnits(db: DbOrTx, countyId: string): Promise<Organisation[]> {
  const settings = await requireSettings(db, countyId);
  if (!settings.requiresCountersign || settings.countersignOrganisationIds.length === 0) return [];
  const all = await listOrganisations(db, countyId);
  return all.filter((o) => settings.countersignOrganisationIds.includes(o.id));
}
