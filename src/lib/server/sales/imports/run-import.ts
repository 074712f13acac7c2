import { stat } from 'node:fs/promises';
import type postgres from 'postgres';
import { codeGrammar } from '../../campaigns/code-grammar.ts';
import { FileError, type FileErrorReport } from '../reading/file-error.ts';
import type { Mapping } from '../profiles/mapping.ts';
import { freshTally, sortKeys, warn } from '../report.ts';
import type { PhoneKey } from '../rows/privacy.ts';
import { codePatternsOf, type RemarkExclusion } from '../rows/remark.ts';
import { loadProductMatcher } from '../product-matching.ts';
import { countSameNumberElsewhere, findDuplicates } from './duplicates.ts';
import { foldImport, standTogether } from './fold-import.ts';
import type { Checkpoint, StoredReading, StoredReport } from './import-state.ts';
import { activeExclusions } from './exclusions.ts';
import { stageRows } from './stage.ts';
import type { ImportStore } from './store.ts';

/**
 * Takes an import from where it stands to its end. Any process may do so after any other was killed: everything it needs
 * is in the import's row and in the file.
 */
export interface RunOptions {
  countyId: string;
  importId: string;
  /** The file's bytes on this machine. */
  path: string;
  phoneKey: PhoneKey;
  signal?: AbortSignal;
  /** Orders that the report will show as the file tells them. */
  showOrders?: readonly string[];
  /** Told when the file is staged and folding begins. */
  onStaged?: () => void;
}

export type RunResult =
  | { state: 'done' }
  | { state: 'refused'; error: FileErrorReport }
  | { state: 'interrupted' }
  | { state: 'cancelled' }
  | { state: 'parked' };

interface ImportRow {
  state: string;
  reading: StoredReading;
  mapping: Mapping | null;
  chosen_shop: string | null;
  exported_at: Date;
  checkpoint: Checkpoint | null;
  idle_starts: number;
}

const MOST_IDLE_STARTS = 3;

