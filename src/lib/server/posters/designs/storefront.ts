/**
 * 店招: a merchant's own sign. The name is the hero, what is sold stands under it in words, the code is large, the brand
 * bar is at the foot; a woven edge closes the sheet above and below as a hem closes a banner.
 */
import { Board, type ComposeContext } from '../compose.ts';
import { EMPTY_CONTENT, type CampaignContent } from '../content.ts';
import { COMMON_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { boothSign, sticker, tableCard, tableTent } from './storefront-print.ts';
import { cover, noted, square, tall, thumb } from './storefront-screen.ts';

const STALL: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '早春开茶季',
  slogan: '一芽两叶，当天炒制',
  sellingPoints: ['白沙绿茶', '山兰米', '蜂蜜', '红心橙'],
  venue: '陨石坑茶园 3 号摊',
  qrCaption: '长按识别，进店看看',
};

export const storefrontFamily: Family = {
  design: {
    id: 'storefront',
    version: 1,
    family: 'storefront',
    nameZh: '店招',
    nameEn: 'Storefront',
    forZh: '店铺与摊位',
    forEn: 'Shops and stalls',
    formats: [
      'moments',
      'square',
      'xhs',
      'oa-cover',
      'link-thumb',
      'table-a6',
      'table-a5',
      'table-tent',
      'booth-sign',
      'sticker',
    ],
    contentTypes: ['advertisement'],
    grounds: ['dark', 'light'],
    sells: true,
    slots: {
      headline: text(12),
      slogan: COMMON_SLOTS.slogan,
      sellingPoints: COMMON_SLOTS.sellingPoints,
      venue: COMMON_SLOTS.venue,
      qrCaption: COMMON_SLOTS.qrCaption,
      brandBar: COMMON_SLOTS.brandBar,
      adLabel: COMMON_SLOTS.adLabel,
      merchant: COMMON_SLOTS.merchant,
      qr: COMMON_SLOTS.qr,
      spokenCode: COMMON_SLOTS.spokenCode,
    },
  },
  compose,
  sample: { content: STALL, marks: ['county', 'tea'], merchant: '元门乡阿芬茶铺' },
};

function compose(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'moments':
      tall(board);
      break;
    case 'square':
      square(board);
      break;
    case 'xhs':
      noted(board);
      break;
    case 'oa-cover':
      cover(board);
      break;
    case 'link-thumb':
      thumb(board);
      break;
    case 'table-tent':
      tableTent(board);
      break;
    case 'booth-sign':
      boothSign(board);
      break;
    case 'sticker':
      sticker(board);
      break;
    default:
      tableCard(board);
  }
  return board;
}
