/** What stands in the studio's fields for a content. */
import type { CampaignContent } from '#lib/server/posters/content.ts';

export interface StudioFields {
  headline: string;
  slogan: string;
  sellingPoints: string[];
  productName: string;
  productSpec: string;
  priceYuan: string;
  priceToYuan: string;
  priceUnit: string;
  heldFrom: string;
  heldTo: string;
  pictureId: string;
  focalX: number;
  focalY: number;
  scale: number;
  motif: string;
  startsOn: string;
  endsOn: string;
  time: string;
  venue: string;
  transit: string;
  guide: string;
  host: string;
  undertake: string;
  assist: string;
  disclosure: string;
  qrCaption: string;
}

export function fieldsOf(c: CampaignContent): StudioFields {
  return {
    headline: c.headline,
    slogan: c.slogan,
    sellingPoints: [0, 1, 2, 3].map((i) => c.sellingPoints[i] ?? ''),
    productName: c.product?.name ?? '',
    productSpec: c.product?.spec ?? '',
    priceYuan: yuan(c.price?.amountFen),
    priceToYuan: yuan(c.price?.toFen),
    priceUnit: c.price?.unit ?? '',
    heldFrom: c.price?.heldFrom ?? '',
    heldTo: c.price?.heldTo ?? '',
    pictureId: c.picture?.id ?? '',
    focalX: c.picture?.focalX ?? 0.5,
    focalY: c.picture?.focalY ?? 0.5,
    scale: c.picture?.scale ?? 1,
    motif: c.motif,
    startsOn: c.startsOn ?? '',
    endsOn: c.endsOn ?? '',
    time: c.time,
    venue: c.venue,
    transit: c.transit,
    guide: c.organisers.guide.join('、'),
    host: c.organisers.host.join('、'),
    undertake: c.organisers.undertake.join('、'),
    assist: c.organisers.assist.join('、'),
    disclosure: c.disclosure.join('\n'),
    qrCaption: c.qrCaption,
  };
}

function yuan(fen: number | null | undefined): string {
  if (fen === null || fen === undefined) return '';
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}
