/** Approved poster contents of every campaign that was approved: the festival family for all, the price family where goods have a price. */
import { EMPTY_CONTENT, type CampaignContent } from '#lib/server/posters/content.ts';
import { getDesign } from '#lib/server/posters/designs/families.ts';
import { getPicture } from '#lib/server/posters/pictures.ts';
import { timeOf } from '#lib/shared/dates.ts';
import { ORGANISATIONS } from '../data/county.ts';
import { PRODUCTS } from '../data/products.ts';
import { wasApproved, type Edition } from '../world/editions.ts';
import type { Loading } from './loading.ts';
import { insertPosters, posterRows, type PosterRows } from './poster-rows.ts';

export type Family = 'festival' | 'price';
const DESIGN_OF: Record<Family, 'brocade-band' | 'plain-price'> = {
  festival: 'brocade-band',
  price: 'plain-price',
};

export function posterContentId({ id }: Pick<Loading, 'id'>, edition: Edition, family: Family): string {
  return id('poster-content', `${edition.key}/${family}`);
}

export async function loadPosters(loading: Loading): Promise<void> {
  const rows = loading.world.editions.filter(wasApproved).flatMap((edition) =>
    (['festival', 'price'] as const).flatMap((family): PosterRows[] => {
      const design = getDesign(DESIGN_OF[family]);
      const content = family === 'festival' ? festivalContent(edition) : priceContent(edition);
      if (!design || !content) return [];
      const price = family === 'price';
      return [
        posterRows(loading, edition, {
          kind: family,
          title: price ? '商品海报' : '活动海报',
          design,
          content,
          approval: price ? '价格、规格与日期已对，同意。' : '用语、标识与主办单位已核，同意。',
        }),
      ];
    }),
  );
  await insertPosters(loading, rows);
}

export function festivalContent(edition: Edition): CampaignContent {
  const { template } = edition;
  const main = edition.activities.find((a) => a.kind === 'festival' || a.kind === 'offline_event');
  const names = (keys: readonly string[]) =>
    keys.slice(0, 2).map((key) => {
      const unit = ORGANISATIONS.find((o) => o.key === key);
      return unit?.shortName ?? key;
    });
  return {
    ...EMPTY_CONTENT,
    headline: template.poster.headline,
    slogan: template.poster.slogan,
    sellingPoints: [...template.poster.points],
    picture: pictureOf(template.picture),
    motif: motifOf(edition),
    startsOn: edition.startsOn,
    endsOn: edition.endsOn,
    time: main ? `${shortTime(main.startsAt)}—${shortTime(main.endsAt)}` : '',
    venue: main && main.venue.length <= 14 ? main.venue : '',
    organisers: {
      guide: names(template.guide ?? []),
      host: names(template.host),
      undertake: names(template.undertake),
      assist: names(template.assist),
    },
    qrCaption: '长按识别看活动',
  };
}

/** Null when the campaign's main product has no price of its own. */
export function priceContent(edition: Edition): CampaignContent | null {
  const { template } = edition;
  const code = template.poster.product;
  const priceFen = template.products.find(([c]) => c === code)?.[1];
  const product = PRODUCTS.find((p) => p.code === code);
  if (!product || priceFen === undefined || priceFen === null) return null;
  return {
    ...EMPTY_CONTENT,
    headline: template.poster.headline,
    slogan: template.poster.slogan,
    sellingPoints: template.poster.points.slice(0, 3),
    product: { name: product.name, spec: product.spec },
    price: {
      amountFen: priceFen,
      toFen: null,
      unit: product.unit,
      heldFrom: edition.startsOn,
      heldTo: edition.endsOn,
    },
    picture: pictureOf(product.industry === 'orange' ? 'orange' : product.picture),
    motif: motifOf(edition),
    startsOn: edition.startsOn,
    endsOn: edition.endsOn,
    disclosure: ['价格为活动期间价，以下单页面为准'],
    qrCaption: '长按识别去购买',
  };
}

function motifOf(edition: Edition): CampaignContent['motif'] {
  return edition.template.industries[0]?.[0] === 'orange' ? 'slice' : 'leaf';
}

function pictureOf(name: string): CampaignContent['picture'] {
  const picture = getPicture(name === 'orange' ? 'art:orange' : `illustration:${name}`);
  return picture === null
    ? null
    : { id: picture.id, focalX: picture.focalX, focalY: picture.focalY, scale: 1 };
}

/** '9:00', without the leading zero. */
function shortTime(at: Date): string {
  return timeOf(at).replace(/^0/, '');
}
