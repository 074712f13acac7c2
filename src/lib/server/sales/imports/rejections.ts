import type postgres from 'postgres';
import type { RowFacts } from '../rows/facts.ts';
import type { RowReason } from '../rows/reasons.ts';

/** A row that only its order as a whole could condemn. */
export interface RejectedAtFold {
  line: number;
  reason: RowReason;
  column: string | null;
  value: string | null;
  /** Of a row that staging had accepted. */
  cells?: string[];
  /** Kept with the row: it waits to be corrected, and what it said is not read again. */
  facts?: RowFacts;
}

export async function markRejected(
  tx: postgres.TransactionSql,
  countyId: string,
  importId: string,
  rejections: readonly RejectedAtFold[],
): Promise<void> {
  if (rejections.length === 0) return;
  await tx`
    update order_import_rows r
    set outcome = 'rejected', reason = j.reason, column_name = j."column", value = j.value,
      cells = coalesce(r.cells, j.cells), facts = coalesce(r.facts, j.facts)
    from jsonb_to_recordset(${asJson(rejections)}::text::jsonb)
      as j(line int, reason text, "column" text, value text, cells text[], facts text)
    where r.county_id = ${countyId} and r.import_id = ${importId} and r.line = j.line`;
}

function asJson(rejections: readonly RejectedAtFold[]): string {
  return JSON.stringify(
    rejections.map(({ facts, ...rest }) => (facts ? { ...rest, facts: JSON.stringify(facts) } : rest)),
  );
}
