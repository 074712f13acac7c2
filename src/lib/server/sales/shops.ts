import type postgres from 'postgres';
import { uuidv7 } from '../db/uuid.ts';
import type { Platform } from './profiles/profile.ts';

/**
 * The shop of that name, or of that alias; made when the county has none. Names are compared after NFKC and trimming.
 */
export async function ensureShop(
  tx: postgres.TransactionSql | postgres.Sql,
  countyId: string,
  platform: Platform,
  name: string,
): Promise<string> {
  const known = await findShop(tx, countyId, platform, name);
  if (known !== null) return known;
  await tx`
    insert into shops (county_id, id, platform, name)
    values (${countyId}, ${uuidv7()}, ${platform}, ${shopName(name)})
    on conflict (county_id, platform, name) do nothing`;
  const made = await findShop(tx, countyId, platform, name);
  if (made === null) throw new Error('the shop was neither found nor made');
  return made;
}

export async function findShop(
  tx: postgres.TransactionSql | postgres.Sql,
  countyId: string,
  platform: Platform,
  name: string,
): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select id from shops where county_id = ${countyId} and platform = ${platform} and name = ${shopName(name)}
    union all
    select shop_id from shop_aliases
    where county_id = ${countyId} and platform = ${platform} and alias = ${shopName(name)}
    limit 1`;
  return row?.id ?? null;
}

export function shopName(name: string): string {
  return name.normalize('NFKC').trim();
}
