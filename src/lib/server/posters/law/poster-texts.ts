/** A poster's words as the law check reads them: every slot, in its visual block, with the channels it appears on. Pure. */
import type { Channel, ContentType, LawText, ProductTag } from '../../brand/law/check.ts';
import { contentTexts, type CampaignContent } from '../content.ts';

/** Slots that stand together and are read as one. */
const BLOCKS: Readonly<Record<string, string>> = {
  headline: 'headline',
  slogan: 'headline',
  product: 'product',
  price: 'product',
  time: 'event',
  venue: 'event',
  transit: 'event',
};

/** Printed only where a code is: never on a picture for Xiaohongshu. */
const WITH_CODE: ReadonlySet<string> = new Set(['qrCaption', 'steps.join']);
const CODE_CHANNELS: readonly Channel[] = ['poster', 'wechat', 'h5', 'livestream'];

export function lawTexts(content: CampaignContent): LawText[] {
  return contentTexts(content).map(({ slot, text }) => ({
    slot,
    text,
    block: blockOf(slot),
    ...(WITH_CODE.has(slot) ? { channels: CODE_CHANNELS } : {}),
  }));
}

export function blockOf(slot: string): string {
  const [head = slot] = slot.split('.');
  return BLOCKS[head] ?? head;
}

/** The name printed on one merchant's picture. */
export function nameText(name: string): LawText {
  return { slot: 'merchant', text: name, block: 'merchant', isName: true };
}

/** Where pictures of these formats go. */
export function channelsOf(
  formats: readonly { platforms: readonly string[] }[],
  content: Pick<CampaignContent, 'live'>,
): Channel[] {
  const platforms = new Set(formats.flatMap((f) => f.platforms));
  const channels: Channel[] = ['poster'];
  if (platforms.has('wechat')) channels.push('wechat');
  if (platforms.has('xiaohongshu')) channels.push('xiaohongshu');
  if (content.live) channels.push('livestream');
  return channels;
}

/** What rules of goods apply; a county's goods that nobody has classed are read as food of its farms. */
export function productTags(goods: readonly { name: string; industryCode: string }[]): ProductTag[] {
  const tags = new Set<ProductTag>();
  for (const { name, industryCode } of goods) {
    if (industryCode === 'brocade') continue;
    tags.add('food').add('agri');
    if (industryCode === 'tea') tags.add('tea');
    if (isAlcohol(name)) tags.add('alcohol');
  }
  if (goods.length === 0) tags.add('food').add('agri').add('tea');
  return [...tags];
}

export function isAlcohol(name: string): boolean {
  return /酒(?!店|曲|精)/u.test(name);
}

/** Choosing 公告 or 公益宣传 for something that sells does not take it out of the law on advertising. */
export function typeOf(
  declared: ContentType,
  content: Pick<CampaignContent, 'price' | 'product' | 'live'>,
): ContentType {
  const sells = content.price !== null || content.product !== null || (content.live?.goods.length ?? 0) > 0;
  return sells ? 'advertisement' : declared;
}
