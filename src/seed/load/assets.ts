/** The demo's library, one draft that shows a picture of it, and what was said about that draft. */
import { createHash } from 'node:crypto';
import { and, asc, eq, gte, inArray } from 'drizzle-orm';
import type { Actor } from '#lib/server/accounts/actor.ts';
import type { Role } from '#lib/server/accounts/roles.ts';
import { users } from '#lib/server/accounts/schema.ts';
import { pictureIdOf } from '#lib/server/brand/assets/gate.ts';
import { storePicture } from '#lib/server/brand/assets/intake.ts';
import { takePicture } from '#lib/server/brand/assets/picture-intake.ts';
import { assets } from '#lib/server/brand/assets/schema.ts';
import { campaigns } from '#lib/server/campaigns/schema.ts';
import type { Db } from '#lib/server/db/database.ts';
import { addComment, settleThread } from '#lib/server/posters/comments.ts';
import { createPoster, newestVersion, saveContent } from '#lib/server/posters/contents.ts';
import { preparePicture } from '#lib/server/posters/pictures.ts';
import { campaignAssets, posters } from '#lib/server/posters/schema.ts';
import type { App } from '#lib/server/web/app.ts';
import { addDays, dayOf, instantAt, type Day } from '#lib/shared/dates.ts';
import { ASSETS, type AssetRow } from '../data/assets.ts';
import { SEED } from '../data/county.ts';
import { seedId } from '../world/random.ts';

type AssetApp = Pick<App, 'database' | 'storage' | 'clock'>;

/** Once: a load that goes on finds the rows there. */
export async function loadAssets(app: AssetApp, countyId: string): Promise<void> {
  const { db } = app.database;
  const today = dayOf(app.clock());
  const first = seedId(SEED, 'asset', ASSETS[0]?.picture ?? '');
  const there = await db.$count(assets, and(eq(assets.countyId, countyId), eq(assets.id, first)));
  if (there > 0) return;
  const planner = await actorOf(db, countyId, 'planner');
  for (const row of ASSETS) await loadAsset(app, countyId, planner, row, today);
  const soon = await db
    .select({ id: campaigns.id })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.countyId, countyId),
        gte(campaigns.endsOn, today),
        inArray(campaigns.state, ['approved', 'running']),
      ),
    )
    .orderBy(asc(campaigns.startsOn), asc(campaigns.code));
  const [running] = soon;
  if (!running) return;
  await db
    .insert(campaignAssets)
    .values(
      ['orange-grove', 'tea-terraces-dawn'].map((picture) => ({
        countyId,
        campaignId: running.id,
        assetId: seedId(SEED, 'asset', picture),
      })),
    )
    .onConflictDoNothing();
  await loadDraft(app, planner, running.id, today);
}

async function loadAsset(
  app: AssetApp,
  countyId: string,
  planner: Actor,
  row: AssetRow,
  today: Day,
): Promise<void> {
  const drawn = await preparePicture({
    id: `illustration:${row.picture}`,
    focalX: 0.5,
    focalY: 0.5,
    scale: 1,
    box: [0, 0, 1600, 1200],
  });
  if (!drawn) throw new RangeError(`the house has no picture ${row.picture}`);
  const taken = await takePicture(drawn.png);
  if (!taken.ok) throw new Error(`${row.picture} is ${taken.failure.code}`);
  await app.database.db
    .insert(assets)
    .values({
      ...(await storePicture(app.storage, countyId, taken.picture)),
      countyId,
      id: seedId(SEED, 'asset', row.picture),
      kind: 'drawing',
      title: row.title,
      description: row.description,
      fileName: `${row.picture}.png`,
      uploadSha256: createHash('sha256').update(drawn.png).digest('hex'),
      author: row.author,
      source: row.source,
      licence: row.licence,
      uses: [...row.uses],
      rightsFrom: row.licence === 'unknown' ? null : addDays(today, row.from),
      rightsTo: row.to === null ? null : addDays(today, row.to),
      rightsNote: row.note ?? '',
      rightsWithdrawnOn: row.withdrawn === undefined ? null : addDays(today, -row.withdrawn),
      rightsWithdrawnReason: row.withdrawn === undefined ? null : (row.note ?? null),
      tags: [...row.tags],
      focalX: row.focal[0],
      focalY: row.focal[1],
      uploadedBy: planner.userId,
      uploaderName: planner.name,
      archivedAt: row.archived ? instantAt(addDays(today, -60), '17:20') : null,
      createdAt: instantAt(addDays(today, row.from), '10:15'),
    })
    .onConflictDoNothing();
}

/** A draft of the running campaign with a picture of the library, and a reviewer's remarks on it. */
async function loadDraft(app: AssetApp, planner: Actor, campaignId: string, today: Day): Promise<void> {
  const { db } = app.database;
  const { countyId } = planner;
  const name = '社区群转发版（起草中）';
  const known = await db.$count(posters, and(eq(posters.countyId, countyId), eq(posters.name, name)));
  if (known > 0) return;
  const made = await createPoster(db, planner, { campaignId, designId: 'brocade-band', name });
  if (!made.ok) throw new Error(`the demo's draft is ${made.reason}`);
  const { posterId } = made.version;
  const picture = {
    id: pictureIdOf({ id: seedId(SEED, 'asset', 'orange-grove') }),
    focalX: 0.55,
    focalY: 0.62,
  };
  const draft = await newestVersion(db, countyId, posterId);
  if (!draft) throw new Error('a poster that was made must have a version');
  await saveContent(db, planner, {
    posterId,
    revision: draft.revision,
    designId: draft.designId,
    content: { ...draft.content, picture: { ...picture, scale: 1.15 } },
  });
  const reviewer = await actorOf(db, countyId, 'reviewer');
  const at = (day: number, time: string): Date => instantAt(addDays(today, day), time);
  const remark = await addComment(db, reviewer, {
    posterId,
    slot: 'picture',
    body: '果农的脸离裁切线太近，取景往左挪一点。',
    now: at(-1, '15:20'),
  });
  if (remark.ok) {
    const threadId = remark.comment.id;
    await addComment(db, planner, { posterId, threadId, body: '已挪，也放大了一点。', now: at(-1, '16:05') });
    await settleThread(db, reviewer, { posterId, threadId, settled: true, now: at(-1, '16:30') });
  }
  await addComment(db, reviewer, {
    posterId,
    slot: 'slogan',
    body: '小标题能不能写清楚是采摘还是品鉴？',
    now: at(-1, '16:32'),
  });
}

async function actorOf(db: Db, countyId: string, role: Role): Promise<Actor> {
  const [user] = await db
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.email, `${role}@baisha.example`));
  if (!user) throw new Error(`the demo has no ${role}`);
  return { userId: user.id, countyId, roles: [role], organisationId: null, merchantIds: [], name: user.name };
}
