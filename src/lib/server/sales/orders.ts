import { isUuid } from '#lib/shared/uuid.ts';
import type { Sql } from '../db/database.ts';

/** Orders as the office looks at them: lists that filter and sort, one order with everything about it. */
export const ORDER_SORTS = ['sold', 'paid', 'refunded', 'number'] as const;
export type OrderSort = (typeof ORDER_SORTS)[number];
export const ORDER_STATUSES = [
  'unpaid', 'paid', 'shipped', 'completed', 'refunded_partial', 'refunded_full', 'closed', 'unknown',
] as const; // prettier-ignore
export type OrderStatus = (typeof ORDER_STATUSES)[number];

export interface OrderFilter {
  /** Beginning of an order number, or part of a shop's name. */
  text?: string;
  platform?: string;
  status?: OrderStatus;
  shopId?: string;
  /** County-local days of the sale, both included. */
  from?: string;
  to?: string;
  /** Only orders left out of all totals by a rule. */
  excludedOnly?: boolean;
  importId?: string;
  sort: OrderSort;
  descending: boolean;
  page: number;
  pageSize: number;
}

export interface OrderRow {
  id: string;
  orderNo: string;
  platform: string;
  shop: string;
  status: OrderStatus;
  counted: boolean;
  excludedBy: string | null;
  soldAt: Date | null;
  paidFen: number | null;
  refundedFen: number;
  lines: number;
  title: string | null;
  province: string | null;
}

export interface OrderPage {
  rows: OrderRow[];
  total: number;
  /** Sums over all that match, counted orders only. */
  grossFen: number;
  refundedFen: number;
}

export async function listOrders(sql: Sql, countyId: string, filter: OrderFilter): Promise<OrderPage> {
  const conditions = sql`
    o.county_id = ${countyId}
    ${filter.platform ? sql`and o.platform = ${filter.platform}` : sql``}
    ${filter.status ? sql`and o.status = ${filter.status}` : sql``}
    ${filter.shopId ? sql`and o.shop_id = ${filter.shopId}` : sql``}
    ${filter.importId ? sql`and o.import_id = ${filter.importId}` : sql``}
    ${filter.from ? sql`and o.sold_at >= (${filter.from}::date)::timestamp at time zone 'Asia/Shanghai'` : sql``}
    ${filter.to ? sql`and o.sold_at < (${filter.to}::date + 1)::timestamp at time zone 'Asia/Shanghai'` : sql``}
    ${filter.excludedOnly ? sql`and o.excluded_by is not null` : sql``}
    ${
      filter.text
        ? sql`and (o.order_no like ${`${escapeLike(filter.text)}%`} or s.name like ${`%${escapeLike(filter.text)}%`})`
        : sql``
    }`;
  const columns: Record<OrderSort, string> = {
    sold: 'o.sold_at',
    paid: 'o.paid_fen',
    refunded: 'o.refunded_fen',
    number: 'o.order_no collate "C"',
  };
  const order = sql.unsafe(
    `${columns[filter.sort]} ${filter.descending ? 'desc' : 'asc'} nulls last, o.id desc`,
  );
  const [rows, [sums]] = await Promise.all([
    sql<(Omit<OrderRow, 'paidFen' | 'refundedFen'> & { paidFen: string | null; refundedFen: string })[]>`
      select o.id, o.order_no as "orderNo", o.platform, s.name as shop, o.status, o.counted,
        o.excluded_by as "excludedBy", o.sold_at as "soldAt", o.paid_fen as "paidFen",
        o.refunded_fen as "refundedFen", o.province, l.lines, l.title
      from orders o join shops s on s.county_id = o.county_id and s.id = o.shop_id
      left join lateral (
        select count(*)::int as lines, min(coalesce(title, sku)) filter (where position = 0) as title
        from order_lines where county_id = o.county_id and order_id = o.id
      ) l on true
      where ${conditions} order by ${order}
      limit ${filter.pageSize} offset ${(filter.page - 1) * filter.pageSize}`,
    sql<{ total: number; gross: string; refunded: string }[]>`
      select count(*)::int as total, coalesce(sum(o.paid_fen) filter (where o.counted), 0)::bigint as gross,
        coalesce(sum(o.refunded_fen) filter (where o.counted), 0)::bigint as refunded
      from orders o join shops s on s.county_id = o.county_id and s.id = o.shop_id where ${conditions}`,
  ]);
  return {
    rows: rows.map((row) => ({
      ...row,
      paidFen: row.paidFen === null ? null : Number(row.paidFen),
      refundedFen: Number(row.refundedFen),
    })),
    total: sums?.total ?? 0,
    grossFen: Number(sums?.gross ?? 0),
    refundedFen: Number(sums?.refunded ?? 0),
  };
}

