/**
 * 一斤好价: one product and its price. The product stands on paper, the price is the only coloured thing, three selling
 * points, much air. No organisers: names of government never stand next to a merchant's goods.
 */
import { budPath, leafPath, slicePath } from '../art/motifs.ts';
import { ORANGE_SIZE } from '../art/orange.ts';
import { mixColours } from '../colour.ts';
import { Board, type ComposeContext } from '../compose.ts';
import type { Box } from '../formats.ts';
import { COMMON_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { PRODUCT } from './sample-contents.ts';
import { datedRange } from '../text/dates.ts';
import { priceParts } from '../text/prices.ts';

const LEFT = 72;
const RIGHT = 1008;

export const plainPriceFamily: Family = {
  design: {
    id: 'plain-price',
    version: 1,
    family: 'plain-price',
    nameZh: '一斤好价',
    nameEn: 'Plain price',
    forZh: '商品与价格',
    forEn: 'Product and price',
    formats: ['moments', 'square', 'oa-cover', 'xhs'],
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
    default:
      noted(board);
  }
  return board;
}

function tall(board: Board): void {
  const { content, palette: p, picture } = board.context;
  const lines = noteLineCount(board, 568);
  const lift = Math.max(0, Math.ceil(((lines - 3) * 34) / 16) * 16);
  const qrY = 1360 - lift;
  ground(board, [520, -252, 1120, 1120]);
  board.brandBar(LEFT, 125, 54, 700, p.ink);
  board.adLabel(RIGHT, 134, 27, p.muted);
  const name = productName(
    board,
    LEFT,
    picture ? 335 : 388,
    picture ? { size: 117, two: 100, measure: 936 } : { size: 172, two: 118, measure: 936 },
  );
  const specLine = board.text('product.spec', spec(board), LEFT, (name?.last ?? 335) + 71, {
    ...BODY,
    colour: p.muted,
    measure: 760,
    maxLines: 2,
    leading: 1.36,
    ink: true,
  });
  const top = (specLine?.last ?? name?.last ?? 335) + 66;
  product(board, [64, top, 900, qrY - 86 - top], [LEFT, top + 4, 1080 - LEFT, qrY - 100 - top]);

  const points = content.sellingPoints.slice(0, 3);
  bullets(board, points, LEFT, qrY + 34, 51, 600);
  price(board, LEFT, qrY + 304, 151, 600);
  notesAt(
    board,
    LEFT,
    qrY + (content.price ? 352 : Math.max(304 - (lines - 1) * 34, points.length * 51 + 40)),
    568,
    9,
  );
  board.qr([704, qrY, 304, 304]);
  if (board.context.person) {
    const caption = board.text('qrCaption', content.qrCaption, 712, qrY + 342, {
      ...SMALL,
      colour: p.muted,
      measure: 296,
      ink: true,
    });
    board.merchantName(712, caption ? qrY + 388 : qrY + 350, {
      face: 'sans-bold',
      size: 35,
      sizes: [35, 30],
      colour: p.ink,
      measure: 296,
      maxLines: 2,
      leading: 1.2,
      ink: true,
    });
  }
}

function square(board: Board): void {
  const { content, palette: p } = board.context;
  const short = noteLineCount(board, 600) <= 2;
  const lines = short ? 0 : noteLineCount(board, 936);
  const qrY = short ? 704 : Math.floor((1004 - lines * 34 - 8 - 304) / 16) * 16;
  const lifted = !short;
  ground(board, [620, -250, 760, 760]);
  board.brandBar(LEFT, 91, 46, 620, p.ink);
  board.adLabel(RIGHT, 100, 27, p.muted);
  const name = productName(
    board,
    LEFT,
    lifted ? 226 : 256,
    lifted ? { size: 92, two: 92, measure: 620 } : { size: 104, two: 74, measure: 560 },
    lifted ? 1 : 2,
  );
  const specLine = board.text('product.spec', spec(board), LEFT, (name?.last ?? 256) + (lifted ? 48 : 58), {
    ...BODY,
    size: 32,
    colour: p.muted,
    measure: 410,
    maxLines: 2,
    leading: 1.3,
    ink: true,
  });
  const productTop = lifted ? 246 : 150;
  product(
    board,
    [488, productTop, 570, qrY - 24 - productTop],
    [580, productTop, 500, qrY - 24 - productTop],
  );
  const bulletTop = (specLine?.last ?? (name?.last ?? 256) - 10) + (lifted ? 56 : 80);
  const room = qrY - 8 - bulletTop;
  const points = content.sellingPoints.slice(0, Math.max(1, Math.min(3, 1 + Math.floor(room / 44))));
  bullets(
    board,
    points,
    LEFT,
    bulletTop,
    Math.min(52, Math.max(44, room / Math.max(1, points.length - 1))),
    410,
  );
  price(board, LEFT, qrY + 118, 151, 610);
  const bottom = qrY + 301;
  const caption = board.context.person ? content.qrCaption : '';
  board.text('qrCaption', caption, LEFT, bottom, { ...SMALL, colour: p.muted, measure: 600, ink: true });
  board.merchantName(
    LEFT,
    caption === '' ? bottom : bottom - 45,
    { face: 'sans-bold', size: 35, sizes: [35, 32], colour: p.ink, measure: 600, ink: true },
    'bottom',
  );
  if (short) notesAt(board, LEFT, qrY + 162, 600, 2);
  else notesAt(board, LEFT, qrY + 304 + 38, 936, 5);
  board.qr([704, qrY, 304, 304]);
}

/** Cover: product at the right, everything that must survive the 1:1 crop between x 258 and 641. */
function cover(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 264;
  const measure = 640 - x;
  ground(board, [-190, -60, 400, 400]);
  board.brandBar(x, 66, 30, measure, p.ink);
  const name = productName(board, x, 156, { size: 58, two: 44, measure: 350 });
  const two = (name?.lines ?? 1) > 1;
  const fits = board.set('sans', 18, spec(board)).width <= 360;
  const line = fits ? spec(board) : (content.product?.spec ?? '');
  board.text('product.spec', line, x, (name?.last ?? 156) + 37, {
    ...BODY,
    size: 20,
    colour: p.muted,
    measure: 360,
    minScale: 0.9,
    ink: true,
  });
  product(board, [622, 52, 300, 292], [660, 0, 240, 383]);
  if (board.context.picture?.cutout ?? true) board.adLabel(876, 42, 18, p.muted);
  else board.adLabel(x - 40, 72, 18, p.muted);
  price(board, x, two ? 322 : 308, two ? 68 : 84, 350, 20);
  const held = content.price;
  const long = held ? `价格有效期 ${datedRange(held.heldFrom, held.heldTo)}` : '';
  const short = held
    ? `价格有效期 ${held.heldFrom.replaceAll('-', '.')}—${held.heldTo.replaceAll('-', '.')}`
    : '';
  board.text('disclosure', board.set('sans', 18, long).width <= 386 ? long : short, x, 352, {
    face: 'sans',
    size: 18,
    colour: p.muted,
    measure: 386,
    minScale: 1,
    ink: true,
  });
}

function noted(board: Board): void {
  const { content, palette: p, person, picture } = board.context;
  ground(board, [560, -330, 1040, 1040]);
  board.brandBar(LEFT, 99, 54, 700, p.ink);
  board.adLabel(RIGHT, 108, 27, p.muted);
  const name = productName(
    board,
    LEFT,
    picture ? 290 : 330,
    picture ? { size: 117, two: 96, measure: 936 } : { size: 160, two: 112, measure: 936 },
  );
  const specLine = board.text('product.spec', spec(board), LEFT, (name?.last ?? 290) + 64, {
    ...BODY,
    colour: p.muted,
    measure: 760,
    maxLines: 2,
    leading: 1.36,
    ink: true,
  });
  const lines = noteLineCount(board, 936);
  const foot = lines > 0 ? 1288 - lines * 34 - 22 : 1262;
  const priceBase = foot - 92;
  const top = (specLine?.last ?? name?.last ?? 290) + 44;
  const stacked = priceScale(board, 151, 540, 35) < 0.6;
  const above = stacked ? 150 : 0;
  product(
    board,
    [100, top, 820, priceBase - 172 - above - top],
    [LEFT, top + 12, 1080 - LEFT, priceBase - 196 - above - top],
  );
  const points = content.sellingPoints.slice(0, 3);
  if (stacked) bullets(board, points, LEFT, priceBase - 118 - 51 * (points.length - 1), 51, 600);
  else bullets(board, points, 640, priceBase - 102, 51, 368);
  price(board, LEFT, priceBase, 151, stacked ? 936 : 540);
  if (person) {
    board.merchantName(LEFT, foot, { face: 'sans-bold', size: 35, colour: p.ink, measure: 540, ink: true });
    board.spokenCode(640, foot, { ...BODY, face: 'sans-bold', colour: p.ink, measure: 368, ink: true });
  }
  notesAt(board, LEFT, 1288 - (lines - 1) * 34, 936, 5);
}

const BODY = { face: 'sans', size: 35 } as const;
const SMALL = { face: 'sans', size: 27 } as const;
const NOTE = { face: 'sans', size: 24, minScale: 1, leading: 1.42 } as const;

/** The slice, cropped large by top and right, at 7 %; without a picture it is the picture. */
function ground(board: Board, box: Box): void {
  const { palette: p, format, picture } = board.context;
  if (!picture) return;
  const radius = box[2] / 2;
  const [x, y] = [box[0] + radius, box[1] + radius];
  const leaf = board.context.content.motif === 'leaf';
  const colour = mixColours(p.paper, leaf ? p.primary : p.accent, 0.07);
  const d = leaf ? budPath(x, y + radius * 0.8, radius * 1.5) : slicePath(x, y, radius);
  board.vector(
    'ground',
    [0, 0, format.widthPx, format.heightPx],
    `<path fill="${colour}" fill-rule="evenodd" d="${d}"/>`,
  );
}

/** A cut-out keeps its shape inside `contain`; any other picture fills `cover`, bleeding off the right edge. */
function product(board: Board, contain: Box, cover: Box): void {
  const { picture, palette: p, format } = board.context;
  if (!picture) {
    const radius = Math.min(contain[3] / 2, format.widthPx * 0.42);
    const [x, y] = [
      Math.min(format.widthPx - radius * 0.42, contain[0] + contain[2] - radius * 0.3),
      contain[1] + contain[3] / 2,
    ];
    const leaf = board.context.content.motif === 'leaf';
    const colour = leaf ? p.primary : mixColours(p.paper, p.accent, 0.92);
    const d = leaf ? budPath(x - radius * 0.16, y + radius * 0.96, radius * 1.9) : slicePath(x, y, radius);
    board.vector(
      'motif',
      [0, 0, format.widthPx, format.heightPx],
      `<path fill="${colour}" fill-rule="evenodd" d="${d}"/>`,
    );
    return;
  }
  if (!picture.cutout) {
    board.picture('picture', cover, picture.id);
    return;
  }
  const aspect = ORANGE_SIZE.width / ORANGE_SIZE.height;
  const width = Math.min(contain[2], contain[3] * aspect);
  const height = width / aspect;
  board.picture(
    'picture',
    [
      Math.round(contain[0] + (contain[2] - width) / 2),
      Math.round(contain[1] + (contain[3] - height) / 2),
      Math.round(width),
      Math.round(height),
    ],
    picture.id,
  );
}

function productName(
  board: Board,
  x: number,
  baseline: number,
  options: { size: number; two: number; measure: number },
  maxLines: 1 | 2 = 2,
): ReturnType<Board['text']> {
  const { content, palette: p } = board.context;
  const text = content.product?.name || content.headline;
  if (text === '') {
    board.issues.push({ code: 'slot_missing', slot: 'product.name' });
    return null;
  }
  return board.text('product.name', text, x, baseline, {
    face: 'sans-bold',
    size: options.size,
    sizes: [options.size, options.two],
    colour: p.ink,
    measure: options.measure,
    maxLines,
    minScale: maxLines === 1 ? 0.6 : 0.8,
    balance: true,
    display: true,
    leading: 1.16,
    ink: true,
  });
}

function spec(board: Board): string {
  const { content } = board.context;
  return [content.product?.spec ?? '', content.slogan].filter((t) => t !== '').join('，');
}

function bullets(
  board: Board,
  points: readonly string[],
  x: number,
  baseline: number,
  pitch: number,
  measure: number,
): void {
  const { palette: p } = board.context;
  points.forEach((point, i) => {
    const y = baseline + i * pitch;
    const placed = board.text('sellingPoints', point, x + 45, y, {
      ...BODY,
      colour: p.ink,
      measure: measure - 45,
      ink: true,
    });
    if (placed)
      board.vector(
        'sellingPoints',
        [x + 2, y - 22, 20, 16],
        `<path fill="${p.ink}" d="${leafPath(1, 1, 18)}"/>`,
      );
  });
}

interface PriceSet {
  end: number;
  place(x: number, baseline: number): void;
}

/** ¥ and fen at 45 %, fen on the cap line, the unit after it on the baseline; nothing is drawn without a price. */
function price(
  board: Board,
  x: number,
  baseline: number,
  size: number,
  measure: number,
  unitSize = 35,
): void {
  const { content } = board.context;
  if (!content.price) return;
  const missing = board.fonts.missing('sans', content.price.unit);
  if (missing.length > 0)
    board.issues.push({ code: 'missing_glyphs', slot: 'price.unit', characters: missing });
  const set = setPrice(board, size, priceScale(board, size, measure, unitSize), unitSize);
  if (set.end > measure)
    board.issues.push({ code: 'overflow', slot: 'price', byPx: Math.ceil(set.end - measure) });
  set.place(x, baseline);
}

/** The scale at which a price fits, in steps of 4 %, not below 30 %. */
function priceScale(board: Board, size: number, measure: number, unitSize: number): number {
  let scale = 1;
  while (scale - 0.04 >= 0.3 && setPrice(board, size, scale, unitSize).end > measure) scale -= 0.04;
  return scale;
}

function setPrice(board: Board, size: number, scale: number, unitSize: number): PriceSet {
  const { content, palette: p } = board.context;
  const parts = priceParts(content.price?.amountFen ?? 0, content.price?.toFen ?? null);
  const big = size * scale;
  const small = big * 0.45;
  const unitPx = Math.max(unitSize * 0.74, Math.min(unitSize, unitSize * (scale + 0.2)));
  const unit = board.set('sans', unitPx, `/ ${content.price?.unit ?? ''}`);
  const sign = board.set('sans-bold', small, '¥');
  const main = board.set('sans-bold', big, parts.main);
  const fen = board.set('sans-bold', small, parts.fen);
  const mainX = sign.width - sign.inkLeft + big * 0.036;
  const fenX = mainX + main.width + big * 0.018;
  const unitX = mainX + main.width + big * 0.096;
  const raise = board.fonts.capHeight('sans-bold') * (big - small);
  return {
    end: Math.max(parts.fen === '' ? 0 : fenX + fen.width, unitX + unit.width),
    place(x, baseline) {
      board.place('price', sign, 'sans-bold', small, p.accent, x - sign.inkLeft, baseline);
      board.place('price', main, 'sans-bold', big, p.accent, x + mainX, baseline);
      if (parts.fen !== '')
        board.place('price', fen, 'sans-bold', small, p.accent, x + fenX, baseline - raise);
      board.place('price', unit, 'sans', unitPx, p.ink, x + unitX, baseline);
    },
  };
}

/** What has to stand on the poster: how long the price holds, then what the author discloses. */
function disclosureTexts(board: Board): string[] {
  const { content } = board.context;
  const held = content.price
    ? [`价格有效期 ${datedRange(content.price.heldFrom, content.price.heldTo)}`]
    : [];
  return [...held, ...content.disclosure];
}

/** Lines the disclosure takes at a measure; its type never shrinks, so the block above moves up instead. */
function noteLineCount(board: Board, measure: number): number {
  const text = disclosureTexts(board).join('\n');
  if (text === '') return 0;
  return (
    board.fit('disclosure', text, { ...NOTE, colour: '#000000', measure, maxLines: 12 })?.lines.length ?? 0
  );
}

function notesAt(board: Board, x: number, baseline: number, measure: number, maxLines: number): void {
  const { palette: p } = board.context;
  const text = disclosureTexts(board).join('\n');
  board.text('disclosure', text, x, baseline, { ...NOTE, colour: p.muted, measure, maxLines });
}
