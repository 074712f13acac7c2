import type { RefundState, Stage } from '../profiles/profile.ts';
import type { RowReason } from './reasons.ts';

/**
 * What one accepted row says, personal data already gone. This is what is staged, as JSON: absent keys are facts the
 * file does not know. Amounts in fen, times in seconds since the epoch.
 */
export interface RowFacts {
  lineNo?: string;
  stage?: Stage;
  /** The platform's word, kept only while nobody has explained it. */
  stageText?: string;
  refundState?: RefundState;
  refundText?: string;
  orderPaid?: number;
  linePaid?: number;
  weight?: number;
  /** Sum check of files that state both: the line's own amount. */
  lineSum?: number;
  paidText?: string;
  orderRefund?: number;
  lineRefund?: number;
  refundValue?: string;
  orderedAt?: number;
  paidAt?: number;
  freight?: number;
  merchantAmount?: number;
  quantity?: number;
  title?: string;
  productId?: string;
  sku?: string;
  sellerCodes?: string[];
  province?: string;
  city?: string;
  county?: string;
  phone?: string;
  marks?: string[];
  foundCodes?: string[];
  spokenCode?: string;
  promoterId?: string;
  promoterName?: string;
  trafficSource?: string;
  trafficForm?: string;
  trafficChannel?: string;
  carrier?: string;
  activity?: string;
  merchant?: string;
  trafficPending?: true;
  /** An id of 16 and more digits that ends in zeros. */
  zeroTail?: true;
  refundNo?: string;
  /** 0 when the case gives nothing (an exchange, one still open). */
  caseAmount?: number;
  happenedAt?: number;
}

export interface AcceptedRow {
  outcome: 'accepted';
  line: number;
  shop: string | null;
  orderNo: string;
  facts: RowFacts;
}

export interface RejectedRow {
  outcome: 'rejected';
  line: number;
  shop: string | null;
  /** Known when the row got that far: the order's other rows wait for it. */
  orderNo: string | null;
  column: string | null;
  value: string | null;
  reason: RowReason;
  /** The row's cells by position, personal columns empty: for reading, correcting and the download. */
  cells: string[];
}

export type SkippedKind = 'note' | 'blank' | 'totals' | 'repeated_header';

export interface SkippedRow {
  outcome: 'skipped';
  line: number;
  kind: SkippedKind;
}

export type StagedRow = AcceptedRow | RejectedRow | SkippedRow;
