/**
 * 时令: a card for a solar term. One object in a round window, one line; the term's two characters stand at the left with
 * the day and the lunar day small beside them. It greets and sells nothing: no price, no points.
 */
import { MOTIFS } from '../art/motif.ts';
import { SEASON_MOTIF, seasonColours, seasonOf, type Season, type SeasonColours } from '../art/season.ts';
import { mixColours } from '../colour.ts';
import { Board, type ComposeContext } from '../compose.ts';
import { lunarText } from '../../county/lunar.ts';
import { dateRangeHan, parseDay } from '../text/dates.ts';
import { COMMON_SLOTS, PART_SLOTS, text } from './design.ts';
import type { Family } from './families.ts';
import { disclosureLines } from './parts.ts';
import { SEASONAL } from './sample-stories.ts';
import { smallBar } from './small-bar.ts';
import { verticalText } from './vertical.ts';

const LEFT = 72;
const RIGHT = 1008;
const SMALL = 27;
const SEED = 5;

const { picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode } = COMMON_SLOTS;

export const solarTermFamily: Family = {
  design: {
    id: 'solar-term',
    version: 1,
    family: 'solar-term',
    nameZh: '时令',
    nameEn: 'Solar term',
    forZh: '节气与问候',
    forEn: 'Seasons and greetings',
    formats: ['moments', 'square', 'xhs', 'oa-cover', 'link-thumb'],
    contentTypes: ['advertisement', 'public_interest'],
    grounds: ['light'],
    sells: false,
    slots: {
      ...{ picture, disclosure, qrCaption, brandBar, adLabel, merchant, qr, spokenCode },
      headline: text(16, 2, true),
      'product.name': text(10),
      ...PART_SLOTS.term,
    },
  },
  compose: composeSolarTerm,
  sample: { content: SEASONAL, marks: ['county', 'tea'], merchant: '元门乡阿芬茶铺' },
};

interface Look {
  season: Season;
  colours: SeasonColours;
}

function composeSolarTerm(context: ComposeContext): Board {
  const board = new Board(context);
  const { term } = context.content;
  const season = seasonOf(term?.name ?? '', term ? parseDay(term.on).month : 1);
  const look = { season, colours: seasonColours(context.palette.primary, season) };
  switch (context.format.id) {
    case 'moments':
      tall(board, look);
      break;
    case 'xhs':
      noted(board, look);
      break;
    case 'square':
      square(board, look);
      break;
    case 'oa-cover':
      cover(board, look);
      break;
    default:
      thumb(board, look);
  }
  return board;
}

function tall(board: Board, look: Look): void {
  const { content, palette: p } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, 1787, RIGHT - LEFT, 24, p.muted, 6);
  const lift = note === null ? 0 : Math.ceil((1787 - note + 40) / 16) * 16;
  const qrY = 1472 - lift;
  const radius = lift > 0 ? 330 : 372;
  window(board, look, RIGHT - radius, 292 + radius, radius);
  board.brandBar(LEFT, 125, 54, 700, p.primary);
  board.adLabel(RIGHT, 134, SMALL, p.muted);
  termColumn(board, look, LEFT, 294, 119, 27, 'below');
  greeting(board, LEFT, qrY - 118, 936, 54);
  board.qr([704, qrY, 304, 304]);
  captionAndName(board, qrY + 301, 560);
}

function noted(board: Board, look: Look): void {
  const { content, palette: p } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, 1286, RIGHT - LEFT, 24, p.muted, 6);
  const last = note === null ? 1278 : note - 52;
  const radius = (note === null ? 350 : 300) - (board.context.picture ? 0 : 24);
  window(board, look, RIGHT - radius, 186 + radius, radius);
  board.brandBar(LEFT, 99, 54, 700, p.primary);
  board.adLabel(RIGHT, 108, SMALL, p.muted);
  termColumn(board, look, LEFT, 188, 119, 27, 'below');
  greeting(board, LEFT, last - 130, 936, 54);
  board.merchantName(LEFT, last, { ...NAME, colour: p.ink, measure: 540, maxLines: 1 });
  board.spokenCode(650, last, { face: 'sans-bold', size: 35, colour: p.primary, measure: 358, ink: true });
}

