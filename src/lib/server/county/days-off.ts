/** The county's table of days off and working weekend days, as administrators keep it. */
import { and, asc, eq, gte, lte, sql } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import type { PastedDay } from './days-off-text.ts';
import { calendarDays, type CalendarDay } from './schema.ts';

export async function listDaysOff(db: DbOrTx, countyId: string, year: number): Promise<CalendarDay[]> {
  return db
    .select()
    .from(calendarDays)
    .where(
      and(
        eq(calendarDays.countyId, countyId),
        gte(calendarDays.day, `${year}-01-01`),
        lte(calendarDays.day, `${year}-12-31`),
      ),
    )
    .orderBy(asc(calendarDays.day));
}

/** Years with at least one day. */
export async function listDaysOffYears(db: DbOrTx, countyId: string): Promise<number[]> {
  const year = sql<number>`extract(year from ${calendarDays.day})::int`;
  const rows = await db
    .selectDistinct({ year })
    .from(calendarDays)
    .where(eq(calendarDays.countyId, countyId))
    .orderBy(year);
  return rows.map((row) => row.year);
}

/** Adds days or changes those that are there. @returns how many were given. */
export async function importDaysOff(
  db: Db,
  actor: Actor,
  days: readonly PastedDay[],
  source: string,
): Promise<number> {
  if (days.length === 0) return 0;
  await db.transaction(async (tx) => {
    await tx
      .insert(calendarDays)
      .values(days.map((day) => ({ ...day, countyId: actor.countyId, source })))
      .onConflictDoUpdate({
        target: [calendarDays.countyId, calendarDays.day],
        set: { kind: sql`excluded.kind`, name: sql`excluded.name`, source: sql`excluded.source` },
      });
    await record(tx, actor, {
      action: 'county.days_off_imported',
      subject: 'calendar',
      label: `${days[0]?.day ?? ''} – ${days.at(-1)?.day ?? ''}`,
      after: { days },
      reason: source || null,
    });
  });
  return days.length;
}

/** @returns false when there is no such day. */
export async function removeDayOff(db: Db, actor: Actor, day: Day): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [gone] = await tx
      .delete(calendarDays)
      .where(and(eq(calendarDays.countyId, actor.countyId), eq(calendarDays.day, day)))
      .returning();
    if (!gone) return false;
    await record(tx, actor, {
      action: 'county.day_off_removed',
      subject: 'calendar',
      subjectId: day,
      label: `${day} ${gone.name}`,
      before: { kind: gone.kind, name: gone.name },
    });
    return true;
  });
}
