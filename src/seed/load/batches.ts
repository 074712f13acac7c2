/**
 * Posters that were really drawn: a batch for the merchants of the campaign under way, and one picture recalled since, as
 * the worker and the office would have done it. Repeatable: a batch that is there is left alone.
 */
import { and, eq, sql } from 'drizzle-orm';
import { memberships, users } from '#lib/server/accounts/schema.ts';
import type { Actor } from '#lib/server/accounts/actor.ts';
import type { Db } from '#lib/server/db/database.ts';
import { merchants, merchantUsers } from '#lib/server/merchants/schema.ts';
import { createBatch } from '#lib/server/posters/batches/batches.ts';
import { listDrawable } from '#lib/server/posters/batches/choices.ts';
import { drawChunk } from '#lib/server/posters/batches/draw-chunk.ts';
import type { PosterServices } from '#lib/server/posters/outputs.ts';
import { recall } from '#lib/server/posters/recalls/recalls.ts';
import { posterBatches, posterOutputs } from '#lib/server/posters/schema.ts';
import { dayOf } from '#lib/shared/dates.ts';

const PLANNER = 'planner@baisha.example';

/** @returns pictures drawn. */
export async function loadBatches(app: PosterServices, countyId: string): Promise<number> {
  const db = app.database.db as Db;
  const known = await db.$count(posterBatches, eq(posterBatches.countyId, countyId));
  const planner = await plannerOf(db, countyId);
  if (known > 0 || planner === null) return 0;
  const [campaign] = await listDrawable(db, countyId, dayOf(app.clock()));
  const poster = campaign?.posters.find((p) => p.formats.includes('square'));
  if (!campaign || !poster) return 0;
  const made = await createBatch(db, planner, {
    campaignId: campaign.id,
    posterId: poster.posterId,
    // One size: whoever starts the demo waits for its base.
    formats: ['square'],
    filter: {},
  });
  if (!made.ok) return 0;
  for (;;) {
    const end = await drawChunk(app, { countyId, batchId: made.batch.id });
    if (end !== 'more') break;
  }
  await recallOne(db, planner, countyId, made.batch.contentId, app.clock());
  return db.$count(posterOutputs, eq(posterOutputs.countyId, countyId));
}

/** A square of a merchant who signs in, the last by name: the shop asked for its new name. */
async function recallOne(
  db: Db,
  planner: Actor,
  countyId: string,
  contentId: string,
  now: Date,
): Promise<void> {
  const [picture] = await db
    .select({ hash: posterOutputs.hash })
    .from(posterOutputs)
    .innerJoin(
      merchants,
      and(eq(merchants.countyId, posterOutputs.countyId), eq(merchants.id, posterOutputs.merchantId)),
    )
    .innerJoin(
      merchantUsers,
      and(eq(merchantUsers.countyId, merchants.countyId), eq(merchantUsers.merchantId, merchants.id)),
    )
    .where(
      and(
        eq(posterOutputs.countyId, countyId),
        eq(posterOutputs.contentId, contentId),
        eq(posterOutputs.format, 'square'),
      ),
    )
    .orderBy(sql`${merchants.name} collate "C" desc`)
    .limit(1);
  if (!picture) return;
  await recall(db, planner, {
    scope: 'output',
    scopeId: picture.hash,
    reason: 'other',
    words: '店名刚改过，这张方图上还是旧店名。请删掉，用新的那张。',
    now,
  });
}

async function plannerOf(db: Db, countyId: string): Promise<Actor | null> {
  const [user] = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .innerJoin(memberships, eq(memberships.userId, users.id))
    .where(and(eq(memberships.countyId, countyId), eq(users.email, PLANNER)))
    .limit(1);
  return user
    ? {
        userId: user.id,
        countyId,
        roles: ['planner'],
        organisationId: null,
        merchantIds: [],
        name: user.name,
      }
    : null;
}
