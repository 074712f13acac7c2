/**
 * 一斤好价: one product and its price. The product stands on paper, the price is the only coloured thing, three selling
 * points, much air. No organisers: names of government never stand next to a merchant's goods.
 */
import { Board, type ComposeContext } from '../compose.ts';
import { COMMON_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { goodsMain, goodsTall, goodsWhite, thumb } from './plain-price-goods.ts';
import { cover, square } from './plain-price-square.ts';
import { noted, tall } from './plain-price-tall.ts';
import { PRODUCT } from './sample-contents.ts';

export const plainPriceFamily: Family = {
  design: {
    id: 'plain-price',
    version: 1,
    family: 'plain-price',
    nameZh: '一斤好价',
    nameEn: 'Plain price',
    forZh: '商品与价格',
    forEn: 'Product and price',
    formats: [
      'moments',
      'square',
      'oa-cover',
      'xhs',
      'goods-main',
      'goods-tall',
      'goods-white',
      'link-thumb',
    ],
    contentTypes: ['advertisement'],
    grounds: ['light'],
    sells: true,
    slots: {
      ...COMMON_SLOTS,
      'product.name': text(10, 2, true),
      'product.spec': text(12),
      price: { kind: 'price', lock: 'contentOnly', required: false, maxChars: 8 },
    },
  },
  compose: composePlainPrice,
  sample: { content: PRODUCT, marks: ['county', 'orange'], merchant: '牙叉镇阿伦水果店' },
};

function composePlainPrice(context: ComposeContext): Board {
  const board = new Board(context);
  switch (context.format.id) {
    case 'moments':
      tall(board);
      break;
    case 'square':
      square(board);
      break;
    case 'oa-cover':
      cover(board);
      break;
    case 'goods-main':
      goodsMain(board);
      break;
    case 'goods-tall':
      goodsTall(board);
      break;
    case 'goods-white':
      goodsWhite(board);
      break;
    case 'link-thumb':
      thumb(board);
      break;
    default:
      noted(board);
  }
  return board;
}
