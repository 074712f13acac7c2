/** Registrations and check-ins of offline activities, counted as people and as entries, never mixed. */
import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { checkIns, registrations, type CheckIn } from './schema.ts';

export interface Attendance {
  /** People on the list, family tickets counted by their heads; cancelled and waiting ones are not. */
  registered: number;
  waiting: number;
  /** Entries 人次: every scan that let somebody in. */
  entries: number;
  /** Distinct people: a registration counts once over all lists, a walk-in once each. */
  visitors: number;
}

/** Attendance of these activities; one without any row has zeros. */
export async function attendanceOf(
  db: DbOrTx,
  countyId: string,
  activityIds: readonly string[],
): Promise<Map<string, Attendance>> {
  const found = new Map<string, Attendance>(
    activityIds.map((id) => [id, { registered: 0, waiting: 0, entries: 0, visitors: 0 }]),
  );
  if (activityIds.length === 0) return found;
  const enrolled = await db
    .select({
      activityId: registrations.activityId,
      registered:
        sql<number>`coalesce(sum(${registrations.headcount}) filter (where ${registrations.state} = 'registered'), 0)`.mapWith(
          Number,
        ),
      waiting:
        sql<number>`coalesce(sum(${registrations.headcount}) filter (where ${registrations.state} = 'waiting'), 0)`.mapWith(
          Number,
        ),
    })
    .from(registrations)
    .where(and(eq(registrations.countyId, countyId), inArray(registrations.activityId, [...activityIds])))
    .groupBy(registrations.activityId);
  const entered = await db
    .select({
      activityId: checkIns.activityId,
      entries: count(),
      // A walk-in has no registration: its device and nonce are its only name.
      visitors:
        sql<number>`count(distinct coalesce(${checkIns.registrationId}::text, ${checkIns.deviceId} || '/' || ${checkIns.nonce}))`.mapWith(
          Number,
        ),
    })
    .from(checkIns)
    .where(
      and(
        eq(checkIns.countyId, countyId),
        inArray(checkIns.activityId, [...activityIds]),
        eq(checkIns.kind, 'enter'),
        eq(checkIns.result, 'ok'),
        isNull(checkIns.voidedAt),
      ),
    )
    .groupBy(checkIns.activityId);
  for (const { activityId, ...row } of enrolled) {
    found.set(activityId, { ...(found.get(activityId) ?? { entries: 0, visitors: 0 }), ...row });
  }
  for (const { activityId, ...row } of entered) {
    found.set(activityId, { ...(found.get(activityId) ?? { registered: 0, waiting: 0 }), ...row });
  }
  return found;
}

/** The newest scans of an activity. */
export async function listCheckIns(
  db: DbOrTx,
  countyId: string,
  activityId: string,
  limit = 50,
): Promise<CheckIn[]> {
  return db
    .select()
    .from(checkIns)
    .where(and(eq(checkIns.countyId, countyId), eq(checkIns.activityId, activityId)))
    .orderBy(desc(checkIns.scannedAt))
    .limit(limit);
}
