import { uuidv7 } from '../../db/uuid.ts';
import type { DerivedOrder, OrderFacts } from '../order.ts';
import type { Platform } from '../profiles/profile.ts';
import type { ProductMatcher } from '../product-matching.ts';
import { copyField, copyInstant, copyJson, copyText, NULL, type CopyValue } from './copy.ts';
import { storedFacts } from './stored-facts.ts';

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

/** One line of COPY into {@link ORDER_COLUMNS}. Joined by hand: every order of every file goes through here. */
export function orderText(order: OrderToWrite, context: WriteContext): string {
  const { facts, derived } = order;
  const { info } = facts;
  const told = derived.stage === 'unknown' ? stageText(facts) : undefined;
  const paidAt = instant(derived.paidAt);
  const orderedAt = instant(derived.orderedAt);
  const phoneVersion = info.phone === undefined ? NULL : context.phoneKeyVersion;
  return (
    `${context.countyId}\t${order.id}\t${order.shopId}\t${context.platform}\t${text(order.orderNo)}\t${derived.stage}\t` +
    `${text(told)}\t${derived.status}\t${flag(derived.counted)}\t${derived.excludedBy ?? NULL}\t${orderedAt}\t${paidAt}\t` +
    `${paidAt === NULL ? orderedAt : paidAt}\t${flag(derived.timeFromOrderNo)}\t${derived.paidFen ?? NULL}\t` +
    `${derived.refundedFen}\t${info.freight ?? NULL}\t${info.merchantAmount ?? NULL}\t${text(info.province)}\t` +
    `${text(info.city)}\t${text(info.county)}\t${info.phone ?? NULL}\t${phoneVersion}\t${text(info.promoterId)}\t` +
    `${text(info.promoterName)}\t${text(info.trafficSource)}\t${text(info.trafficForm)}\t${text(info.trafficChannel)}\t` +
    `${text(info.carrier)}\t${flag(info.trafficPending)}\t${codesOf(info)}\t${order.stallActivityId ?? NULL}\t` +
    `${instant(order.exportedAt)}\t${context.importId ?? NULL}\t${copyJson(storedFacts(facts, order.exportedAt))}\n`
  );
}

function codesOf({ foundCodes = [], spokenCode }: OrderFacts['info']): string {
  const codes = spokenCode === undefined ? foundCodes : [...foundCodes, spokenCode];
  return codes.length === 0 ? NULL : copyField([...new Set(codes)]);
}

/** One line of COPY into {@link LINE_COLUMNS} for each line of a new order. */
export function linesText(order: OrderToWrite, context: WriteContext): string {
  let rows = '';
  let position = 0;
  for (const line of order.derived.lines) {
    const { facts } = line;
    rows +=
      `${context.countyId}\t${uuidv7()}\t${order.id}\t${text(line.key)}\t${position}\t${line.stage}\t${text(facts.productId)}\t` +
      `${text(facts.title)}\t${text(facts.sku)}\t${facts.sellerCodes ? copyField(facts.sellerCodes) : NULL}\t` +
      `${context.products.match(context.platform, facts) ?? NULL}\t${line.quantity ?? NULL}\t${line.paidFen ?? NULL}\t` +
      `${line.refundedFen}\n`;
    position += 1;
  }
  return rows;
}

function text(value: string | null | undefined): string {
  return value === undefined || value === null ? NULL : copyText(value);
}

function flag(value: boolean | undefined): string {
  return value ? 't' : 'f';
}

function instant(epochSeconds: number | null): string {
  return copyInstant(epochSeconds) ?? NULL;
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