export async function runImport(store: ImportStore, options: RunOptions): Promise<RunResult> {
  const { countyId, importId } = options;
  const [row] = await store.read<ImportRow[]>`
    select state, reading, mapping, chosen_shop, exported_at, checkpoint, idle_starts from order_imports
    where county_id = ${countyId} and id = ${importId}`;
  if (row === undefined) throw new Error(`no import ${importId}`);
  if (row.state === 'done') return { state: 'done' };
  if (row.state === 'cancelled' || row.state === 'parked') return { state: row.state };
  if (row.idle_starts >= MOST_IDLE_STARTS) {
    await setState(store, options, 'parked');
    return { state: 'parked' };
  }
  let checkpoint: Checkpoint = row.checkpoint ?? {};
  await store.step(
    (tx) => tx`
      update order_imports set state = ${checkpoint.staged ? 'folding' : 'staging'}, idle_starts = idle_starts + 1,
        started_at = coalesce(started_at, now())
      where county_id = ${countyId} and id = ${importId}`,
  );
  const exclusions = await activeExclusions(store.read, countyId);
  const file = await pinMeanings(store, options, row);
  const unchanged = await witness(options.path);
  const reader = {
    chosenShop: row.chosen_shop,
    phoneKey: options.phoneKey,
    remarks: { codePatterns: await countyCodePatterns(store.read, countyId), exclusions },
  };
  try {
    for (;;) {
      if (!checkpoint.staged) {
        const staged = await stageRows(store, { ...options, file, checkpoint, reader });
        if (staged.kind === 'interrupted' || !(await unchanged())) return { state: 'interrupted' };
        if (staged.kind === 'cancelled') {
          await dropRows(store, options);
          await setState(store, options, 'cancelled');
          return { state: 'cancelled' };
        }
        ({ checkpoint } = staged);
      }
      const begun = checkpoint.facts !== false || checkpoint.fold !== undefined;
      if (begun || (await standTogether(store, importId, countyId, checkpoint))) break;
      // Scattered orders are folded from their staged rows, by key: the rows are staged once more, with their facts.
      checkpoint = await stageAnew(store, options);
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    await refuse(store, options, error.report());
    return { state: 'refused', error: error.report() };
  }
  options.onStaged?.();
  await store.step(
    (tx) => tx`update order_imports set state = 'folding' where county_id = ${countyId} and id = ${importId}`,
  );
  const { header } = file;
  const folded = await foldImport(store, importId, {
    context: {
      countyId,
      importId,
      platform: header.profile.platform,
      phoneKeyVersion: options.phoneKey.version,
      products: await loadProductMatcher(store.read, countyId),
      header,
      exportedAt: Math.floor(row.exported_at.getTime() / 1000),
      rules: rulesInOrder(exclusions),
    },
    checkpoint,
    source: { path: options.path, file, reader },
    unchanged,
    ...(options.signal ? { signal: options.signal } : {}),
  });
  if (folded.kind === 'interrupted') return { state: 'interrupted' };
  await finish(store, options, folded.checkpoint, row);
  return { state: 'done' };
}

/** The file is read twice: whoever writes into it meanwhile interrupts its import. */
async function witness(path: string): Promise<() => Promise<boolean>> {
  const before = await stat(path);
  return async () => {
    const now = await stat(path);
    return now.size === before.size && now.mtimeMs === before.mtimeMs;
  };
}

/** Back to the beginning of staging, this time to keep every row's facts. */
async function stageAnew(store: ImportStore, { countyId, importId }: RunOptions): Promise<Checkpoint> {
  const checkpoint: Checkpoint = { facts: true };
  await store.step(async (tx) => {
    await tx`delete from order_import_rows where county_id = ${countyId} and import_id = ${importId}`;
    await tx`
      update order_imports set state = 'staging', checkpoint = ${tx.json(checkpoint as never)},
        rows_staged = 0, rows_rejected = 0
      where county_id = ${countyId} and id = ${importId}`;
  });
  return checkpoint;
}

/** Remark rules first, a decision about duplicates next, zero amounts last. */
export function rulesInOrder(exclusions: readonly RemarkExclusion[]): string[] {
  return [...exclusions.map(({ rule }) => rule), 'duplicate', 'zero_amount'];
}

async function finish(
  store: ImportStore,
  options: RunOptions,
  checkpoint: Checkpoint,
  row: ImportRow,
): Promise<void> {
  const { countyId, importId } = options;
  await store.step(async (tx) => {
    // What was written with relaxed durability before is on disk with this commit.
    await tx`set local synchronous_commit = on`;
    await findDuplicates(tx, countyId, importId);
    const tally = checkpoint.tally ?? freshTally();
    warn(tally, 'totals_disagree', checkpoint.staged?.totalsDisagree ?? 0);
    if (row.reading.header.profile.grain !== 'refund') {
      warn(tally, 'same_order_no_other_shop', await countSameNumberElsewhere(tx, countyId, importId));
    }
    const [counts] = await tx<{ file_name: string; rejected: number }[]>`
      select file_name, rows_rejected as rejected from order_imports
      where county_id = ${countyId} and id = ${importId}`;
    const { header, reading } = row.reading;
    const report: StoredReport = {
      file: counts?.file_name ?? '',
      platform: header.profile.platform,
      profile: header.profile.id,
      format: reading.format,
      encoding: reading.encoding,
      headerLine: header.line,
      shops: checkpoint.shops ?? [],
      rowsRead: checkpoint.staged?.dataRows ?? 0,
      rowsAccepted: tally.acceptedRows,
      rowsRejected: counts?.rejected ?? 0,
      orders: tally.orders,
      lines: tally.lines,
      grossFen: tally.grossFen,
      refundedFen: tally.refundedFen,
      netFen: tally.grossFen - tally.refundedFen,
      byStatus: sortKeys(tally.byStatus),
      excluded: { ...tally.excluded, byRule: sortKeys(tally.excluded.byRule) },
      unresolved: tally.unresolved,
      waiting: tally.waiting,
      warnings: sortKeys(tally.warnings as Record<string, number>),
      changes: checkpoint.changes ?? { added: 0, changed: 0, unchanged: 0, stale: 0 },
    };
    await tx`
      update order_imports set state = 'done', report = ${tx.json(report as never)}, finished_at = now()
      where county_id = ${countyId} and id = ${importId}`;
  });
}

/** A refused file leaves nothing of itself but the reason (and on the command line not even that). */
async function refuse(store: ImportStore, options: RunOptions, error: FileErrorReport): Promise<void> {
  await dropRows(store, options);
  await store.step(
    (tx) => tx`
      update order_imports set state = 'refused', error = ${tx.json(error as never)}, finished_at = now(),
        rows_staged = 0, rows_rejected = 0, checkpoint = null
      where county_id = ${options.countyId} and id = ${options.importId}`,
  );
}

async function dropRows(store: ImportStore, { countyId, importId }: RunOptions): Promise<void> {
  await store.step(
    (tx) => tx`delete from order_import_rows where county_id = ${countyId} and import_id = ${importId}`,
  );
}

async function setState(
  store: ImportStore,
  { countyId, importId }: RunOptions,
  state: string,
): Promise<void> {
  await store.step(
    (tx) => tx`
      update order_imports set state = ${state}, finished_at = now()
      where county_id = ${countyId} and id = ${importId}`,
  );
}

/** The patterns of the county's codes, those registered by hand included. */
export async function countyCodePatterns(
  sql: postgres.Sql | postgres.TransactionSql,
  countyId: string,
): Promise<RegExp[]> {
  const [row] = await sql<{ codePrefix: string; spokenPrefix: string }[]>`
    select code_prefix as "codePrefix", spoken_prefix as "spokenPrefix" from county_settings
    where county_id = ${countyId}`;
  const codes = await sql<{ code: string }[]>`
    select distinct code from campaign_codes
    where county_id = ${countyId} and kind in ('coupon', 'spoken') and length(code) >= 4 order by code`;
  return codePatternsOf(
    codeGrammar(row ?? { codePrefix: '', spokenPrefix: '' }),
    codes.map(({ code }) => code),
  );
}

/**
 * What people of the county said unknown status texts mean is added to the profile and stored as the import begins: what
 * they say later must not make a second reading of the file another one.
 */
async function pinMeanings(
  store: ImportStore,
  { countyId, importId }: RunOptions,
  { reading, checkpoint }: ImportRow,
): Promise<StoredReading> {
  if (checkpoint !== null) return reading;
  const { profile } = reading.header;
  const rows = await store.read<{ status_text: string; stage: string }[]>`
    select status_text, stage from status_meanings where county_id = ${countyId} and platform = ${profile.platform}`;
  if (rows.length === 0) return reading;
  const taught = Object.fromEntries(rows.map((meaning) => [meaning.status_text, meaning.stage]));
  const stages = { ...taught, ...profile.stages } as typeof profile.stages;
  const pinned = { ...reading, header: { ...reading.header, profile: { ...profile, stages } } };
  await store.step(
    (tx) => tx`
      update order_imports set reading = ${tx.json(pinned as never)}
      where county_id = ${countyId} and id = ${importId}`,
  );
  return pinned;
}
