/** What every picture of a broadcast has: the stage with its sound, the hour, the account to search for, the goods. */
import { rings } from '../art/rings.ts';
import { mixColours } from '../colour.ts';
import type { Board, TextStyle } from '../compose.ts';
import type { CampaignContent, LivePlatform } from '../content.ts';
import { mayCarryQr, type Box } from '../formats.ts';
import { surfaceOf, type Surface } from '../kit.ts';
import { datedRange, dateRange, weekday } from '../text/dates.ts';
import { placePrice } from './price.ts';

export type Live = NonNullable<CampaignContent['live']>;

export interface Disc {
  x: number;
  y: number;
  r: number;
}

export const PLATFORMS: Record<LivePlatform, string> = {
  channels: '微信视频号',
  douyin: '抖音',
  kuaishou: '快手',
  taobao: '淘宝直播',
};

export function surface(board: Board): Surface {
  return surfaceOf(board.context.palette, 'dark');
}

/** 微信视频号搜索; a platform's own pictures name no other platform. */
export function searchWords(board: Board, live: Live): string {
  const { platforms } = board.context.format;
  return platforms.includes('wechat') ? `${PLATFORMS[live.platform]}搜索` : '搜索直播账号';
}

/** Outside WeChat no code picture may lead into WeChat: there the account is what to look for. */
export function showsQr(board: Board): boolean {
  const { format, content } = board.context;
  if (!mayCarryQr(format)) return false;
  return format.qr !== 'wechat-only' || content.live?.platform === 'channels';
}

/**
 * The picture in a disc the page's edge cuts, or, without one, the disc itself with the goods' name on it; sound goes out
 * from it in broken rings that fade. `reach` is how far they go, in radii.
 */
export function stage(board: Board, disc: Disc, reach: number): void {
  const { format, palette: p, picture } = board.context;
  const [width, height] = [format.widthPx, format.heightPx];
  const { ground } = surface(board);
  const page: Box = [0, 0, width, height];
  if (picture) {
    const box = visible(disc, width, height);
    board.picture('picture', box, picture.id);
    board.vector(
      'ground',
      box,
      `<path fill="${ground}" fill-rule="evenodd" d="M-2 -2h${box[2] + 4}v${box[3] + 4}h-${box[2] + 4}z${circle(disc.x - box[0], disc.y - box[1], disc.r)}"/>`,
      undefined,
      [ground],
    );
  } else {
    const box = visible(disc, width, height);
    board.vector('motif', box, record(board, disc), box.join(' '), [p.onPrimary]);
  }
  const step = disc.r * 0.19;
  const sound = (from: number, to: number, share: number, seed: number): string =>
    rings(page, mixColours(ground, p.onPrimary, share), seed, 100 / step, {
      x: disc.x / width,
      y: disc.y / height,
      inner: disc.r * from,
      outer: disc.r * to,
      strokePx: Math.max(1.5, disc.r / 110),
      wander: 0,
    });
  const edge = `<path fill="none" stroke="${mixColours(ground, p.onPrimary, 0.62)}" stroke-width="${Math.max(2, disc.r / 72).toFixed(1)}" d="${circle(disc.x, disc.y, disc.r)}"/>`;
  const third = (reach - 1.16) / 3;
  board.vector(
    'ground',
    page,
    edge +
      sound(1.16, 1.16 + third, 0.3, 5) +
      sound(1.16 + third * 1.25, 1.16 + third * 2, 0.18, 8) +
      sound(1.16 + third * 2.3, reach, 0.1, 13),
  );
}

/** What stands on the record; nothing when the broadcast names no goods. */
function goodsName(board: Board): string {
  const { content } = board.context;
  return content.live?.goods[0]?.name ?? content.product?.name ?? '';
}

/** Without a picture: a light disc grooved like a record; without a name on it, to its hole. */
function record(board: Board, disc: Disc): string {
  const { palette: p, format } = board.context;
  const page: Box = [0, 0, format.widthPx, format.heightPx];
  const grooves = rings(page, mixColours(p.onPrimary, p.primary, 0.3), 3, 100 / (disc.r * 0.075), {
    x: disc.x / format.widthPx,
    y: disc.y / format.heightPx,
    inner: disc.r * (goodsName(board) === '' ? 0.2 : 0.66),
    outer: disc.r * 0.95,
    strokePx: Math.max(1.2, disc.r / 150),
    wander: 0,
  });
  const hole = goodsName(board) === '' ? circle(disc.x, disc.y, disc.r * 0.06) : '';
  return `<path fill="${p.onPrimary}" fill-rule="evenodd" d="${circle(disc.x, disc.y, disc.r)}${hole}"/>${grooves}`;
}

/** The goods' name on the record, inside what the page shows of it. */
export function recordName(board: Board, disc: Disc, size: number): void {
  const { palette: p, picture, format } = board.context;
  if (picture) return;
  const name = goodsName(board);
  if (name === '') return;
  const left = disc.x - disc.r * 0.6;
  const right = Math.min(disc.x + disc.r * 0.6, format.widthPx - format.safe.right);
  const style: TextStyle = {
    face: 'sans-bold',
    size,
    sizes: [size, size * 0.9],
    colour: p.primary,
    measure: right - left,
    maxLines: 2,
    balance: true,
    display: true,
    minScale: 0.5,
    leading: 1.16,
    align: 'centre',
  };
  const fit = board.fit('live.goods', name, style);
  if (!fit) return;
  const half = ((fit.lines.length - 1) * fit.size * 1.16) / 2;
  board.lines('live.goods', fit.lines, fit.size, (left + right) / 2, disc.y - half + fit.size * 0.36, style);
}

