/** What the formats of the origin story share: contours, strip, table of facts, prose, name. */
import { terrace } from '../art/terrace.ts';
import { mixColours } from '../colour.ts';
import type { Board, TextStyle } from '../compose.ts';
import type { Box } from '../formats.ts';
import { fitProse, placeProse, tryProse, type SetProse } from './prose.ts';
import { fitColumns, type ColumnStyle } from './vertical.ts';

export const LEFT = 72;
export const RIGHT = 1008;
export const SMALL = 27;
const SEED = 11;

export function headlineStyle(
  board: Board,
  height: number,
  sizes: readonly number[],
  pitch: number,
): ColumnStyle {
  const { palette: p } = board.context;
  return { face: 'serif-black', sizes, colour: p.ink, height, pitch, gap: 0.34, minScale: 0.84 };
}

/** A headline of seven to nine characters is spread over the whole height, so that it ends with the page's last line. */
export function spineOver(board: Board, text: string, style: ColumnStyle): ColumnStyle {
  const fit = fitColumns(board, 'headline', text, style);
  const count = [...text].length;
  if (!fit || fit.columns.length > 1 || count < 2) return style;
  const pitch = (style.height - fit.size) / (count - 1) / fit.size;
  return pitch > 1.2 && pitch < 1.42 ? { ...style, pitch: pitch - 0.001 } : style;
}

/** Contour lines under the text, an eighth of the primary role. */
export function ground(board: Board, box: Box, strength = 0.13): void {
  const { palette: p } = board.context;
  const line = mixColours(p.paper, p.primary, strength);
  const [, , w, h] = box;
  board.vector('ground', box, terrace([0, 0, w, h], line, SEED, 21, 2.2), undefined, [p.paper, line]);
}

/** The hill the page stands on: a few lines at the very foot, away from name and code. */
export function contourFoot(board: Board, box: Box): void {
  const { palette: p } = board.context;
  const [, , w, h] = box;
  const line = mixColours(p.paper, p.primary, 0.08);
  board.vector('ground', box, terrace([0, 0, w, h * 2.2], line, SEED + 2, 9, 2));
}

/** The landscape, or without a picture the contours themselves at full strength, with the product's name set large. */
export function strip(board: Board, box: Box): void {
  const { palette: p, picture: known, content } = board.context;
  const [x, y, w, h] = box;
  if (known) {
    board.picture('picture', box, known.id);
  } else {
    const line = mixColours(p.primary, p.onPrimary, 0.42);
    board.vector(
      'motif',
      box,
      `<path fill="${p.primary}" d="M0 0h${w}v${h}h${-w}z"/>${terrace([0, 0, w, h * 1.5], line, SEED, Math.max(7, h / 15), 2.2)}`,
      undefined,
      [p.primary],
    );
    const name = content.product?.name ?? '';
    if (name !== '' && w > 500) {
      const size = Math.min(108, h * 0.44);
      const fit = board.fit('product.name', name, {
        face: 'serif-black',
        size,
        colour: p.onPrimary,
        measure: w - 2 * LEFT,
        display: true,
        minScale: 0.6,
      });
      const line0 = fit?.lines[0];
      if (fit && line0) {
        const from = LEFT + line0.inkRight - line0.inkLeft + fit.size * 0.3;
        const to = from + 180;
        // The lines come out of the plain ground after the name.
        board.vector(
          'motif',
          box,
          `<linearGradient id="veil" gradientUnits="userSpaceOnUse" x1="${from}" y1="0" x2="${to}" y2="0"><stop offset="0" stop-color="${p.primary}"/><stop offset="1" stop-color="${p.primary}" stop-opacity="0"/></linearGradient><path fill="url(#veil)" d="M0 0h${to}v${h}h${-to}z"/>`,
          undefined,
          [p.primary],
        );
        board.place(
          'product.name',
          line0,
          'serif-black',
          fit.size,
          p.onPrimary,
          LEFT - line0.inkLeft,
          y + h / 2 + fit.size * 0.36,
        );
      }
    }
  }
  // Thin primary rules close the strip; at a side they stand upright.
  if (w > h) {
    board.rect('motif', [x, y - 2, w, 2], p.primary);
    board.rect('motif', [x, y + h, w, 2], p.primary);
  } else board.rect('motif', [x - 2, y, 2, h], p.primary);
}

export function rule(board: Board, box: Box): void {
  const { palette: p } = board.context;
  board.rect('motif', box, mixColours(p.paper, p.primary, 0.45));
}