function square(board: Board, look: Look): void {
  const { content, palette: p } = board.context;
  const note = disclosureLines(board, content.disclosure, LEFT, 1006, RIGHT - LEFT, 24, p.muted, 6);
  const qrY = note === null ? 704 : Math.floor((note - 40 - 304) / 16) * 16;
  const radius = Math.min(246, (qrY - 44 - 148) / 2.1);
  window(board, look, RIGHT - radius, 148 + radius, radius, [-0.26, 0.05]);
  board.brandBar(LEFT, 91, 46, 620, p.primary);
  board.adLabel(RIGHT, 100, SMALL, p.muted);
  termColumn(board, look, LEFT, 150, 119, 27, 'beside');
  greeting(board, LEFT, qrY + 52, 590, 45);
  const name = board.context.picture ? '' : (content.product?.name ?? '');
  board.text('product.name', name, LEFT, qrY - 52, {
    face: 'serif-black',
    size: 64,
    colour: p.ink,
    measure: RIGHT - 2 * radius - 72 - LEFT,
    minScale: 0.54,
    display: true,
    ink: true,
  });
  board.qr([704, qrY, 304, 304]);
  captionAndName(board, qrY + 301, 590);
}

/** Cover: term, mark and greeting inside the square of the share card; the window bleeds off the right edge. */
function cover(board: Board, look: Look): void {
  const { content, palette: p } = board.context;
  window(board, look, 800, 192, 168);
  smallBar(board, 264, 60, 36, 350, p.primary);
  board.adLabel(40, 68, 18, p.muted, 'left');
  termColumn(board, look, 264, 112, 76, 18, 'beside');
  const style = { face: 'kai', colour: p.ink, balance: true, leading: 1.4, ink: true } as const;
  board.text(
    'headline',
    content.headline,
    264,
    344,
    { ...style, size: 28, sizes: [28, 24], measure: 350, maxLines: 2, minScale: 0.78 },
    'bottom',
  );
}

function thumb(board: Board, look: Look): void {
  const { content, palette: p } = board.context;
  window(board, look, 212, 121, 69);
  smallBar(board, 18, 36, 34.7, 142, p.primary);
  termColumn(board, look, 22, 66, 58, 0, 'below');
  const style = { face: 'kai', colour: p.ink, balance: true, leading: 1.3, ink: true } as const;
  board.text(
    'headline',
    content.headline,
    22,
    248,
    { ...style, size: 24, sizes: [24, 21], measure: 258, maxLines: 2, minScale: 0.86 },
    'bottom',
  );
  board.adLabel(22, 280, 18, p.muted, 'left');
}

const NAME = { face: 'sans-bold', size: 35, sizes: [35, 32], leading: 1.3, ink: true } as const;

/**
 * The round window: the picture, or the season's own drawing at full strength. Behind it, a little to the left and lower,
 * lies its tint like a second moon.
 */
