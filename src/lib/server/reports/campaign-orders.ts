/** Which orders are behind a figure? Every sum of a campaign opens the orders it is made of. */
import type { Tier } from '../attribution/touch.ts';
import type { Database } from '../db/database.ts';
import { fenColumn, toFen, type Scope } from './scope.ts';

export interface CreditedOrder {
  orderId: string;
  orderNo: string;
  platform: string;
  shopName: string;
  soldOn: string;
  /** The part of the order that the campaign is credited with. */
  creditedFen: number;
  netFen: number;
  tiers: Tier[];
  merchants: string[];
  products: string[];
}

export interface OrderFilter {
  tier?: Tier | null;
  /** 'none': credits that name no merchant. */
  merchantId?: string | null;
  /** 'none': lines whose product is not one of the county's. */
  productId?: string | null;
  fromDay?: string | null;
  toDay?: string | null;
}

export interface CreditedOrders {
  rows: CreditedOrder[];
  total: number;
  sumFen: number;
}

/** Latest first. `limit` null = all, for exports. */
export async function listCampaignOrders(
  database: Database,
  scope: Scope,
  campaignId: string,
  filter: OrderFilter = {},
  page: { limit: number | null; offset: number } = { limit: 50, offset: 0 },
): Promise<CreditedOrders> {
  const { sql } = database;
  const fen = fenColumn(database, scope);
  const orderedBy = sql`order by sold_on desc, order_no`;
  const same = (column: string, value: string | null | undefined) =>
    value == null
      ? sql``
      : value === 'none'
        ? sql`and ${sql.unsafe(column)} is null`
        : sql`and ${sql.unsafe(column)} = ${value}`;
  const rows = await sql<
    (Omit<CreditedOrder, 'creditedFen' | 'netFen'> & {
      credited: string;
      net: string;
      total: number;
      sum: string;
    })[]
  >`
    with mine as (
      select l.order_id, l.sold_on, sum(${fen}) as credited, array_agg(distinct c.tier::text) as tiers,
        array_agg(distinct c.merchant_id) as merchant_ids, array_agg(distinct l.product_id) as product_ids
      from credits c join ledger_lines l on l.county_id = c.county_id and l.line_id = c.line_id
      where c.county_id = ${scope.countyId} and c.rule_set_id = ${scope.ruleSetId} and c.campaign_id = ${campaignId}
        ${filter.tier == null ? sql`` : sql`and c.tier = ${filter.tier}`}
        ${same('c.merchant_id', filter.merchantId)} ${same('l.product_id', filter.productId)}
        ${filter.fromDay == null ? sql`` : sql`and c.sold_on >= ${filter.fromDay}`}
        ${filter.toDay == null ? sql`` : sql`and c.sold_on <= ${filter.toDay}`}
      group by l.order_id, l.sold_on),
    page as (
      select m.*, o.order_no, o.platform, o.shop_id, o.paid_fen - o.refunded_fen as net,
        count(*) over ()::int as total, (sum(m.credited) over ())::text as sum
      from mine m join orders o on o.county_id = ${scope.countyId} and o.id = m.order_id
      ${orderedBy} ${page.limit === null ? sql`` : sql`limit ${page.limit}`} offset ${page.offset})
    select p.order_id as "orderId", p.order_no as "orderNo", p.platform, s.name as "shopName", p.sold_on::text as "soldOn",
      p.credited::text as credited, p.net::text as net, to_json(p.tiers) as tiers, p.total, p.sum,
      (select coalesce(json_agg(coalesce(m.short_name, m.name) order by m.name), '[]') from merchants m
        where m.county_id = ${scope.countyId} and m.id = any(p.merchant_ids)) as merchants,
      (select coalesce(json_agg(r.name order by r.name), '[]') from products r
        where r.county_id = ${scope.countyId} and r.id = any(p.product_ids)) as products
    from page p join shops s on s.county_id = ${scope.countyId} and s.id = p.shop_id ${orderedBy}`;
  return {
    rows: rows.map(
      ({ orderId, orderNo, platform, shopName, soldOn, credited, net, tiers, merchants, products }) => ({
        ...{ orderId, orderNo, platform, shopName, soldOn, tiers, merchants, products },
        creditedFen: toFen(credited),
        netFen: toFen(net),
      }),
    ),
    total: rows[0]?.total ?? 0,
    sumFen: toFen(rows[0]?.sum),
  };
}
