import { setImmediate as breathe } from 'node:timers/promises';
import type { OrderRow } from '../file-order.ts';
import { readBatches, type DetectedFile, type Position } from '../reading/source.ts';
import type { AcceptedRow, RejectedRow, RowFacts } from '../rows/facts.ts';
import { createRowReader, type RowReaderOptions } from '../rows/row.ts';
import type { RowGroup } from './fold.ts';
import type { Checkpoint } from './import-state.ts';
import type { RejectedAtFold } from './rejections.ts';
import { ROWS_A_BREATH } from './stage.ts';
import type { ImportStore } from './store.ts';

/** Orders that are folded in one transaction, all rows of each. */
export interface Range {
  groups: RowGroup[];
  /** Where folding goes on behind it. */
  place: NonNullable<Checkpoint['fold']>;
  /** Rows that were staged as accepted and are refused now: a newer release judges them more strictly. */
  late: RejectedAtFold[];
}

export interface RangeOptions {
  countyId: string;
  importId: string;
  fold: Checkpoint['fold'];
}

const ROWS_A_RANGE = 2_500;

interface StagedOrderRow {
  line: number;
  shop: string;
  order_no: string;
  outcome: 'accepted' | 'rejected';
  facts: string | null;
}

/** From staged rows with their facts: in the file's order, or by key where an order's rows are scattered. */
export async function* rangesOfRows(
  store: ImportStore,
  { countyId, importId, fold }: RangeOptions,
  byLine: boolean,
): AsyncGenerator<Range> {
  const rows = `select line, shop, order_no, outcome, facts from order_import_rows
    where county_id = $1 and import_id = $2 and outcome <> 'skipped' and order_no is not null`;
  const after = fold !== undefined && 'orderNo' in fold ? fold : { shop: '', orderNo: '' };
  const pages = store.pages<StagedOrderRow>(
    byLine
      ? {
          text: `${rows} and line > $3::int order by line`,
          parameters: [countyId, importId, fold !== undefined && 'line' in fold ? fold.line : -1],
        }
      : {
          text: `${rows}
              and (shop collate "C", order_no collate "C") > ($3::text collate "C", $4::text collate "C")
            order by shop collate "C", order_no collate "C", line`,
          parameters: [countyId, importId, after.shop, after.orderNo],
        },
    ROWS_A_RANGE,
  );
  const range = (groups: RowGroup[], last: RowGroup): Range => ({
    groups,
    place: byLine ? { line: last.rows.at(-1)?.line ?? 0 } : { shop: last.shop, orderNo: last.orderNo },
    late: [],
  });
  let open: RowGroup | null = null;
  for await (const page of pages) {
    const groups: RowGroup[] = [];
    for (const row of page) {
      if (open === null || open.orderNo !== row.order_no || open.shop !== row.shop) {
        if (open !== null) groups.push(open);
        open = { shop: row.shop, orderNo: row.order_no, rows: [] };
      }
      open.rows.push(stagedRow(row));
    }
    const last = groups.at(-1);
    if (last !== undefined) yield range(groups, last);
  }
  if (open !== null) yield range([open], open);
}

function stagedRow({ line, facts, outcome }: StagedOrderRow): OrderRow {
  return facts === null || outcome === 'rejected'
    ? { line, rejected: true }
    : { line, facts: JSON.parse(facts) as RowFacts };
}

export interface FileRangeOptions extends RangeOptions {
  path: string;
  file: DetectedFile;
  reader: Omit<RowReaderOptions, 'header' | 'wholeFor'>;
  /** Some staged row was rejected. */
  anyRejected: boolean;
}

type JudgedRow = AcceptedRow | RejectedRow;

/**
 * From the file, read a second time: cheaper than bringing every fact into the database and out again. What staging has
 * rejected stays rejected, whatever this reading says.
 */
