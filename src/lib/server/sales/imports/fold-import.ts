import { setImmediate as breathe } from 'node:timers/promises';
import type postgres from 'postgres';
import { addTally, byCodePoint, freshTally, type Changes, type Tally } from '../report.ts';
import { ensureShop } from '../shops.ts';
import { foldCases } from './fold-cases.ts';
import { foldGroups, mergeOrders, newOrders, nothingTold, type FoldContext, type Told } from './fold.ts';
import type { Checkpoint } from './import-state.ts';
import { lookAhead } from './known-orders.ts';
import { rangesOfFile, rangesOfRows, type FileRangeOptions, type Range } from './ranges.ts';
import { markRejected } from './rejections.ts';
import type { ImportStore } from './store.ts';
import { OrderEncoder, tellOutbox, writeEncoded, writeOrders, type EncodedOrders } from './write-orders.ts';

/**
 * Second phase: staged rows become orders, lines and adjustments, in ranges of order numbers, each range one
 * transaction with its own checkpoint.
 */
export interface FoldOptions {
  context: Omit<FoldContext, 'shopIds' | 'activityIds' | 'zeroTailsRounded'>;
  checkpoint: Checkpoint;
  /** How the file is read a second time, where the staged rows do not hold their facts. */
  source: Pick<FileRangeOptions, 'path' | 'file' | 'reader'>;
  /** False when the file is no longer the one that was staged. */
  unchanged: () => Promise<boolean>;
  signal?: AbortSignal;
}

export type FoldResult = { kind: 'folded'; checkpoint: Checkpoint } | { kind: 'interrupted' };

export async function foldImport(
  store: ImportStore,
  importId: string,
  options: FoldOptions,
): Promise<FoldResult> {
  const shopIds = await shopsOfImport(store, importId, options.context, options.checkpoint);
  // Two imports of one shop take turns; the second sees what the first has written.
  const locks = [...shopIds.values()].map((shopId) => `sales/shop/${options.context.countyId}/${shopId}`);
  return store.locked(locks, () => foldRanges(store, importId, options, shopIds));
}

async function foldRanges(
  store: ImportStore,
  importId: string,
  options: FoldOptions,
  shopIds: ReadonlyMap<string, string>,
): Promise<FoldResult> {
  const { signal } = options;
  let checkpoint = options.checkpoint;
  const context: FoldContext = {
    ...options.context,
    zeroTailsRounded: checkpoint.staged?.zeroTailsRounded ?? false,
    shopIds,
    activityIds: await activityNames(store.read, options.context.countyId),
  };
  let writing: Promise<Checkpoint> = Promise.resolve(checkpoint);
  try {
    for await (const range of await rangesOf(store, importId, options)) {
      // The next range is read and reckoned while this one is written; on one connection they take turns.
      const prepared = await prepare(store, range, context);
      checkpoint = await writing;
      if (signal?.aborted || !(await options.unchanged())) return { kind: 'interrupted' };
      writing = foldStep(store, importId, prepared, context, checkpoint);
      // Its failure is met where it is awaited; until then it is not an unhandled one.
      writing.catch(() => {});
      if (!store.parallel) await writing;
    }
    return { kind: 'folded', checkpoint: await writing };
  } finally {
    // Whatever happened: nothing is under way any more when the locks are given back.
    await writing.catch(() => {});
  }
}

async function rangesOf(
  store: ImportStore,
  importId: string,
  { context, checkpoint, source }: FoldOptions,
): Promise<AsyncGenerator<Range>> {
  const { countyId } = context;
  const { fold } = checkpoint;
  if (checkpoint.facts === false) {
    const [row] = await store.read<{ any: boolean }[]>`
      select rows_rejected > 0 as any from order_imports where county_id = ${countyId} and id = ${importId}`;
    return rangesOfFile(store, { countyId, importId, fold, ...source, anyRejected: row?.any ?? true });
  }
  const byLine =
    fold === undefined ? await standTogether(store, importId, countyId, checkpoint) : 'line' in fold;
  return rangesOfRows(store, { countyId, importId, fold }, byLine);
}

/** A range that was read, and what is to be written of it if the database knows none of its orders. */
interface Prepared {
  range: Range;
  fresh: { orders: EncodedOrders; told: Told } | null;
}

const ORDERS_A_BREATH = 250;

async function prepare(store: ImportStore, range: Range, context: FoldContext): Promise<Prepared> {
  if (context.header.profile.grain === 'refund') return { range, fresh: null };
  const shops = Map.groupBy(range.groups, (group) => context.shopIds.get(group.shop) ?? '');
  for (const [shopId, groups] of shops) {
    if (shopId === '') continue;
    const orderNos = groups.map(({ orderNo }) => orderNo);
    const known = await lookAhead(store.read, context.countyId, shopId, orderNos);
    if (known.orders || known.cases) return { range, fresh: null };
  }
  // A few orders at a time: what has become bytes is forgotten before the next are thought of.
  const told = nothingTold();
  const encoder = new OrderEncoder(context);
  for (let from = 0; from < range.groups.length; from += ORDERS_A_BREATH) {
    const groups = range.groups.slice(from, from + ORDERS_A_BREATH);
    encoder.add(newOrders(foldGroups(groups, context, told), context));
    await breathe();
  }
  return { range, fresh: { orders: encoder.end(), told } };
}

