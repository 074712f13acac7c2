import type postgres from 'postgres';

/**
 * Orders of different shops that may be one sale: same buyer's phone, same amount above 0, at most ten minutes apart,
 * both counted. They are put before a person; nothing is merged, until then both count.
 */
export async function findDuplicates(
  tx: postgres.TransactionSql,
  countyId: string,
  importId: string,
): Promise<void> {
  const shops = await tx`select from shops where county_id = ${countyId} limit 2`;
  if (shops.length < 2) return;
  // Right after a large import the planner knows nothing of the new rows and would compare each with each.
  await tx`set local enable_nestloop = off`;
  // Buyers who paid one amount in several shops are few; pairing them up afterwards is cheap however many orders there are.
  await tx`
    with buyers as (
      select phone_hash, phone_key_version, paid_fen from orders
      where county_id = ${countyId} and counted and phone_hash is not null and paid_fen > 0
      group by phone_hash, phone_key_version, paid_fen
      having min(shop_id::text) <> max(shop_id::text) and bool_or(import_id = ${importId})
    ), candidates as materialized (
      select o.* from orders o join buyers b using (phone_hash, phone_key_version, paid_fen)
      where o.county_id = ${countyId} and o.counted
    )
    insert into possible_duplicates (county_id, order_id, other_order_id, amount_fen, seconds_apart)
    select ${countyId}, a.id, b.id, a.paid_fen, abs(extract(epoch from a.sold_at - b.sold_at))::int
    from candidates a
    join candidates b on b.phone_hash = a.phone_hash and b.phone_key_version = a.phone_key_version
      and b.paid_fen = a.paid_fen and b.shop_id <> a.shop_id and b.id > a.id
      and b.sold_at between a.sold_at - interval '10 minutes' and a.sold_at + interval '10 minutes'
    where ${importId} in (a.import_id, b.import_id)
    on conflict (county_id, order_id, other_order_id) do nothing`;
}

/** How many orders of this import have the same number under another shop of the platform: somebody chose wrongly. */
export async function countSameNumberElsewhere(
  tx: postgres.TransactionSql,
  countyId: string,
  importId: string,
): Promise<number> {
  const shops = await tx<{ id: string }[]>`
    select s.id from shops s where s.county_id = ${countyId}
      and s.platform = (select i.platform from order_imports i where i.county_id = ${countyId} and i.id = ${importId})`;
  if (shops.length < 2) return 0;
  const [row] = await tx<{ count: number }[]>`
    select count(*)::int as count from (
      select order_no from orders
      where county_id = ${countyId} and shop_id = any(${shops.map((shop) => shop.id)})
      group by order_no having count(*) > 1 and bool_or(import_id = ${importId})
    ) shared`;
  return row?.count ?? 0;
}
