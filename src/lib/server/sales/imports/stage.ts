import { setImmediate as breathe } from 'node:timers/promises';
import { FileError } from '../reading/file-error.ts';
import { readBatches, type DetectedFile } from '../reading/source.ts';
import type { StagedRow } from '../rows/facts.ts';
import { createRowReader, type RowReaderOptions, type RowReaderState } from '../rows/row.ts';
import { copyInto, copyRow, copyText, NULL } from './copy.ts';
import type { Checkpoint } from './import-state.ts';
import { OrderPlaces } from './order-places.ts';
import type { ImportStore } from './store.ts';

/**
 * First phase: every row of the file is judged and becomes a row of `order_import_rows`, in batches, each committed with
 * the place where reading goes on. Nothing but these rows is written until the whole file is known to be acceptable.
 */
export interface StageOptions {
  countyId: string;
  importId: string;
  path: string;
  file: DetectedFile;
  reader: Omit<RowReaderOptions, 'header' | 'wholeFor'>;
  checkpoint: Checkpoint;
  /** Orders whose facts are kept with their rows in any case. */
  showOrders?: readonly string[];
  signal?: AbortSignal;
}

export type StageResult =
  { kind: 'staged'; checkpoint: Checkpoint } | { kind: 'interrupted' } | { kind: 'cancelled' };

export const ROWS_A_STEP = 4_000;
/** Between so many rows the answers of the database are heard, so that it never waits for the next batch. */
export const ROWS_A_BREATH = 200;
const MOST_SHOPS = 100;
const TARGET =
  'order_import_rows (county_id, import_id, line, outcome, shop, order_no, reason, column_name, value, facts, cells)';

/** @throws FileError when the file turns out to be refused; what was staged is then still there. */
export async function stageRows(store: ImportStore, options: StageOptions): Promise<StageResult> {
  const { countyId, importId, path, file, signal } = options;
  const from = options.checkpoint.stage;
  // An import that was begun without the mark keeps every row's facts to its end.
  const keepsFacts = options.checkpoint.facts ?? (from !== undefined || file.reading.format === 'xlsx');
  const shown = new Set(options.showOrders);
  const wholeFor = keepsFacts ? () => true : (orderNo: string) => shown.has(orderNo);
  const reader = createRowReader({ header: file.header, ...options.reader, wholeFor }, from?.reader);
  const shops = new Set(from?.shops);
  let shopsAreKnown = from === undefined || from.shops !== undefined;
  const places = from === undefined ? new OrderPlaces() : null;
  const prefix = `${countyId}\t${importId}\t`;
  let lines: string[] = [];
  let rejected = 0;
  let writing: Promise<boolean> = Promise.resolve(false);

  /** @returns whether a person has cancelled the import. */
  const write = (checkpoint: Checkpoint): Promise<boolean> => {
    const rows = lines;
    const refused = rejected;
    lines = [];
    rejected = 0;
    return store.step(async (tx) => {
      await copyInto(tx, TARGET, rows);
      const [row] = await tx<{ cancelled: boolean }[]>`
        update order_imports set checkpoint = ${tx.json(checkpoint as never)}, idle_starts = 0,
          rows_staged = rows_staged + ${rows.length}, rows_rejected = rows_rejected + ${refused}
        where county_id = ${countyId} and id = ${importId}
        returning cancel_requested_at is not null as cancelled`;
      if (row === undefined) throw new Error(`no import ${importId}`);
      return row.cancelled;
    });
  };

  let rows = 0;
  try {
    for await (const batch of readBatches(path, file, from?.position)) {
      for (const record of batch.records) {
        const row = reader.read(record);
        if (row.outcome !== 'skipped') {
          if (row.shop === null) throw new FileError('shop_missing', { line: row.line });
          if (row.outcome === 'rejected') rejected += 1;
          if (row.orderNo !== null) {
            places?.add(row.shop, row.orderNo);
            if (shopsAreKnown && !shops.has(row.shop)) {
              shops.add(row.shop);
              shopsAreKnown = shops.size <= MOST_SHOPS;
            }
          }
        }
        lines.push(
          prefix + rowText(row, keepsFacts || (row.outcome === 'accepted' && shown.has(row.orderNo))),
        );
        if (++rows % ROWS_A_BREATH === 0) await breathe();
      }
      if (signal?.aborted) break;
      if (lines.length >= ROWS_A_STEP && batch.position !== null) {
        const { position } = batch;
        const checkpoint: Checkpoint = {
          facts: keepsFacts,
          stage: {
            position,
            reader: copyState(reader.state),
            ...(shopsAreKnown ? { shops: [...shops] } : {}),
          },
        };
        if (await writing) return { kind: 'cancelled' };
        writing = write(checkpoint);
        // Its failure is met where it is awaited; until then it is not an unhandled one.
        writing.catch(() => {});
      }
    }
  } finally {
    // A refused file's rows are deleted: not before the last of them is there.
    await writing.catch(() => {});
  }
  if (await writing) return { kind: 'cancelled' };
  if (signal?.aborted) return { kind: 'interrupted' };

  const { state } = reader;
  const zeroTailsRounded = state.longIds > 0 && state.zeroTailIds * 2 >= state.longIds;
  const rounded = state.roundedIds + (zeroTailsRounded ? state.zeroTailIds : 0);
  if (rounded > 0 && rounded * 2 >= state.dataRows) throw new FileError('ids_rounded_by_excel');
  const checkpoint: Checkpoint = {
    facts: keepsFacts,
    staged: {
      zeroTailsRounded,
      totalsDisagree: state.totalsDisagree,
      dataRows: state.dataRows,
      ...(places?.together ? { together: true } : {}),
      ...(shopsAreKnown ? { shops: [...shops] } : {}),
    },
  };
  if (await write(checkpoint)) return { kind: 'cancelled' };
  return { kind: 'staged', checkpoint };
}

function rowText(row: StagedRow, withFacts: boolean): string {
  if (row.outcome === 'accepted') {
    const facts = withFacts ? copyText(JSON.stringify(row.facts)) : NULL;
    return `${row.line}\taccepted\t${copyText(row.shop ?? '')}\t${copyText(row.orderNo)}\t${NULL}\t${NULL}\t${NULL}\t${facts}\t${NULL}\n`;
  }
  if (row.outcome === 'skipped')
    return copyRow([row.line, 'skipped', null, null, row.kind, null, null, null, null]);
  const { line, shop, orderNo, reason, column, value, cells } = row;
  return copyRow([line, 'rejected', shop, orderNo, reason, column, value, null, cells]);
}

function copyState(state: RowReaderState): RowReaderState {
  return { ...state, sums: { ...state.sums } };
}