/** The table of facts between hairlines; a tick on each row that a record proves. */
export function facts(
  board: Board,
  x: number,
  top: number,
  measure: number,
  pitch: number,
): { proven: boolean } {
  const { content, palette: p } = board.context;
  const rows = (content.story?.facts ?? []).filter((f) => f.value !== '');
  if (rows.length === 0) return { proven: false };
  const line = mixColours(p.paper, p.primary, 0.34);
  const labels = Math.max(...rows.map((r) => board.set('sans', SMALL, r.label).width));
  const valueX = x + Math.max(labels, SMALL * 3) + 44;
  board.rect('story.facts', [x, top, measure, 1.5], line);
  rows.forEach((row, i) => {
    const base = top + pitch * i + pitch * 0.5 + 12;
    board.text('story.facts', row.label, x, base - 1, {
      face: 'sans',
      size: SMALL,
      colour: p.muted,
      measure: labels + 2,
      minScale: 1,
      ink: true,
    });
    board.text('story.facts', row.value, valueX, base, {
      face: 'kai',
      size: 35,
      colour: p.ink,
      measure: x + measure - valueX - (row.evidence ? 44 : 0),
      minScale: 0.7,
      ink: true,
    });
    if (row.evidence) tick(board, 'story.facts', x + measure - 26, top + pitch * (i + 0.5) - 13);
    board.rect('story.facts', [x, top + pitch * (i + 1), measure, 1.5], line);
  });
  return { proven: rows.some((r) => r.evidence) };
}

export function provenNote(board: Board, x: number, baseline: number): void {
  const { palette: p, person } = board.context;
  const words = person?.address ? '有凭证，扫码可查' : '有凭证';
  tick(board, 'evidenceNote', x, baseline - 23);
  board.text('evidenceNote', words, x + 38, baseline, {
    face: 'sans',
    size: SMALL,
    colour: p.muted,
    measure: 400,
    minScale: 1,
    ink: true,
  });
}

/** A drawn tick in a ring: text faces have none. */
function tick(board: Board, slot: string, x: number, y: number): void {
  const { palette: p } = board.context;
  board.vector(
    slot,
    [x, y, 26, 26],
    `<circle cx="13" cy="13" r="11.4" fill="none" stroke="${p.primary}" stroke-width="2"/><path d="M7.6 13.4l3.8 3.8 7-7.6" fill="none" stroke="${p.primary}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/>`,
  );
}

export function caption(board: Board, x: number, baseline: number, measure: number): void {
  const { content, palette: p, person } = board.context;
  if (!person) return;
  board.text('qrCaption', content.qrCaption, x, baseline, {
    face: 'sans',
    size: SMALL,
    colour: p.muted,
    measure,
    ink: true,
  });
}

export function merchantName(
  board: Board,
  x: number,
  baseline: number,
  measure: number,
  size: number,
  from: 'top' | 'bottom',
  maxLines = 2,
): void {
  const { palette: p } = board.context;
  const style: TextStyle = {
    face: 'sans-bold',
    size,
    sizes: [size, Math.min(size, 32)],
    colour: p.ink,
    measure,
    maxLines,
    leading: 1.3,
    ink: true,
  };
  board.merchantName(x, baseline, style, from);
}

/** Marks under each other, without words: in a thumb a row of three would be too small to know them by. Half a height is clear. */
export function markStack(board: Board, x: number, y: number, h: number, colour: string): void {
  const { marks } = board.context;
  marks.forEach(({ drawing }, i) => {
    board.vector(
      'brandBar',
      [x, y + Math.round(i * h * 1.5), Math.round(h * drawing.aspect), h],
      `<path fill="${colour}" fill-rule="evenodd" d="${drawing.path}"/>`,
      drawing.viewBox,
    );
  });
}

/**
 * Paragraphs hung from `bottom`, or from `lowest` when they need the room; in the square the last ones stay away when
 * there is none. Returns where they end.
 */
export function body(
  board: Board,
  x: number,
  measure: number,
  top: number,
  bottom: number,
  size: number,
  lowest = bottom,
): number {
  const { content, palette: p, format } = board.context;
  const texts = (content.story?.paragraphs ?? []).filter((t) => t !== '');
  if (texts.length === 0) return bottom;
  const base = { face: 'kai' as const, size, measure, gap: 1.2, leadings: [1.85, 1.7, 1.58] };
  const put = (prose: SetProse, at: number): number => {
    placeProse(board, 'story.paragraphs', prose, 'kai', p.ink, x, at);
    return at;
  };
  const natural = tryProse(board, texts, { ...base, height: bottom - top, minScale: 1 });
  if (natural) return put(natural, bottom);
  const room = { ...base, height: lowest - top, minScale: 0.72 };
  if (format.id !== 'square') {
    const prose = fitProse(board, 'story.paragraphs', texts, room);
    return prose ? put(prose, lowest) : lowest;
  }
  for (let take = texts.length; take > 1; take -= 1) {
    const prose = tryProse(board, texts.slice(0, take), { ...room, minScale: 0.84 });
    if (prose) return put(prose, lowest);
  }
  const prose = fitProse(board, 'story.paragraphs', texts.slice(0, 1), room);
  return prose ? put(prose, lowest) : lowest;
}
