import type { Reader } from './lock.ts';

export type HaloTest = (campaignId: string | null, productId: string | null) => boolean;

/**
 * Whether a credited line lies outside its campaign's products (其他产品). A campaign without a product list promotes
 * everything; a product that is not known cannot be one of the list.
 */
export async function haloTest(reader: Reader, countyId: string): Promise<HaloTest> {
  const rows = await reader<{ campaign_id: string; product_id: string }[]>`
    select campaign_id, product_id from campaign_products where county_id = ${countyId}`;
  const products = new Map<string, Set<string>>();
  for (const row of rows) {
    const list = products.get(row.campaign_id) ?? new Set<string>();
    list.add(row.product_id);
    products.set(row.campaign_id, list);
  }
  return (campaignId, productId) => {
    if (campaignId === null) return false;
    const list = products.get(campaignId);
    return list !== undefined && (productId === null || !list.has(productId));
  };
}
