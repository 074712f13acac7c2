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
  await tx`
    insert into possible_duplicates (county_id, order_id, other_order_id, amount_fen, seconds_apart)
    select n.county_id, least(n.id, o.id), greatest(n.id, o.id), n.paid_fen,
      max(abs(extract(epoch from n.sold_at - o.sold_at)))::int
    from orders n
    join orders o on o.county_id = n.county_id and o.phone_hash = n.phone_hash and o.paid_fen = n.paid_fen
      and o.counted and o.phone_hash is not null and o.shop_id <> n.shop_id and o.id <> n.id
      and o.phone_key_version = n.phone_key_version
      and o.sold_at between n.sold_at - interval '10 minutes' and n.sold_at + interval '10 minutes'
    where n.county_id = ${countyId} and n.import_id = ${importId}
      and n.counted and n.phone_hash is not null and n.paid_fen > 0
    group by n.county_id, least(n.id, o.id), greatest(n.id, o.id), n.paid_fen
    on conflict (county_id, order_id, other_order_id) do nothing`;
}

/** How many orders of this import have the same number under another shop of the platform: somebody chose wrongly. */
export async function countSameNumberElsewhere(
  tx: postgres.TransactionSql,
  countyId: string,
  importId: string,
): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    select count(distinct n.id)::int as count
    from orders n
    join shops s on s.county_id = n.county_id and s.platform = n.platform and s.id <> n.shop_id
    join orders o on o.county_id = s.county_id and o.shop_id = s.id and o.order_no = n.order_no
    where n.county_id = ${countyId} and n.import_id = ${importId}`;
  return row?.count ?? 0;
}
