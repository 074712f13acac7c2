import type postgres from 'postgres';
import type { RowReason } from '../rows/reasons.ts';

/** A row that only its order as a whole could condemn. */
export interface RejectedAtFold {
  line: number;
  reason: RowReason;
  column: string | null;
  value: string | null;
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
    set outcome = 'rejected', reason = j.reason, column_name = j."column", value = j.value
    from jsonb_to_recordset(${JSON.stringify(rejections)}::text::jsonb)
      as j(line int, reason text, "column" text, value text)
    where r.county_id = ${countyId} and r.import_id = ${importId} and r.line = j.line`;
}
