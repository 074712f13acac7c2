/** The public notice of a licence over its records, and the row everybody who changes a licence holds. */
import { and, asc, eq } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import { calendarDays } from '../county/schema.ts';
import { daysOffTable, type DaysOffTable } from '../county/working-days.ts';
import type { DbOrTx } from '../db/database.ts';
import { noticeState, type NoticeState } from './notice-clock.ts';
import { licenceObjections, licences, type Licence } from './schema.ts';

/** The public notice of a licence as it stands today; null where none began. */
export async function noticeOf(
  db: DbOrTx,
  licence: Pick<Licence, 'countyId' | 'id' | 'noticeFrom'>,
  today: Day,
): Promise<{ state: NoticeState; upheld: boolean } | null> {
  if (licence.noticeFrom === null) return null;
  const objections = await db
    .select()
    .from(licenceObjections)
    .where(and(eq(licenceObjections.countyId, licence.countyId), eq(licenceObjections.licenceId, licence.id)))
    .orderBy(asc(licenceObjections.raisedOn));
  const table = await daysOffOf(db, licence.countyId);
  return {
    state: noticeState({ from: licence.noticeFrom, objections }, today, table),
    upheld: objections.some((o) => o.outcome === 'upheld'),
  };
}

export async function daysOffOf(db: DbOrTx, countyId: string): Promise<DaysOffTable> {
  return daysOffTable(await db.select().from(calendarDays).where(eq(calendarDays.countyId, countyId)));
}

/** Held: two officers, or officer and merchant, may act at the same moment. */
export async function lockLicence(tx: DbOrTx, countyId: string, licenceId: string): Promise<Licence | null> {
  if (!isUuid(licenceId)) return null;
  const [row] = await tx
    .select()
    .from(licences)
    .where(and(eq(licences.countyId, countyId), eq(licences.id, licenceId)))
    .for('update');
  return row ?? null;
}
