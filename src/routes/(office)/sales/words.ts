import { m } from '#lib/paraglide/messages.js';
import type { OrderStatus } from '#lib/server/sales/orders.ts';
import type { RowReason } from '#lib/server/sales/rows/reasons.ts';
import type { StartRefusal } from '#lib/server/sales/uploads.ts';
import type { WarningCode } from '#lib/server/sales/report.ts';
import type { Grain, Platform } from '#lib/server/sales/profiles/profile.ts';
import type { Tone } from '#lib/ui/tone.ts';

export const statusWord: Record<OrderStatus, () => string> = {
  unpaid: m.sales_status_unpaid,
  paid: m.sales_status_paid,
  shipped: m.sales_status_shipped,
  completed: m.sales_status_completed,
  refunded_partial: m.sales_status_refunded_partial,
  refunded_full: m.sales_status_refunded_full,
  closed: m.sales_status_closed,
  unknown: m.sales_status_unknown,
};

export const statusTone: Record<OrderStatus, Tone> = {
  unpaid: 'neutral',
  paid: 'info',
  shipped: 'info',
  completed: 'brand',
  refunded_partial: 'warn',
  refunded_full: 'danger',
  closed: 'neutral',
  unknown: 'warn',
};

export const platformWord: Record<Platform, () => string> = {
  taobao: m.sales_platform_taobao,
  jd: m.sales_platform_jd,
  pdd: m.sales_platform_pdd,
  douyin: m.sales_platform_douyin,
  kuaishou: m.sales_platform_kuaishou,
  wechat: m.sales_platform_wechat,
  youzan: m.sales_platform_youzan,
  xiaohongshu: m.sales_platform_xiaohongshu,
  stall: m.sales_platform_stall,
  other: m.sales_platform_other,
};

export const grainWord: Record<Grain, () => string> = {
  order: m.sales_profile_order,
  line: m.sales_profile_line,
  'line-n': m.sales_profile_line_n,
  refund: m.sales_profile_refund,
};

const rules: Record<string, () => string> = {
  remark_marker: m.sales_rule_remark_marker,
  test_order: m.sales_rule_test_order,
  zero_amount: m.sales_rule_zero_amount,
  duplicate: m.sales_rule_duplicate,
};

export function ruleWord(rule: string): string {
  return (rules[rule] ?? m.sales_rule_other)();
}

export const reasonWord: Record<RowReason, () => string> = {
  order_no_missing: m.sales_reason_order_no_missing,
  order_no_rounded: m.sales_reason_order_no_rounded,
  line_no_missing: m.sales_reason_line_no_missing,
  amount_missing: m.sales_reason_amount_missing,
  amount_invalid: m.sales_reason_amount_invalid,
  amount_negative: m.sales_reason_amount_negative,
  quantity_invalid: m.sales_reason_quantity_invalid,
  time_invalid: m.sales_reason_time_invalid,
  column_count: m.sales_reason_column_count,
  cell_too_long: m.sales_reason_cell_too_long,
  cell_error: m.sales_reason_cell_error,
  refund_exceeds_paid: m.sales_reason_refund_exceeds_paid,
  order_disagrees: m.sales_reason_order_disagrees,
  order_incomplete: m.sales_reason_order_incomplete,
};

export const startRefusalWord: Record<StartRefusal, () => string> = {
  forbidden: m.sales_refusal_forbidden,
  not_found: m.sales_refusal_not_found,
  not_ready: m.sales_refusal_not_ready,
  shop_missing: m.sales_refusal_shop_missing,
  time_invalid: m.sales_refusal_time_invalid,
};

/** `refund_waiting` is told with its sum elsewhere. */
export const warningWord: Record<
  Exclude<WarningCode, 'refund_waiting'>,
  (values: { count: number }) => string
> = {
  time_from_order_no: m.sales_warn_time_from_order_no,
  time_missing: m.sales_warn_time_missing,
  refund_amount_assumed: m.sales_warn_refund_amount_assumed,
  traffic_pending: m.sales_warn_traffic_pending,
  unknown_status: m.sales_warn_unknown_status,
  repeated_key: m.sales_warn_repeated_key,
  totals_disagree: m.sales_warn_totals_disagree,
  order_no_suspect: m.sales_warn_order_no_suspect,
  amount_mismatch: m.sales_warn_amount_mismatch,
  same_order_no_other_shop: m.sales_warn_same_order_no_other_shop,
};

export type ImportState =
  'uploaded' | 'ready' | 'staging' | 'folding' | 'done' | 'refused' | 'cancelled' | 'parked';

/** A file that nobody recognised stays `uploaded` with its error: it waits for a mapping. */
export function importState(row: { state: ImportState; error: unknown; rowsRejected: number }): {
  word: string;
  tone: Tone;
} {
  switch (row.state) {
    case 'uploaded':
      return row.error
        ? { word: m.sales_state_mapping(), tone: 'warn' }
        : { word: m.sales_state_uploaded(), tone: 'info' };
    case 'ready':
      return { word: m.sales_state_ready(), tone: 'warn' };
    case 'staging':
      return { word: m.sales_state_staging(), tone: 'info' };
    case 'folding':
      return { word: m.sales_state_folding(), tone: 'info' };
    case 'done':
      return row.rowsRejected > 0
        ? { word: m.sales_state_done_rejected(), tone: 'warn' }
        : { word: m.sales_state_done(), tone: 'brand' };
    case 'refused':
      return { word: m.sales_state_refused(), tone: 'danger' };
    case 'cancelled':
      return { word: m.sales_state_cancelled(), tone: 'neutral' };
    case 'parked':
      return { word: m.sales_state_parked(), tone: 'danger' };
  }
}
