/**
 * Recalls that open by themselves. What a rights holder or a person took back (a revoked licence, a withdrawn portrait
 * consent) is carried out at once; what ran out (a licence, a consent) is proposed, for somebody to confirm.
 */
import { sql } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { houseActor } from '../../accounts/actor.ts';
import type { Db } from '../../db/database.ts';
import { proposeRecall, recallWithin } from './recalls.ts';

interface Ended {
  id: string;
  taken_back: boolean;
}

/** Run again it finds nothing new: what is withdrawn is out of reach, what is proposed stays proposed once. */
export async function recallEnded(
  db: Db,
  countyId: string,
  { today, now }: { today: Day; now: Date },
): Promise<{ recalled: number; proposed: number }> {
  const done = { recalled: 0, proposed: 0 };
  for (const { id, taken_back: takenBack } of await endedLicences(db, countyId, today)) {
    const words = takenBack
      ? '品牌授权已被取消，请停止使用并删除这些海报。The brand licence was revoked: stop using these posters.'
      : '';
    await open(db, countyId, done, takenBack, {
      scope: 'licence',
      scopeId: id,
      reason: 'licence_ended',
      source: 'licence',
      words,
      now,
    });
  }
  for (const { id, taken_back: takenBack } of await endedConsents(db, countyId, today)) {
    const words = takenBack
      ? '照片里的人收回了肖像同意，请停止使用并删除这些海报。A person in the photo took their consent back: stop using these posters.'
      : '';
    await open(db, countyId, done, takenBack, {
      scope: 'picture',
      scopeId: `asset:${id}`,
      reason: 'portrait_withdrawn',
      source: 'consent',
      words,
      now,
    });
  }
  return done;
}

async function open(
  db: Db,
  countyId: string,
  done: { recalled: number; proposed: number },
  takenBack: boolean,
  request: Parameters<typeof recallWithin>[2],
): Promise<void> {
  await db.transaction(async (tx) => {
    if (takenBack) {
      const result = await recallWithin(tx, houseActor(countyId), request);
      if (result.ok) done.recalled += 1;
    } else if (await proposeRecall(tx, countyId, request)) {
      done.proposed += 1;
    }
  });
}

/** Licences behind pictures that are still handed out, revoked or past their last day. */
function endedLicences(db: Db, countyId: string, today: Day): Promise<Ended[]> {
  return db.execute<Ended & Record<string, unknown>>(sql`
    select l.id::text as id, (l.status = 'revoked' or l.revoked_on <= ${today}) is true as taken_back
    from licences l
    where l.county_id = ${countyId}
      and (l.status = 'revoked' or l.revoked_on <= ${today} or (l.status = 'granted' and l.valid_to < ${today}))
      and exists (
        select from poster_outputs o
        where o.county_id = l.county_id and o.recalled_at is null and o.licence_ids @> jsonb_build_array(l.id::text)
      )
    order by l.id`) as unknown as Promise<Ended[]>;
}

/** Photos on approved versions whose latest consent of a person was withdrawn or ran out. */
function endedConsents(db: Db, countyId: string, today: Day): Promise<Ended[]> {
  return db.execute<Ended & Record<string, unknown>>(sql`
    select c.asset_id::text as id, bool_or(c.withdrawn_on <= ${today}) is true as taken_back
    from consents c
    where c.county_id = ${countyId} and (c.withdrawn_on <= ${today} or c.valid_to < ${today})
      and not exists (
        select from consents later
        where later.county_id = c.county_id and later.asset_id = c.asset_id and later.person_id = c.person_id
          and later.valid_from > c.valid_from
      )
      and exists (
        select from poster_contents v
        where v.county_id = c.county_id and v.state = 'approved'
          and v.content -> 'picture' ->> 'id' = 'asset:' || c.asset_id
      )
    group by c.asset_id order by c.asset_id`) as unknown as Promise<Ended[]>;
}