/** Weekday over hour, both huge; the hour alone takes the accent. `baseline` is the hour's. Returns the block's ink top. */
export function hourBlock(
  board: Board,
  live: Live,
  x: number,
  baseline: number,
  size: number,
  small: number,
): number {
  const s = surface(board);
  const pitch = size * 1.09;
  const day = board.set('sans-bold', size, weekday(live.startsOn));
  const hour = board.set('sans-bold', size, live.startTime);
  board.place('live.hour', day, 'sans-bold', size, s.ink, x - day.inkLeft, baseline - pitch);
  board.place('live.hour', hour, 'sans-bold', size, s.accent, x - hour.inkLeft, baseline);
  const top = baseline - pitch - size * 0.86;
  const placed = board.text('date', dateRange(live.startsOn, null), x, top - small * 0.62, {
    face: 'sans-bold',
    size: small,
    colour: s.ink,
    measure: size * 3,
    ink: true,
  });
  return placed ? placed.first - small : top;
}

/** Weekday and hour in one line, the date small above. Returns the date's baseline. */
export function hourLine(
  board: Board,
  live: Live,
  x: number,
  baseline: number,
  size: number,
  small: number,
): number {
  const s = surface(board);
  const day = board.set('sans-bold', size, weekday(live.startsOn));
  const hour = board.set('sans-bold', size, live.startTime);
  board.place('live.hour', day, 'sans-bold', size, s.ink, x - day.inkLeft, baseline);
  const hourX = x - day.inkLeft + day.width + size * 0.22;
  board.place('live.hour', hour, 'sans-bold', size, s.accent, hourX, baseline);
  const above = baseline - size * 0.88 - small * 0.5;
  board.text('date', dateRange(live.startsOn, null), x, above, {
    face: 'sans-bold',
    size: small,
    colour: s.ink,
    measure: size * 4,
    ink: true,
  });
  return above;
}

/** What a price on the picture must say, and what the author adds. */
export function notes(board: Board, live: Live): string[] {
  const own = board.context.content.disclosure.filter((t) => t !== '');
  return live.goods.length > 0 ? [`直播价限 ${datedRange(live.startsOn, live.startsOn)}当场`, ...own] : own;
}

/** Where to search, and for what: the account is text, not a picture. `baseline` is the account's last one. */
export function accountBlock(
  board: Board,
  live: Live,
  x: number,
  baseline: number,
  style: { size: number; label: number; measure: number; maxLines?: number; two?: number },
): number {
  const s = surface(board);
  const text: TextStyle = {
    face: 'sans-bold',
    size: style.size,
    colour: s.ink,
    measure: style.measure,
    maxLines: style.maxLines ?? 1,
    ...(style.two ? { sizes: [style.size, style.two] } : {}),
    balance: true,
    leading: 1.24,
    minScale: 0.72,
    ink: true,
  };
  const account = board.text('live.account', live.account, x, baseline, text, 'bottom');
  const first = account?.first ?? baseline;
  const size = account?.size ?? style.size;
  board.text('label', searchWords(board, live), x, first - size * 0.88 - style.label * 0.66, {
    face: 'sans',
    size: style.label,
    colour: s.muted,
    measure: style.measure,
    ink: true,
  });
  return first - size * 0.88 - style.label * 1.6;
}

/** Up to three goods side by side, each a tile with name and price. */
export function goodsTiles(
  board: Board,
  live: Live,
  box: Box,
  sizes: { name: number; price: number; unit: number },
): void {
  const { palette: p } = board.context;
  const s = surface(board);
  const gap = sizes.unit * 0.9;
  const count = Math.max(1, live.goods.length);
  const width = Math.min((box[2] - gap * (count - 1)) / count, box[2] * 0.5);
  const fill = mixColours(s.ground, p.onPrimary, 0.09);
  const pad = sizes.unit * 0.78;
  live.goods.forEach((good, i) => {
    const x = Math.round(box[0] + i * (width + gap));
    board.rect('ground', [x, box[1], Math.round(width), box[3]], fill);
    board.text('live.goods', good.name, x + pad, box[1] + pad + sizes.name * 0.9, {
      face: 'sans',
      size: sizes.name,
      colour: s.ink,
      measure: width - 2 * pad,
      minScale: 0.68,
      ink: true,
    });
    placePrice(
      board,
      `live.goods.${i + 1}`,
      { amountFen: good.priceFen, toFen: null, unit: good.unit },
      x + pad,
      box[1] + box[3] - pad * 1.02,
      {
        size: sizes.price,
        unitSize: sizes.unit,
        smallest: Math.min(sizes.unit, 21),
        measure: width - 2 * pad,
        colour: s.ink,
        unitColour: mixColours(fill, p.onPrimary, 0.82),
      },
    );
  });
}

function circle(x: number, y: number, r: number): string {
  const v = (value: number): string => String(Math.round(value * 10) / 10);
  return `M${v(x - r)} ${v(y)}a${v(r)} ${v(r)} 0 1 0 ${v(2 * r)} 0a${v(r)} ${v(r)} 0 1 0 ${v(-2 * r)} 0z`;
}

/** The square around a disc as far as the page shows it. */
function visible(disc: Disc, width: number, height: number): Box {
  const left = Math.max(0, Math.floor(disc.x - disc.r));
  const top = Math.max(0, Math.floor(disc.y - disc.r));
  return [
    left,
    top,
    Math.min(width, Math.ceil(disc.x + disc.r)) - left,
    Math.min(height, Math.ceil(disc.y + disc.r)) - top,
  ];
}
