/** A campaign's own public words before the law check: its name, theme and introduction reach pages and posters. */
import type { Day } from '#lib/shared/dates.ts';
import { checkTexts, type Hit, type LawText, type ProductTag } from '../brand/law/check.ts';
import { evidenceFor } from '../brand/law/evidence.ts';
import { currentList } from '../brand/law/lists.ts';
import type { DbOrTx } from '../db/database.ts';
import type { CampaignContent } from './content.ts';

/** What the public reads of a campaign; objective, risks and budget stay in the house. */
export function publicTexts(
  content: Pick<CampaignContent, 'name' | 'theme' | 'introZh' | 'activities'>,
): LawText[] {
  return [
    { slot: 'name', text: content.name },
    { slot: 'theme', text: content.theme },
    { slot: 'introZh', text: content.introZh },
    ...content.activities.map((a, i) => ({ slot: `activities.${i + 1}`, text: a.name })),
  ].filter((t) => t.text !== '');
}

/** Goods of every kind may be sold by it: all rules of goods apply. */
const TAGS: readonly ProductTag[] = ['food', 'tea', 'alcohol', 'agri'];

/** Hits in the campaign's own words on the list of today. The county's own public brand needs no licence in its name. */
export async function campaignHits(
  db: DbOrTx,
  countyId: string,
  content: Pick<CampaignContent, 'name' | 'theme' | 'introZh' | 'activities' | 'endsOn'>,
  today: Day,
): Promise<Hit[]> {
  const [list, records] = await Promise.all([
    currentList(db, countyId),
    evidenceFor(db, { countyId, merchantId: null, productId: null, sells: false }),
  ]);
  return checkTexts(list, {
    texts: publicTexts(content),
    tags: TAGS,
    channels: ['poster', 'h5', 'wechat'],
    type: 'advertisement',
    evidence: [
      ...records,
      { kind: 'brand_license', id: 'own', label: '本县公用品牌', validFrom: null, validTo: null },
    ],
    on: today,
    until: content.endsOn,
  }).hits;
}
