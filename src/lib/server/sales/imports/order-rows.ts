import { uuidv7 } from '../../db/uuid.ts';
import type { DerivedOrder, OrderFacts } from '../order.ts';
import type { Platform } from '../profiles/profile.ts';
import type { ProductMatcher } from '../product-matching.ts';
import { copyInstant, copyRow, type CopyValue } from './copy.ts';

/** One order as it is written: the columns of `orders` and of its lines, from its facts and what follows from them. */
export interface OrderToWrite {
  id: string;
  shopId: string;
  orderNo: string;
  facts: OrderFacts;
  derived: DerivedOrder;
  exportedAt: number;
  stallActivityId: string | null;
}

export interface WriteContext {
  countyId: string;
  platform: Platform;
  importId: string | null;
  phoneKeyVersion: number;
  products: ProductMatcher;
}

export const ORDER_COLUMNS = [
  'county_id', 'id', 'shop_id', 'platform', 'order_no', 'stage', 'stage_text', 'status', 'counted', 'excluded_by', 'ordered_at',
  'paid_at', 'sold_at', 'time_from_order_no', 'paid_fen', 'refunded_fen', 'freight_fen', 'merchant_fen', 'province', 'city',
  'area', 'phone_hash', 'phone_key_version', 'promoter_id', 'promoter_name', 'traffic_source', 'traffic_form',
  'traffic_channel', 'carrier', 'traffic_pending', 'codes', 'stall_activity_id', 'exported_at', 'import_id', 'facts',
] as const; // prettier-ignore

export const LINE_COLUMNS = [
  'county_id', 'id', 'order_id', 'line_key', 'position', 'stage', 'platform_product_id', 'title', 'sku', 'seller_codes',
  'matched_product_id', 'quantity', 'paid_fen', 'refunded_fen',
] as const; // prettier-ignore

export function orderValues(order: OrderToWrite, context: WriteContext): CopyValue[] {
  const { facts, derived } = order;
  const { info } = facts;
  const codes = [
    ...new Set([...(info.foundCodes ?? []), ...(info.spokenCode === undefined ? [] : [info.spokenCode])]),
  ];
  return [
    context.countyId,
    order.id,
    order.shopId,
    context.platform,
    order.orderNo,
    derived.stage,
    derived.stage === 'unknown' ? (stageText(facts) ?? null) : null,
    derived.status,
    derived.counted,
    derived.excludedBy,
    copyInstant(derived.orderedAt),
    copyInstant(derived.paidAt),
    copyInstant(derived.paidAt ?? derived.orderedAt),
    derived.timeFromOrderNo,
    derived.paidFen,
    derived.refundedFen,
    info.freight,
    info.merchantAmount,
    info.province,
    info.city,
    info.county,
    info.phone,
    info.phone === undefined ? null : context.phoneKeyVersion,
    info.promoterId,
    info.promoterName,
    info.trafficSource,
    info.trafficForm,
    info.trafficChannel,
    info.carrier,
    info.trafficPending ?? false,
    codes.length > 0 ? codes : null,
    order.stallActivityId,
    copyInstant(order.exportedAt),
    context.importId,
    storedFacts(facts),
  ];
}

export function lineValues(
  order: OrderToWrite,
  context: WriteContext,
  ids?: ReadonlyMap<string, string>,
): CopyValue[][] {
  return order.derived.lines.map((line, position) => [
    context.countyId,
    ids?.get(line.key) ?? uuidv7(),
    order.id,
    line.key,
    position,
    line.stage,
    line.facts.productId,
    line.facts.title,
    line.facts.sku,
    line.facts.sellerCodes,
    context.products.match(context.platform, line.facts),
    line.quantity,
    line.paidFen,
    line.refundedFen,
  ]);
}

export function orderText(order: OrderToWrite, context: WriteContext): string {
  return copyRow(orderValues(order, context));
}

/** Cases have a table of their own; everything else that was said about the order is kept here. */
export function storedFacts(facts: OrderFacts): string {
  const { cases: _cases, ...rest } = facts;
  return JSON.stringify(rest);
}

export function readStoredFacts(text: string): OrderFacts {
  return { ...(JSON.parse(text) as Omit<OrderFacts, 'cases'>), cases: [] };
}

function stageText(facts: OrderFacts): string | undefined {
  return facts.core?.stageText ?? facts.lines.find((line) => line.stageText !== undefined)?.stageText;
}
