/**
 * 锦带: festivals. A picture, a woven band as its horizon, and below it on paper the date as a very large numeral pair with
 * the festival's name. Square and cover turn the band upright; banners hang the same order in a larger hand.
 */
import { Board, type ComposeContext } from '../compose.ts';
import { banner } from './brocade-band-banner.ts';
import { square } from './brocade-band-square.ts';
import { noted, tall, videoCover } from './brocade-band-tall.ts';
import { cover, thumb } from './brocade-band-wide.ts';
import { COMMON_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { FESTIVAL } from './sample-contents.ts';

export const brocadeBandFamily: Family = {
  design: {
    id: 'brocade-band',
    version: 1,
    family: 'brocade-band',
    nameZh: '锦带',
    nameEn: 'Brocade band',
    forZh: '节庆活动',
    forEn: 'Festivals',
    formats: ['moments', 'square', 'oa-cover', 'xhs', 'video-cover', 'link-thumb', 'rollup', 'x-stand'],
    contentTypes: ['advertisement'],
    grounds: ['light'],
    sells: false,
    slots: {
      ...COMMON_SLOTS,
      headline: text(12, 2, true),
      date: { kind: 'date', lock: 'contentOnly', required: false },
      disclosure: { kind: 'disclosure', lock: 'contentOnly', required: false, maxChars: 60, maxItems: 2 },
      organisers: { kind: 'organisers', lock: 'contentOnly', required: false, maxChars: 12, maxItems: 2 },
    },
  },
  compose: composeBrocadeBand,
  sample: { content: FESTIVAL, marks: ['county', 'tea'], merchant: '牙叉镇春芽茶行' },
};

function composeBrocadeBand(context: ComposeContext): Board {
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
    case 'link-thumb':
      thumb(board);
      break;
    case 'video-cover':
      videoCover(board);
      break;
    case 'rollup':
    case 'x-stand':
      banner(board);
      break;
    default:
      noted(board);
  }
  return board;
}
