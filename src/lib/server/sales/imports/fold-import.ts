import type postgres from 'postgres';
import type { OrderRow } from '../file-order.ts';
import { byCodePoint, freshTally, type Changes, type Tally } from '../report.ts';
import type { RowFacts } from '../rows/facts.ts';
import { ensureShop } from '../shops.ts';
import { foldCases } from './fold-cases.ts';
import { foldRange, type FoldContext, type RowGroup } from './fold.ts';
import type { Checkpoint } from './import-state.ts';
import { markRejected } from './rejections.ts';
import type { ImportStore } from './store.ts';
import { writeOrders } from './write-orders.ts';

/**
 * Second phase: staged rows become orders, lines and adjustments, in ranges of order numbers, each range one
 * transaction with its own checkpoint.
 */
export interface FoldOptions {
  context: Omit<FoldContext, 'shopIds' | 'activityIds' | 'zeroTailsRounded'>;
  checkpoint: Checkpoint;
  signal?: AbortSignal;
}

export type FoldResult = { kind: 'folded'; checkpoint: Checkpoint } | { kind: 'interrupted' };

interface StagedOrderRow {
  line: number;
  shop: string;
  order_no: string;
  outcome: 'accepted' | 'rejected';
  facts: string | null;
}

const ROWS_A_PAGE = 2_500;

export async function foldImport(
  store: ImportStore,
  importId: string,
  options: FoldOptions,
): Promise<FoldResult> {
  const shopIds = await shopsOfImport(store, importId, options.context);
  // Two imports of one shop take turns; the second sees what the first has written.
  const locks = [...shopIds.values()].map((shopId) => `sales/shop/${options.context.countyId}/${shopId}`);
  return store.locked(locks, () => foldPages(store, importId, options, shopIds));
}

async function foldPages(
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
  const byLine = await foldsByLine(store, importId, context, checkpoint);
  for await (const groups of rangesOf(store, importId, context, checkpoint, byLine)) {
    if (signal?.aborted) {
      await writing;
      return { kind: 'interrupted' };
    }
    // The next page is read while this one is written; on one connection they take turns.
    checkpoint = await writing;
    writing = foldStep(store, importId, groups, context, checkpoint, byLine);
    writing.catch(() => {});
    if (!store.parallel) await writing;
  }
  return { kind: 'folded', checkpoint: await writing };
}

async function foldStep(
  store: ImportStore,
  importId: string,
  groups: readonly RowGroup[],
  context: FoldContext,
  checkpoint: Checkpoint,
  byLine: boolean,
): Promise<Checkpoint> {
  const last = groups.at(-1);
  if (last === undefined) return checkpoint;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await store.step(async (tx) => {
        const tally = structuredClone(checkpoint.tally ?? freshTally());
        const changes = { added: 0, changed: 0, unchanged: 0, stale: 0, ...checkpoint.changes };
        const writes = await foldGroups(tx, groups, context, tally, changes);
        const shops = [...new Set([...(checkpoint.shops ?? []), ...writes.shops])].sort(byCodePoint);
        const next: Checkpoint = {
          ...checkpoint,
          fold: byLine ? { line: last.rows.at(-1)?.line ?? 0 } : { shop: last.shop, orderNo: last.orderNo },
          tally,
          changes,
          shops,
        };
        await tx`
          update order_imports set checkpoint = ${tx.json(next as never)}, idle_starts = 0,
            orders_folded = ${tally.orders + tally.waiting.refunds}, rows_rejected = rows_rejected + ${writes.rejected}
          where county_id = ${context.countyId} and id = ${importId}`;
        return next;
      });
    } catch (error) {
      // A stall sale or a webhook made the same order between our look and our writing: look again.
      const taken = (error as { code?: string }).code === '23505';
      if (!taken || attempt >= 5) throw error;
    }
  }
}