function window(
  board: Board,
  look: Look,
  cx: number,
  cy: number,
  radius: number,
  shift: readonly [x: number, y: number] = [-0.2, 0.26],
): void {
  const { palette: p, picture: known, format } = board.context;
  const { tint, deep } = look.colours;
  const [w, h] = [format.widthPx, format.heightPx];
  const moon = { x: cx + radius * shift[0], y: cy + radius * shift[1], r: radius * 1.02 };
  const circle = (x: number, y: number, r: number): string =>
    `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
  const [x, y, side] = [Math.round(cx - radius), Math.round(cy - radius), Math.round(2 * radius)];
  if (known && !known.cutout) {
    board.picture('picture', [x, y, side, side], known.id);
    // Everything outside the window is painted over the picture's corners, the second moon with it.
    const around = `<path fill-rule="evenodd" fill="${p.paper}" d="M${x - 2} ${y - 2}h${side + 4}v${side + 4}h${-side - 4}z${circle(cx, cy, radius)}"/>`;
    const clip = `<clipPath id="outside"><path clip-rule="evenodd" d="M0 0h${w}v${h}h${-w}z${circle(cx, cy, radius)}"/></clipPath>`;
    board.vector(
      'scrim',
      [0, 0, w, h],
      `${clip}${around}<g clip-path="url(#outside)"><path fill="${tint}" d="${circle(moon.x, moon.y, moon.r)}"/></g>`,
    );
    return;
  }
  const body = known ? tint : deep;
  board.vector(
    'motif',
    [0, 0, w, h],
    `<path fill="${tint}" d="${circle(moon.x, moon.y, moon.r)}"/><path fill="${known ? mixColours(p.paper, tint, 0.4) : body}" d="${circle(cx, cy, radius)}"/>`,
  );
  if (known) {
    const inner = radius * 1.5;
    board.picture('picture', [cx - inner / 2, cy - inner / 2, inner, inner], known.id);
    return;
  }
  const clip = `<clipPath id="window"><path d="${circle(radius, radius, radius)}"/></clipPath>`;
  const id = SEASON_MOTIF[look.season];
  const inset = id === 'rings' ? 0 : radius * 0.2;
  const drawing = MOTIFS[id](
    [inset, inset * 1.2, 2 * (radius - inset), 2 * radius - inset * 1.2],
    p.paper,
    SEED,
  );
  board.vector('motif', [x, y, side, side], `${clip}<g clip-path="url(#window)">${drawing}</g>`);
}

/** The term in two characters; day and lunar day in small columns below or beside it. */
function termColumn(
  board: Board,
  look: Look,
  x: number,
  top: number,
  size: number,
  small: number,
  dates: 'below' | 'beside',
): void {
  const { content, palette: p } = board.context;
  const { term } = content;
  if (!term || term.name === '') {
    board.issues.push({ code: 'slot_missing', slot: 'term' });
    return;
  }
  const style = { face: 'serif-black' as const, colour: look.colours.ink, pitch: 1.16, minScale: 1 };
  const placed = verticalText(board, 'term', term.name, x + size, top, {
    ...style,
    sizes: [size],
    height: size * 2.4,
  });
  if (!placed || small === 0) return;
  const days = [dateRangeHan(term.on, null), lunarText(term.on, 'zh-CN')];
  const words = days.filter((d): d is string => d !== null);
  // The lunar day says what calendar it is from.
  const lines = words.map((d, i) => (i === 1 ? `农历${d}` : d));
  const step = small * 1.62;
  // Columns follow each other from right to left.
  const right =
    dates === 'below'
      ? x + small + (lines.length - 1) * step
      : x + size * 1.26 + small + (lines.length - 1) * step;
  lines.forEach((line, i) => {
    verticalText(
      board,
      'date',
      line,
      right - i * step,
      dates === 'below' ? placed.bottom + small * 1.5 : top + size * 0.06,
      {
        face: 'sans',
        sizes: [small],
        colour: p.ink,
        height: small * 1.16 * 12,
        pitch: 1.16,
        minScale: 1,
      },
    );
  });
}

/** The one line, and without a picture the product's name, large, above it. */
function greeting(board: Board, x: number, baseline: number, measure: number, size: number): void {
  const { content, palette: p, picture: known } = board.context;
  const placed = board.text(
    'headline',
    content.headline,
    x,
    baseline,
    {
      face: 'kai',
      size,
      sizes: [size, size * 0.86],
      colour: p.ink,
      measure,
      maxLines: 2,
      balance: true,
      leading: 1.45,
      minScale: 0.76,
      ink: true,
    },
    measure > 700 ? 'bottom' : 'top',
  );
  const name = content.product?.name ?? '';
  if (known || name === '' || measure < 700) return;
  board.text('product.name', name, x, (placed?.first ?? baseline) - size * 1.5, {
    face: 'serif-black',
    size: size * 1.7,
    colour: p.ink,
    measure,
    minScale: 0.8,
    display: true,
    ink: true,
  });
}

/** What the code does, level with the code's lower edge, and the merchant's name above it. */
function captionAndName(board: Board, last: number, measure: number): void {
  const { content, palette: p, person } = board.context;
  const caption = person ? content.qrCaption : '';
  board.text('qrCaption', caption, LEFT, last, {
    face: 'sans',
    size: SMALL,
    colour: p.muted,
    measure,
    ink: true,
  });
  board.merchantName(
    LEFT,
    caption === '' ? last : last - 46,
    { ...NAME, colour: p.ink, measure: 440, maxLines: 2 },
    'bottom',
  );
}
