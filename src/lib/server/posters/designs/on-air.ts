/**
 * 开播: the preview of a broadcast. On the primary ground a disc the right edge cuts, sound going out from it; at the left
 * weekday and hour, huge, then the platform and the account as words to search for; goods in small tiles; at the foot who
 * runs the room. Only the hour takes the accent.
 */
import { Board, type ComposeContext } from '../compose.ts';
import { gridFloor } from '../personal.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import {
  accountBlock,
  goodsTiles,
  hourBlock,
  recordName,
  showsQr,
  stage,
  surface,
  type Live,
} from './on-air-parts.ts';
import { footLines, square } from './on-air-square.ts';
import { cover, thumb, wide } from './on-air-wide.ts';
import { BROADCAST } from './sample-contents.ts';

const LEFT = 72;
const RIGHT = 1008;
const HOUR = 162;
const HEAD = 60;
const BODY = 35;
const SMALL = 27;

const { picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode, slogan } = COMMON_SLOTS;

export const onAirFamily: Family = {
  design: {
    id: 'on-air',
    version: 1,
    family: 'on-air',
    nameZh: '开播',
    nameEn: 'On air',
    forZh: '直播预告',
    forEn: 'Livestream previews',
    formats: [
      'moments',
      'square',
      'xhs',
      'oa-cover',
      'link-thumb',
      'live-tall',
      'live-square',
      'live-wide',
      'video-cover',
    ],
    contentTypes: ['advertisement'],
    grounds: ['dark'],
    sells: true,
    slots: {
      picture,
      slogan,
      qrCaption,
      brandBar,
      adLabel,
      merchant,
      qr,
      spokenCode,
      headline: text(12, 1, true),
      disclosure: { ...disclosure, maxChars: 36, maxItems: 1 },
      ...PART_SLOTS.live,
    },
  },
  compose: composeOnAir,
  sample: { content: BROADCAST, marks: ['county', 'orange'], merchant: '牙叉镇阿伦水果店' },
};

function composeOnAir(context: ComposeContext): Board {
  const board = new Board(context);
  const live = context.content.live;
  if (!live) return board;
  switch (context.format.id) {
    case 'moments':
    case 'live-tall':
      tall(board, live, { bar: 125, foot: 1786, tiles: true });
      break;
    case 'video-cover':
      tall(board, live, { bar: 284, foot: 1662, tiles: false });
      break;
    case 'xhs':
      tall(board, live, { bar: 99, foot: 1284, tiles: true });
      break;
    case 'live-wide':
      wide(board, live);
      break;
    case 'oa-cover':
      cover(board, live);
      break;
    case 'link-thumb':
      thumb(board, live);
      break;
    default:
      square(board, live);
  }
  return board;
}

/** From the foot upwards: operator, code or spoken code, goods, account; the disc takes the height that is left. */
function tall(board: Board, live: Live, plan: { bar: number; foot: number; tiles: boolean }): void {
  const { content } = board.context;
  const s = surface(board);
  const code = showsQr(board);
  const low = board.context.format.heightPx < 1600;
  const foot = footLines(board, live, plan.foot);
  const blockTop = code ? gridFloor(foot - SMALL - 30 - 304) : foot - (low ? 66 : 84) - 45;
  const tilesHeight = plan.tiles && live.goods.length > 0 ? (low ? 132 : 150) : 0;
  const tilesTop = blockTop - (tilesHeight > 0 ? (low ? 40 : 56) + tilesHeight : 0);
  const accountBase = tilesTop - (low ? 50 : tilesHeight > 0 ? 62 : 84);
  const accountTop = accountBase - HEAD * 0.88 - SMALL * 1.6;
  const zoneTop = plan.bar + (low ? 186 : 226);
  const zoneBottom = accountTop - (low ? 36 : 64);
  const r = Math.min((zoneBottom - zoneTop) / 2, 470);
  const disc = { x: Math.max(572 + r, 1080 - r * 0.6), y: zoneBottom - r, r };
  stage(board, disc, 2.5);
  recordName(board, disc, 97);

  board.brandBar(LEFT, plan.bar, 54, 760, s.ink);
  board.adLabel(RIGHT, plan.bar + 9, SMALL, s.muted);
  const headBase = plan.bar + (low ? 118 : 140);
  board.text('headline', content.headline, LEFT, headBase, {
    face: 'sans-bold',
    size: HEAD,
    colour: s.ink,
    measure: RIGHT - LEFT,
    display: true,
    ink: true,
  });
  board.text('slogan', content.slogan, LEFT, headBase + 58, {
    face: 'sans',
    size: BODY,
    colour: s.muted,
    measure: RIGHT - LEFT,
    ink: true,
  });
  hourBlock(board, live, LEFT, low ? zoneBottom - 6 : disc.y + 172, HOUR, BODY);
  accountBlock(board, live, LEFT, accountBase, { size: HEAD, label: SMALL, measure: RIGHT - LEFT });
  if (tilesHeight > 0)
    goodsTiles(board, live, [LEFT, tilesTop, RIGHT - LEFT, tilesHeight], {
      name: BODY,
      price: 46,
      unit: SMALL,
    });
  if (code) codeBlock(board, live, blockTop);
  else plainFoot(board, live, foot - (low ? 62 : 80));
}

/** Beside the code: host above, the merchant with what the code does below. */
function codeBlock(board: Board, live: Live, qrY: number): void {
  const { content } = board.context;
  const s = surface(board);
  board.qr([704, qrY, 304, 304]);
  hostLine(board, live, LEFT, qrY + 37, 590);
  const caption = board.context.person ? content.qrCaption : '';
  board.text('qrCaption', caption, LEFT, qrY + 301, {
    face: 'sans',
    size: SMALL,
    colour: s.muted,
    measure: 590,
    ink: true,
  });
  board.merchantName(
    LEFT,
    qrY + (caption === '' ? 301 : 252),
    {
      face: 'sans-bold',
      size: BODY,
      sizes: [BODY, BODY],
      colour: s.ink,
      measure: 590,
      maxLines: 2,
      leading: 1.3,
      ink: true,
    },
    'bottom',
  );
}

/** Without a code: the shop at the left, what to say in it at the right. */
function plainFoot(board: Board, live: Live, baseline: number): void {
  const s = surface(board);
  const { person, format } = board.context;
  if (person?.spokenCode) {
    board.spokenCode(RIGHT, baseline, {
      face: 'sans-bold',
      size: BODY,
      colour: s.ink,
      measure: 340,
      align: 'right',
      ink: true,
    });
  }
  if (format.spokenCode || person)
    board.merchantName(LEFT, baseline, {
      face: 'sans-bold',
      size: BODY,
      colour: s.ink,
      measure: 580,
      ink: true,
    });
  else hostLine(board, live, LEFT, baseline, 580);
}

function hostLine(board: Board, live: Live, x: number, baseline: number, measure: number): void {
  if (live.host === '') return;
  const s = surface(board);
  const label = board.text('label', '主播', x, baseline, {
    face: 'sans',
    size: SMALL,
    colour: s.muted,
    measure: 100,
    ink: true,
  });
  board.text('live.host', live.host, (label?.right ?? x) + 22, baseline, {
    face: 'sans',
    size: BODY,
    colour: s.ink,
    measure: measure - 90,
    ink: true,
  });
}
