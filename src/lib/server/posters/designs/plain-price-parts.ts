/** What every picture of the product family is made of: ground, product, name, points, small print. */
import { budPath, leafPath, slicePath } from '../art/motifs.ts';
import { ORANGE_SIZE } from '../art/orange.ts';
import { mixColours } from '../colour.ts';
import type { Board } from '../compose.ts';
import type { Box } from '../formats.ts';
import { datedRange } from '../text/dates.ts';

export const LEFT = 72;
export const RIGHT = 1008;
export const BODY = { face: 'sans', size: 35 } as const;
export const SMALL = { face: 'sans', size: 27 } as const;
export const NOTE = { face: 'sans', size: 24, minScale: 1, leading: 1.42 } as const;

/** The slice, cropped large by top and right, at 7 %; without a picture it is the picture. */
export function ground(board: Board, box: Box): void {
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
export function product(board: Board, contain: Box, cover: Box): void {
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

export function productName(
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

export function spec(board: Board): string {
  const { content } = board.context;
  return [content.product?.spec ?? '', content.slogan].filter((t) => t !== '').join('，');
}

export function bullets(
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

/** What has to stand on the poster: how long the price holds, then what the author discloses. */
function disclosureTexts(board: Board): string[] {
  const { content } = board.context;
  const held = content.price
    ? [`价格有效期 ${datedRange(content.price.heldFrom, content.price.heldTo)}`]
    : [];
  return [...held, ...content.disclosure];
}

/** Lines the disclosure takes at a measure; its type never shrinks, so the block above moves up instead. */
export function noteLineCount(board: Board, measure: number): number {
  const text = disclosureTexts(board).join('\n');
  if (text === '') return 0;
  return (
    board.fit('disclosure', text, { ...NOTE, colour: '#000000', measure, maxLines: 12 })?.lines.length ?? 0
  );
}

export function notesAt(board: Board, x: number, baseline: number, measure: number, maxLines: number): void {
  const { palette: p } = board.context;
  const text = disclosureTexts(board).join('\n');
  board.text('disclosure', text, x, baseline, { ...NOTE, colour: p.muted, measure, maxLines });
}