async function foldGroups(
  tx: postgres.TransactionSql,
  groups: readonly RowGroup[],
  context: FoldContext,
  tally: Tally,
  changes: Changes,
): Promise<{ rejected: number; shops: string[] }> {
  if (context.header.profile.grain === 'refund') {
    await foldCases(tx, groups, context, tally, changes);
    return {
      rejected: 0,
      shops: groups.filter(({ rows }) => rows.some((row) => 'facts' in row)).map((g) => g.shop),
    };
  }
  const { writes, rejections } = await foldRange(tx, groups, context, tally, changes);
  await writeOrders(tx, writes, context);
  await markRejected(tx, context.countyId, context.importId ?? '', rejections);
  const refused = new Set(rejections.map((rejection) => rejection.line));
  const shops = groups
    .filter(({ rows }) => rows.every((row) => 'facts' in row && !refused.has(row.line)))
    .map((group) => group.shop);
  return { rejected: rejections.length, shops: [...new Set(shops)] };
}

/**
 * Whether every order's rows stand together in the file, as platforms write them: then ranges follow the file, and a
 * million rows need not be sorted. The answer is the same at every start; a checkpoint by key goes on by key.
 */
async function foldsByLine(
  store: ImportStore,
  importId: string,
  context: FoldContext,
  checkpoint: Checkpoint,
): Promise<boolean> {
  if (checkpoint.fold) return 'line' in checkpoint.fold;
  return store.step(async (tx) => {
    await tx`set local work_mem = '32MB'`;
    const [row] = await tx<{ scattered: boolean }[]>`
      select exists (
        select from (
          select shop, order_no, row_number() over (order by line) as place from order_import_rows
          where county_id = ${context.countyId} and import_id = ${importId} and outcome <> 'skipped'
            and order_no is not null
        ) placed
        group by shop, order_no having max(place) - min(place) + 1 <> count(*)
      ) as scattered`;
    return row?.scattered === false;
  });
}

/** Pages of staged rows in file or in key order, cut between orders. */
async function* rangesOf(
  store: ImportStore,
  importId: string,
  context: FoldContext,
  checkpoint: Checkpoint,
  byLine: boolean,
): AsyncGenerator<RowGroup[]> {
  const { fold } = checkpoint;
  const rows = `select line, shop, order_no, outcome, facts from order_import_rows
    where county_id = $1 and import_id = $2 and outcome <> 'skipped' and order_no is not null`;
  const after = fold !== undefined && 'orderNo' in fold ? fold : { shop: '', orderNo: '' };
  const pages = store.pages<StagedOrderRow>(
    byLine
      ? {
          text: `${rows} and line > $3::int order by line`,
          parameters: [context.countyId, importId, fold !== undefined && 'line' in fold ? fold.line : -1],
        }
      : {
          text: `${rows}
              and (shop collate "C", order_no collate "C") > ($3::text collate "C", $4::text collate "C")
            order by shop collate "C", order_no collate "C", line`,
          parameters: [context.countyId, importId, after.shop, after.orderNo],
        },
    ROWS_A_PAGE,
  );
  let open: RowGroup | null = null;
  for await (const page of pages) {
    const groups: RowGroup[] = [];
    for (const row of page) {
      if (open === null || open.orderNo !== row.order_no || open.shop !== row.shop) {
        if (open !== null) groups.push(open);
        open = { shop: row.shop, orderNo: row.order_no, rows: [] };
      }
      open.rows.push(orderRow(row));
    }
    if (groups.length > 0) yield groups;
  }
  if (open !== null) yield [open];
}

function orderRow(row: StagedOrderRow): OrderRow {
  return row.facts === null || row.outcome === 'rejected'
    ? { line: row.line, rejected: true }
    : { line: row.line, facts: JSON.parse(row.facts) as RowFacts };
}

async function shopsOfImport(
  store: ImportStore,
  importId: string,
  context: FoldOptions['context'],
): Promise<Map<string, string>> {
  const rows = await store.read<{ shop: string }[]>`
    select distinct shop from order_import_rows
    where county_id = ${context.countyId} and import_id = ${importId} and shop is not null and order_no is not null`;
  return store.step(async (tx) => {
    const ids = new Map<string, string>();
    for (const { shop } of rows)
      ids.set(shop, await ensureShop(tx, context.countyId, context.platform, shop));
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