export async function* rangesOfFile(store: ImportStore, options: FileRangeOptions): AsyncGenerator<Range> {
  const { path, file, fold } = options;
  const done = fold !== undefined && 'line' in fold ? fold : { line: 0 };
  const reader = createRowReader({ header: file.header, ...options.reader });
  const held = options.anyRejected ? heldLines(store, options) : null;
  /** Where the batches of this range begin: behind a cut, reading goes on at the one that holds the next row. */
  let begins: { line: number; position: Position | undefined }[] = [];
  let start = done.position;
  let rows: JudgedRow[] = [];

  const close = async (ending: readonly JudgedRow[], position: Position | undefined): Promise<Range> => {
    const late: RejectedAtFold[] = [];
    const groups: RowGroup[] = [];
    const rejectedBefore = (await held?.(ending.at(-1)?.line ?? 0)) ?? NONE;
    let group: RowGroup | undefined;
    for (const row of ending) {
      const { line, shop, orderNo } = row;
      const wasRejected = rejectedBefore.has(line);
      if (row.outcome === 'rejected' && !wasRejected) {
        const { reason, column, value, cells } = row;
        late.push({ line, reason, column, value, cells });
      }
      if (orderNo === null) continue;
      if (group?.orderNo !== orderNo || group.shop !== shop) {
        group = { shop: shop ?? '', orderNo, rows: [] };
        groups.push(group);
      }
      group.rows.push(
        row.outcome === 'rejected' || wasRejected ? { line, rejected: true } : { line, facts: row.facts },
      );
    }
    const place = { line: ending.at(-1)?.line ?? done.line, ...(position ? { position } : {}) };
    return { groups, place, late };
  };

  let read = 0;
  for await (const batch of readBatches(path, file, done.position)) {
    const [head] = batch.records;
    if (head !== undefined) begins.push({ line: head.line, position: start });
    for (const record of batch.records) {
      if (record.line <= done.line) continue;
      const row = reader.read(record);
      if (row.outcome !== 'skipped') rows.push(row);
      if (++read % ROWS_A_BREATH === 0) await breathe();
    }
    if (batch.position === null) continue;
    start = batch.position;
    if (rows.length < ROWS_A_RANGE) continue;
    const cut = beginOfLastOrder(rows);
    if (cut === 0) continue;
    const next = rows[cut]?.line;
    const position = next === undefined ? start : begins.findLast((begin) => begin.line <= next)?.position;
    yield await close(rows.slice(0, cut), position);
    rows = rows.slice(cut);
    begins = [{ line: 0, position }];
  }
  if (rows.length > 0) yield await close(rows, start);
}

const NONE: ReadonlySet<number> = new Set();
const LINES_A_LOOK = 50_000;

/** The lines that staging rejected, fetched for many ranges at once; ranges ask in the file's order. */
function heldLines(store: ImportStore, { countyId, importId }: RangeOptions) {
  let asked = 0;
  let known = 0;
  let lines = new Set<number>();
  return async (upTo: number): Promise<ReadonlySet<number>> => {
    if (upTo > known) {
      const from = known;
      known = upTo + LINES_A_LOOK;
      const rows = await store.read<{ line: number }[]>`
        select line from order_import_rows
        where county_id = ${countyId} and import_id = ${importId} and outcome = 'rejected'
          and line > ${from} and line <= ${known}`;
      lines = new Set([...[...lines].filter((line) => line > asked), ...rows.map(({ line }) => line)]);
    }
    asked = upTo;
    return lines;
  };
}

/** Where the rows of the last order begin, which may go on in the next batch. Rows without number belong to nobody. */
function beginOfLastOrder(rows: readonly JudgedRow[]): number {
  const last = rows.findLast((row) => row.orderNo !== null);
  if (last === undefined) return rows.length;
  let at = rows.lastIndexOf(last);
  for (let before = at - 1; before >= 0; before -= 1) {
    const row = rows[before];
    if (row?.orderNo === last.orderNo && row.shop === last.shop) at = before;
    else if (row?.orderNo !== null) break;
  }
  return at;
}
