/**
 * Clicks that look like a machine's although they carry a person's name. Flags, never deletes; the same clicks give the
 * same flags however often this runs, because it only looks at what is old enough to be complete.
 */
import { sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { append } from '../outbox/outbox.ts';
import { TOUCH_RECORDED } from './recording.ts';

/** More than this from one visitor within a minute: the rest are flagged. */
const VISITOR_PER_MINUTE = 10;
/** More than this within a minute from one /24 or /48 on one link, none of them with a beacon. */
const NETWORK_PER_MINUTE = 30;
/** A beacon may take a while on a weak network. */
const SETTLED_AFTER_S = 120;
const LOOK_BACK_S = 30 * 60;

/** Returns how many touches were flagged. A crowd behind one carrier address has beacons: no flood. */
export async function flagFloods(database: Database, now: Date): Promise<number> {
  const until = new Date(now.getTime() - SETTLED_AFTER_S * 1000).toISOString();
  const from = new Date(now.getTime() - (SETTLED_AFTER_S + LOOK_BACK_S) * 1000).toISOString();
  return database.db.transaction(async (tx) => {
    const flagged = await tx.execute<{ county_id: string; id: string }>(sql`
      with recent as (
        select county_id, id, journal_file, journal_offset, link_id, network_hash, visitor_hash, opened_at, seen_at, flag
        from clicks
        where opened_at >= ${from}::timestamptz - interval '1 minute' and opened_at < ${until}::timestamptz
          and (flag is null or flag in ('visitor_flood', 'no_beacon_flood'))
      ), counted as (
        select r.*,
          count(*) over (partition by county_id, visitor_hash order by opened_at
            range between interval '59.999 seconds' preceding and current row) as by_visitor,
          count(*) filter (where seen_at is null) over (partition by county_id, link_id, network_hash order by opened_at
            range between interval '59.999 seconds' preceding and interval '59.999 seconds' following) as unseen_by_network
        from recent r
      ), flood as (
        select county_id, id, journal_file, journal_offset,
          case when by_visitor > ${VISITOR_PER_MINUTE} then 'visitor_flood' else 'no_beacon_flood' end as flag
        from counted
        where flag is null and opened_at >= ${from}::timestamptz
          and (by_visitor > ${VISITOR_PER_MINUTE} or (seen_at is null and unseen_by_network > ${NETWORK_PER_MINUTE}))
      ), marked as (
        update clicks c set flag = f.flag from flood f
        where c.county_id = f.county_id and c.id = f.id
      )
      update touches t set flag = f.flag from flood f
      where t.county_id = f.county_id and t.source = 'journal'
        and t.source_event_id = f.journal_file || ':' || f.journal_offset
      returning t.county_id, t.id`);
    const byCounty = Map.groupBy(flagged, (row) => row.county_id);
    for (const [countyId, rows] of byCounty)
      await append(
        tx,
        countyId,
        rows.map((row) => ({ topic: TOUCH_RECORDED, subjectId: row.id })),
      );
    return flagged.length;
  });
}
