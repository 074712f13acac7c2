import { FileError } from '../reading/file-error.ts';
import { readBatches, type DetectedFile } from '../reading/source.ts';
import type { StagedRow } from '../rows/facts.ts';
import { createRowReader, type RowReaderOptions, type RowReaderState } from '../rows/row.ts';
import { copyInto, copyRow } from './copy.ts';
import type { Checkpoint } from './import-state.ts';
import type { ImportStore } from './store.ts';

/**
 * First phase: the file becomes rows of `order_import_rows`, in batches, each committed with the place where reading
 * goes on. Personal data ends before a row gets here.
 */
export interface StageOptions {
  countyId: string;
  importId: string;
  path: string;
  file: DetectedFile;
  reader: Omit<RowReaderOptions, 'header'>;
  checkpoint: Checkpoint;
  signal?: AbortSignal;
}

export type StageResult =
  { kind: 'staged'; checkpoint: Checkpoint } | { kind: 'interrupted' } | { kind: 'cancelled' };

const ROWS_A_STEP = 2_500;
const TARGET =
  'order_import_rows (county_id, import_id, line, outcome, shop, order_no, reason, column_name, value, facts, cells)';

/** @throws FileError when the file turns out to be refused; what was staged is then still there. */
export async function stageRows(store: ImportStore, options: StageOptions): Promise<StageResult> {
  const { countyId, importId, path, file, signal } = options;
  const from = options.checkpoint.stage;
  const reader = createRowReader({ header: file.header, ...options.reader }, from?.reader);
  const prefix = `${countyId}\t${importId}\t`;
  let lines: string[] = [];
  let rejected = 0;
  let writing: Promise<boolean> = Promise.resolve(false);

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

  for await (const batch of readBatches(path, file, from?.position)) {
    for (const record of batch.records) {
      const row = reader.read(record);
      if (row.outcome === 'rejected') rejected += 1;
      if (row.outcome !== 'skipped' && row.shop === null)
        throw new FileError('shop_missing', { line: row.line });
      lines.push(prefix + rowText(row));
    }
    if (signal?.aborted) break;
    if (lines.length >= ROWS_A_STEP && batch.position !== null) {
      const checkpoint: Checkpoint = { stage: { position: batch.position, reader: copyState(reader.state) } };
      if (await writing) return { kind: 'cancelled' };
      writing = write(checkpoint);
      // Its failure is met where it is awaited; until then it is not an unhandled one.
      writing.catch(() => {});
    }
  }
  if (await writing) return { kind: 'cancelled' };
  if (signal?.aborted) return { kind: 'interrupted' };

  const { state } = reader;
  const zeroTailsRounded = state.longIds > 0 && state.zeroTailIds * 2 >= state.longIds;
  const rounded = state.roundedIds + (zeroTailsRounded ? state.zeroTailIds : 0);
  if (rounded > 0 && rounded * 2 >= state.dataRows) throw new FileError('ids_rounded_by_excel');
  const checkpoint: Checkpoint = {
    staged: { zeroTailsRounded, totalsDisagree: state.totalsDisagree, dataRows: state.dataRows },
  };
  if (await write(checkpoint)) return { kind: 'cancelled' };
  return { kind: 'staged', checkpoint };
}

function rowText(row: StagedRow): string {
  if (row.outcome === 'skipped')
    return copyRow([row.line, 'skipped', null, null, row.kind, null, null, null, null]);
  if (row.outcome === 'accepted') {
    return copyRow([
      row.line,
      'accepted',
      row.shop,
      row.orderNo,
      null,
      null,
      null,
      JSON.stringify(row.facts),
      null,
    ]);
  }
  const { line, shop, orderNo, reason, column, value, cells } = row;
  return copyRow([line, 'rejected', shop, orderNo, reason, column, value, null, cells]);
}

function copyState(state: RowReaderState): RowReaderState {
  return { ...state, sums: { ...state.sums } };
}
