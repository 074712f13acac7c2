import { uuidv7 } from '../../db/uuid.ts';
import type { DerivedOrder, OrderFacts } from '../order.ts';
import type { Platform } from '../profiles/profile.ts';
import type { ProductMatcher } from '../product-matching.ts';
import type { CopyWriter } from './copy-writer.ts';
import { copyField, type CopyValue } from './copy.ts';
import { writeStoredFacts } from './stored-facts.ts';

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

/** One row of {@link ORDER_COLUMNS}. */
export function writeOrderRow(writer: CopyWriter, order: OrderToWrite, context: WriteContext): void {
  const { facts, derived } = order;
  const { info } = facts;
  writer.plain(context.countyId);
  writer.plain(order.id);
  writer.plain(order.shopId);
  writer.plain(context.platform);
  writer.text(order.orderNo);
  writer.plain(derived.stage);
  writer.text(derived.stage === 'unknown' ? stageText(facts) : null);
  writer.plain(derived.status);
  writer.flag(derived.counted);
  writer.text(derived.excludedBy);
  writer.instant(derived.orderedAt);
  writer.instant(derived.paidAt);
  writer.instant(derived.paidAt ?? derived.orderedAt);
  writer.flag(derived.timeFromOrderNo);
  writer.number(derived.paidFen);
  writer.number(derived.refundedFen);
  writer.number(info.freight);
  writer.number(info.merchantAmount);
  writer.text(info.province);
  writer.text(info.city);
  writer.text(info.county);
  writer.plain(info.phone);
  writer.number(info.phone === undefined ? null : context.phoneKeyVersion);
  writer.text(info.promoterId);
  writer.text(info.promoterName);
  writer.text(info.trafficSource);
  writer.text(info.trafficForm);
  writer.text(info.trafficChannel);
  writer.text(info.carrier);
  writer.flag(info.trafficPending);
  writer.plain(codesOf(info));
  writer.plain(order.stallActivityId);
  writer.instant(order.exportedAt);
  writer.plain(context.importId);
  writeStoredFacts(writer, facts, order.exportedAt);
  writer.endField();
  writer.endRow();
}

function codesOf({ foundCodes = [], spokenCode }: OrderFacts['info']): string | null {
  const codes = spokenCode === undefined ? foundCodes : [...foundCodes, spokenCode];
  return codes.length === 0 ? null : copyField([...new Set(codes)]);
}

/** A row of {@link LINE_COLUMNS} for each line of a new order. */
export function writeLineRows(writer: CopyWriter, order: OrderToWrite, context: WriteContext): void {
  let position = 0;
  for (const line of order.derived.lines) {
    const { facts } = line;
    writer.plain(context.countyId);
    writer.plain(uuidv7());
    writer.plain(order.id);
    writer.text(line.key);
    writer.number(position);
    writer.plain(line.stage);
    writer.text(facts.productId);
    writer.text(facts.title);
    writer.text(facts.sku);
    writer.plain(facts.sellerCodes && copyField(facts.sellerCodes));
    writer.plain(context.products.match(context.platform, facts));
    writer.number(line.quantity);
    writer.number(line.paidFen);
    writer.number(line.refundedFen);
    writer.endRow();
    position += 1;
  }
}

export function lineValues(
  order: OrderToWrite,
  context: WriteContext,
  ids: ReadonlyMap<string, string>,
): CopyValue[][] {
  return order.derived.lines.map((line, position) => [
    context.countyId,
    ids.get(line.key) ?? uuidv7(),
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

function stageText(facts: OrderFacts): string | undefined {
  return facts.core?.stageText ?? facts.lines.find((line) => line.stageText !== undefined)?.stageText;
}
