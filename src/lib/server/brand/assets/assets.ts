/** What is done with an asset once it is in: its rights are written down, it is tagged, taken out of use, brought back. */
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import { isUuid } from '#lib/shared/uuid.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import { products, townships } from '../../county/schema.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { merchants } from '../../merchants/schema.ts';
import { assetDownloads, assets, type Asset } from './schema.ts';

export type AssetDetails = Pick<
  Asset,
  | 'title'
  | 'description'
  | 'author'
  | 'source'
  | 'licence'
  | 'uses'
  | 'territory'
  | 'rightsFrom'
  | 'rightsTo'
  | 'rightsNote'
  | 'recognisable'
  | 'isOfficial'
  | 'aiMade'
  | 'tags'
  | 'productId'
  | 'townshipId'
  | 'merchantId'
  | 'focalX'
  | 'focalY'
> & { drawing: boolean };

export type AssetFailure =
  | 'not_found'
  | 'not_allowed'
  | 'stale'
  /** Rights end before they begin. */
  | 'days_reversed'
  | 'title_missing'
  | 'author_missing'
  | 'reason_missing'
  /** A product, place or merchant the county does not have. */
  | 'unknown_place'
  | 'withdrawn';

export type AssetResult = { ok: true; asset: Asset } | { ok: false; reason: AssetFailure };

export async function findAsset(db: DbOrTx, countyId: string, id: string): Promise<Asset | null> {
  if (!isUuid(id)) return null;
  const [row] = await db
    .select()
    .from(assets)
    .where(and(eq(assets.countyId, countyId), eq(assets.id, id)));
  return row ?? null;
}

/** Writes down what an asset is and may be used for. A licence needs to say whose work it is. */
export async function describeAsset(
  db: Db,
  actor: Actor,
  request: { id: string; revision: number; details: AssetDetails },
): Promise<AssetResult> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const { drawing, ...details } = request.details;
  if (details.title === '') return failed('title_missing');
  if (details.licence !== 'unknown' && details.author === '') return failed('author_missing');
  if (details.rightsFrom !== null && details.rightsTo !== null && details.rightsFrom > details.rightsTo)
    return failed('days_reversed');
  if (!isUuid(request.id)) return failed('not_found');
  return db.transaction(async (tx) => {
    const before = await lock(tx, actor.countyId, request.id);
    if (!before) return failed('not_found');
    if (before.revision !== request.revision) return failed('stale');
    if (!(await placesExist(tx, actor.countyId, details))) return failed('unknown_place');
    const [asset] = await tx
      .update(assets)
      .set({
        ...details,
        tags: cleanTags(details.tags),
        kind: before.kind === 'film' ? 'film' : drawing ? 'drawing' : 'photo',
        revision: before.revision + 1,
      })
      .where(and(eq(assets.countyId, actor.countyId), eq(assets.id, before.id)))
      .returning();
    if (!asset) throw new Error('a locked row vanished');
    await record(tx, actor, {
      action: 'asset.described',
      subject: 'asset',
      subjectId: asset.id,
      label: asset.title,
      before: changed(before, asset),
      after: changed(asset, before),
    });
    return { ok: true, asset };
  });
}

/** Adds and takes away tags of several assets at once. Ids of other counties are passed over. */
export async function tagAssets(
  db: Db,
  actor: Actor,
  request: { ids: readonly string[]; add: readonly string[]; remove: readonly string[] },
): Promise<{ ok: true; changed: number } | { ok: false; reason: AssetFailure }> {
  if (!can(actor, 'poster.edit')) return failed('not_allowed');
  const ids = request.ids.filter(isUuid);
  if (ids.length === 0) return { ok: true, changed: 0 };
  return db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(assets)
      .where(and(eq(assets.countyId, actor.countyId), inArray(assets.id, ids)))
      // In one order, so that two people tagging the same assets wait for each other instead of locking each other out.
      .orderBy(assets.id)
      .for('update');
    let count = 0;
    for (const row of rows) {
      const tags = cleanTags([...row.tags.filter((t) => !request.remove.includes(t)), ...request.add]);
      if (tags.join('\n') === row.tags.join('\n')) continue;
      await tx
        .update(assets)
        .set({ tags, revision: row.revision + 1 })
        .where(and(eq(assets.countyId, actor.countyId), eq(assets.id, row.id)));
      await record(tx, actor, {
        action: 'asset.tagged',
        subject: 'asset',
        subjectId: row.id,
        label: row.title,
        before: row.tags,
        after: tags,
      });
      count += 1;
    }
    return { ok: true, changed: count };
  });
}

