/** Signs, table cards and stickers for the shops of every campaign: what they sell of it, in words. */
import { EMPTY_CONTENT, type CampaignContent } from '#lib/server/posters/content.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { PRODUCTS } from '../data/products.ts';
import { wasApproved, type Edition } from '../world/editions.ts';
import { insertPosters, posterRows } from './poster-rows.ts';
import type { Loading } from './loading.ts';

export async function loadStorefronts(loading: Loading): Promise<void> {
  const design = getDesign('storefront');
  if (!design) throw new Error('the storefront family is missing');
  const rows = loading.world.editions
    .filter((edition) => wasApproved(edition) && edition.state !== 'cancelled')
    .flatMap((edition) => {
      const content = storefrontContent(edition);
      if (!content) return [];
      const one = {
        kind: 'storefront',
        title: '店招',
        design,
        content,
        approval: '品名与授权商品一致，同意。',
      };
      return [posterRows(loading, edition, one)];
    });
  await insertPosters(loading, rows);
}

/** Null for a campaign without goods. Campaigns of one industry stand on paper, the others on the county's colour. */
export function storefrontContent({ template }: Edition): CampaignContent | null {
  const wares = template.products
    .map(([code]) => PRODUCTS.find((p) => p.code === code)?.name ?? '')
    .filter((name) => name !== '' && [...name].length <= 10)
    .slice(0, 4);
  if (wares.length === 0) return null;
  return {
    ...EMPTY_CONTENT,
    ground: template.industries.length === 1 ? 'light' : 'dark',
    headline: template.poster.headline,
    slogan: template.poster.slogan,
    sellingPoints: wares,
    qrCaption: '长按识别，进店看看',
  };
}