export interface OrderDetail {
  id: string;
  orderNo: string;
  platform: string;
  shop: string;
  merchant: string | null;
  merchantId: string | null;
  status: OrderStatus;
  stageText: string | null;
  counted: boolean;
  excludedBy: string | null;
  orderedAt: Date | null;
  paidAt: Date | null;
  timeFromOrderNo: boolean;
  paidFen: number | null;
  refundedFen: number;
  freightFen: number | null;
  region: string[];
  phoneKnown: boolean;
  promoterName: string | null;
  trafficSource: string | null;
  trafficForm: string | null;
  trafficChannel: string | null;
  codes: string[];
  exportedAt: Date;
  importId: string | null;
  lines: OrderDetailLine[];
  adjustments: OrderDetailAdjustment[];
}

export interface OrderDetailLine {
  id: string;
  key: string;
  title: string | null;
  sku: string | null;
  sellerCodes: string[];
  product: string | null;
  productEn: string | null;
  quantity: number | null;
  paidFen: number | null;
  refundedFen: number;
}

export interface OrderDetailAdjustment {
  id: string;
  source: 'case' | 'line' | 'order' | 'assumed';
  refundNo: string | null;
  lineKey: string;
  amountFen: number;
  assumed: boolean;
  occurredAt: Date | null;
  createdAt: Date;
}

export async function getOrder(sql: Sql, countyId: string, orderId: string): Promise<OrderDetail | null> {
  if (!isUuid(orderId)) return null;
  const [order] = await sql`
    select o.*, s.name as shop, s.merchant_id, m.name as merchant from orders o
    join shops s on s.county_id = o.county_id and s.id = o.shop_id
    left join merchants m on m.county_id = s.county_id and m.id = s.merchant_id
    where o.county_id = ${countyId} and o.id = ${orderId}`;
  if (order === undefined) return null;
  const [lines, adjustments] = await Promise.all([
    sql`
      select l.*, p.name as product, p.name_en as product_en from order_lines l
      left join products p on p.county_id = l.county_id and p.id = l.matched_product_id
      where l.county_id = ${countyId} and l.order_id = ${orderId} order by l.position`,
    sql`
      select * from order_adjustments where county_id = ${countyId} and order_id = ${orderId} order by created_at, id`,
  ]);
  const fen = (value: unknown) => (value === null ? null : Number(value));
  return {
    id: order['id'],
    orderNo: order['order_no'],
    platform: order['platform'],
    shop: order['shop'],
    merchant: order['merchant'],
    merchantId: order['merchant_id'],
    status: order['status'],
    stageText: order['stage_text'],
    counted: order['counted'],
    excludedBy: order['excluded_by'],
    orderedAt: order['ordered_at'],
    paidAt: order['paid_at'],
    timeFromOrderNo: order['time_from_order_no'],
    paidFen: fen(order['paid_fen']),
    refundedFen: Number(order['refunded_fen']),
    freightFen: fen(order['freight_fen']),
    region: [order['province'], order['city'], order['area']].filter((part) => typeof part === 'string'),
    phoneKnown: order['phone_hash'] !== null,
    promoterName: order['promoter_name'],
    trafficSource: order['traffic_source'],
    trafficForm: order['traffic_form'],
    trafficChannel: order['traffic_channel'],
    codes: order['codes'] ?? [],
    exportedAt: order['exported_at'],
    importId: order['import_id'],
    lines: lines.map((line) => ({
      id: line['id'],
      key: line['line_key'],
      title: line['title'],
      sku: line['sku'],
      sellerCodes: line['seller_codes'] ?? [],
      product: line['product'],
      productEn: line['product_en'],
      quantity: line['quantity'],
      paidFen: fen(line['paid_fen']),
      refundedFen: Number(line['refunded_fen']),
    })),
    adjustments: adjustments.map((row) => ({
      id: row['id'],
      source: row['source'],
      refundNo: row['refund_no'],
      lineKey: row['line_key'],
      amountFen: Number(row['amount_fen']),
      assumed: row['assumed'],
      occurredAt: row['occurred_at'],
      createdAt: row['created_at'],
    })),
  };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