async function foldStep(
  store: ImportStore,
  importId: string,
  prepared: Prepared,
  context: FoldContext,
  checkpoint: Checkpoint,
): Promise<Checkpoint> {
  let { fresh } = prepared;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.step(async (tx) => {
        const tally = structuredClone(checkpoint.tally ?? freshTally());
        const changes = { added: 0, changed: 0, unchanged: 0, stale: 0, ...checkpoint.changes };
        const written = await foldPrepared(tx, { ...prepared, fresh }, context, tally, changes);
        const shops = [...new Set([...(checkpoint.shops ?? []), ...written.shops])].sort(byCodePoint);
        const next: Checkpoint = { ...checkpoint, fold: prepared.range.place, tally, changes, shops };
        await tx`
          update order_imports set checkpoint = ${tx.json(next as never)}, idle_starts = 0,
            orders_folded = ${tally.orders + tally.waiting.refunds}, rows_rejected = rows_rejected + ${written.rejected}
          where county_id = ${context.countyId} and id = ${importId}`;
        return next;
      });
    } catch (error) {
      // A stall sale or a webhook made the same order, or brought a case of it, since we looked: look again.
      const taken = error instanceof CasesArrived || (error as { code?: string }).code === '23505';
      if (!taken || attempt >= 5) throw error;
      fresh = null;
    }
  }
}

class CasesArrived extends Error {}

async function foldPrepared(
  tx: postgres.TransactionSql,
  { range, fresh }: Prepared,
  context: FoldContext,
  tally: Tally,
  changes: Changes,
): Promise<{ rejected: number; shops: string[] }> {
  if (context.header.profile.grain === 'refund') {
    await foldCases(tx, range.groups, context, tally, changes);
    await markRejected(tx, context.countyId, context.importId ?? '', range.late);
    return {
      rejected: range.late.length,
      shops: range.groups.filter(({ rows }) => rows.some((row) => 'facts' in row)).map((g) => g.shop),
    };
  }
  const told = fresh?.told ?? nothingTold();
  if (fresh === null) {
    const orders = foldGroups(range.groups, context, told);
    await writeOrders(tx, await mergeOrders(tx, orders, context, changes), context);
  } else {
    changes.added += fresh.orders.ids.length;
    await writeEncoded(tx, fresh.orders);
    await tellOutbox(tx, context, fresh.orders.ids);
    await refuseCases(tx, context);
  }
  addTally(tally, told.tally);
  const rejections = [...range.late, ...told.rejections];
  await markRejected(tx, context.countyId, context.importId ?? '', rejections);
  return { rejected: rejections.length, shops: [...told.shops] };
}

/** @throws CasesArrived when one of the file's shops has after-sale cases by now. */
async function refuseCases(tx: postgres.TransactionSql, context: FoldContext): Promise<void> {
  const shopIds = [...context.shopIds.values()];
  const [found] = await tx`
    select from refund_cases where county_id = ${context.countyId} and shop_id = any(${shopIds}) limit 1`;
  if (found !== undefined) throw new CasesArrived();
}

/**
 * Whether every order's rows stand together in the file, as platforms write them: then ranges follow the file, and a
 * million rows need not be sorted. The answer is the same at every start.
 */
export async function standTogether(
  store: ImportStore,
  importId: string,
  countyId: string,
  checkpoint: Checkpoint,
): Promise<boolean> {
  if (checkpoint.staged?.together) return true;
  return store.step(async (tx) => {
    await tx`set local work_mem = '32MB'`;
    const [row] = await tx<{ scattered: boolean }[]>`
      select exists (
        select from (
          select shop, order_no, row_number() over (order by line) as place from order_import_rows
          where county_id = ${countyId} and import_id = ${importId} and outcome <> 'skipped'
            and order_no is not null
        ) placed
        group by shop, order_no having max(place) - min(place) + 1 <> count(*)
      ) as scattered`;
    return row?.scattered === false;
  });
}

async function shopsOfImport(
  store: ImportStore,
  importId: string,
  context: FoldOptions['context'],
  checkpoint: Checkpoint,
): Promise<Map<string, string>> {
  const named = checkpoint.staged?.shops;
  const shops =
    named ??
    (
      await store.read<{ shop: string }[]>`
        select distinct shop from order_import_rows
        where county_id = ${context.countyId} and import_id = ${importId} and shop is not null and order_no is not null`
    ).map(({ shop }) => shop);
  return store.step(async (tx) => {
    const ids = new Map<string, string>();
    for (const shop of shops) ids.set(shop, await ensureShop(tx, context.countyId, context.platform, shop));
    return ids;
  });
}

/** Activities by name, and campaigns by name where they have one activity: what a stall sheet's 活动 may say. */
export async function activityNames(
  sql: postgres.Sql | postgres.TransactionSql,
  countyId: string,
): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; id: string }[]>`
    select c.name, min(a.id::text) as id from campaigns c
    join activities a on a.county_id = c.county_id and a.campaign_id = c.id
    where c.county_id = ${countyId} group by c.id, c.name having count(*) = 1
    union all
    select name, id::text from activities where county_id = ${countyId}`;
  return new Map(rows.map(({ name, id }) => [name.normalize('NFKC').trim(), id]));
}