/** Out of the choices, kept with everything; `restoreAssets` brings it back. Returns the ids that were changed. */
export async function archiveAssets(
  db: Db,
  actor: Actor,
  ids: readonly string[],
  now: Date,
): Promise<string[]> {
  return setArchived(db, actor, ids, now);
}

export async function restoreAssets(db: Db, actor: Actor, ids: readonly string[]): Promise<string[]> {
  return setArchived(db, actor, ids, null);
}

async function setArchived(
  db: Db,
  actor: Actor,
  wanted: readonly string[],
  archivedAt: Date | null,
): Promise<string[]> {
  const ids = wanted.filter(isUuid);
  if (!can(actor, 'poster.edit') || ids.length === 0) return [];
  return db.transaction(async (tx) => {
    const rows = await tx
      .update(assets)
      .set({ archivedAt })
      .where(
        and(
          eq(assets.countyId, actor.countyId),
          inArray(assets.id, ids),
          archivedAt === null ? isNotNull(assets.archivedAt) : isNull(assets.archivedAt),
        ),
      )
      .returning({ id: assets.id, title: assets.title });
    for (const { id, title } of rows)
      await record(tx, actor, {
        action: archivedAt === null ? 'asset.restored' : 'asset.archived',
        subject: 'asset',
        subjectId: id,
        label: title,
      });
    return rows.map((r) => r.id);
  });
}

/** The rights holder took it back, or never gave it. From now on nothing is drawn or handed out with it. */
export async function withdrawRights(
  db: Db,
  actor: Actor,
  request: { id: string; reason: string; now: Date },
): Promise<AssetResult> {
  if (!can(actor, 'poster.recall') && !can(actor, 'poster.edit')) return failed('not_allowed');
  const reason = request.reason.trim();
  if (reason === '') return failed('reason_missing');
  if (!isUuid(request.id)) return failed('not_found');
  return db.transaction(async (tx) => {
    const before = await lock(tx, actor.countyId, request.id);
    if (!before) return failed('not_found');
    if (before.rightsWithdrawnOn !== null) return failed('withdrawn');
    const [asset] = await tx
      .update(assets)
      .set({
        rightsWithdrawnOn: dayOf(request.now),
        rightsWithdrawnReason: reason,
        revision: before.revision + 1,
      })
      .where(and(eq(assets.countyId, actor.countyId), eq(assets.id, before.id)))
      .returning();
    if (!asset) throw new Error('a locked row vanished');
    await record(tx, actor, {
      action: 'asset.rights_withdrawn',
      subject: 'asset',
      subjectId: asset.id,
      label: asset.title,
      reason,
    });
    return { ok: true, asset };
  });
}

/** Notes who takes a file out of the house. */
export async function noteDownload(
  db: DbOrTx,
  actor: Actor,
  asset: Pick<Asset, 'id'>,
  size: 'web' | 'full' | 'proof',
): Promise<void> {
  await db.insert(assetDownloads).values({
    countyId: actor.countyId,
    assetId: asset.id,
    size,
    userId: actor.userId,
    userName: actor.name,
  });
}

/** Trimmed, without doubles, at most twenty of at most twelve characters, in the order they were given. */
export function cleanTags(tags: readonly string[]): string[] {
  const clean = tags.map((t) =>
    [
      ...t
        .normalize('NFC')
        .replace(/[\p{Cc}\p{Cf}#＃]/gu, '')
        .trim(),
    ]
      .slice(0, 12)
      .join(''),
  );
  return [...new Set(clean.filter((t) => t !== ''))].slice(0, 20);
}

async function lock(tx: DbOrTx, countyId: string, id: string): Promise<Asset | null> {
  const [row] = await tx
    .select()
    .from(assets)
    .where(and(eq(assets.countyId, countyId), eq(assets.id, id)))
    // Two people describing the same asset: the second is told, not merged.
    .for('update');
  return row ?? null;
}

async function placesExist(
  tx: DbOrTx,
  countyId: string,
  at: Pick<Asset, 'productId' | 'townshipId' | 'merchantId'>,
): Promise<boolean> {
  const tables = [
    [products, at.productId],
    [townships, at.townshipId],
    [merchants, at.merchantId],
  ] as const;
  for (const [table, id] of tables) {
    if (id === null) continue;
    if (!isUuid(id)) return false;
    const [row] = await tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.countyId, countyId), eq(table.id, id)));
    if (!row) return false;
  }
  return true;
}

/** The values of `a` that differ in `b`, for the audit log. */
function changed(a: Asset, b: Asset): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(a).filter(
      ([key, value]) =>
        key !== 'updatedAt' && JSON.stringify(value) !== JSON.stringify(b[key as keyof Asset]),
    ),
  );
}

function failed(reason: AssetFailure): { ok: false; reason: AssetFailure } {
  return { ok: false, reason };
}
