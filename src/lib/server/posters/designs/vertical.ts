/**
 * Vertical text: columns of single characters, from right to left. The renderer knows no writing mode, so everything is
 * placed here: marks in the upper right of their cell, brackets by their vertical forms, dashes as one drawn line, two
 * digits side by side in one cell, longer Latin turned by a quarter.
 */
import type { Board } from '../compose.ts';
import { fillPath } from '../art/curves.ts';
import { breakLines } from '../text/breaking.ts';
import type { TextLayer } from '../scene.ts';
import type { Face, GlyphInk } from '../text/fonts.ts';
import { splitUnits } from '../text/units.ts';

export interface ColumnStyle {
  face: Face;
  /** Natural size by number of columns. */
  sizes: readonly number[];
  colour: string;
  /** Room from the top of the first character's ink to the bottom of the last. */
  height: number;
  /** Step from character to character, in em. */
  pitch?: number;
  /** From column to column, in em. */
  gap?: number;
  minScale?: number;
  keep?: readonly string[];
}

export interface PlacedColumns {
  size: number;
  columns: number;
  /** Left and right edge of the block's em boxes. */
  left: number;
  right: number;
  /** Bottom of the longest column. */
  bottom: number;
}

const VERTICAL_FORMS: Readonly<Record<string, string>> = {
  '（': '︵',
  '）': '︶',
  '《': '︽',
  '》': '︾',
  '〈': '︿',
  '〉': '﹀',
  '「': '﹁',
  '」': '﹂',
  '『': '﹃',
  '』': '﹄',
  '【': '︻',
  '】': '︼',
  '“': '﹃',
  '”': '﹄',
  '‘': '﹁',
  '’': '﹂',
};

const UPPER_RIGHT = new Set('，。、；：！？');
/** Marks take half a cell; as the last of a column they hang below it. */
const HALF = new Set('，。、；：');
/** Brackets take half a cell too: the ink of an opening one lies in the lower half of its form. */
const OPENING = new Set('（《〈「『【“‘');
const CLOSING = new Set('）》〉」』】”’');

interface Cell {
  kind: 'character' | 'pair' | 'dash' | 'dots' | 'turned';
  text: string;
  /** Length along the column, in em, without the air to the next cell. */
  length: number;
}

/** Places a text from `top` in columns whose rightmost ends at `right`; null (and an issue) when it does not fit. */
export function verticalText(
  board: Board,
  slot: string,
  text: string,
  right: number,
  top: number,
  style: ColumnStyle,
): PlacedColumns | null {
  const fit = fitColumns(board, slot, text, style);
  if (!fit) return null;
  const { size, columns } = fit;
  const step = size * (1 + (style.gap ?? 0.36));
  const pitch = (style.pitch ?? 1.2) * size;
  let bottom = top;
  columns.forEach((column, c) => {
    const centre = right - size / 2 - c * step;
    let y = top;
    for (const cell of cellsOf(board, style.face, column)) {
      placeCell(board, slot, cell, centre, y, size, style);
      bottom = Math.max(bottom, y + cell.length * size);
      y += cell.length * size + (pitch - size);
    }
  });
  return {
    size,
    columns: columns.length,
    left: right - size - (columns.length - 1) * step,
    right,
    bottom,
  };
}

/** The size and the columns, without placing anything: what stands beside has to know the width. */
export function fitColumns(
  board: Board,
  slot: string,
  text: string,
  style: ColumnStyle,
): { size: number; columns: string[]; width: number } | null {
  const characters = board.fonts.missing(style.face, text);
  if (characters.length > 0) {
    board.issues.push({ code: 'missing_glyphs', slot, characters });
    return null;
  }
  const minScale = style.minScale ?? 0.8;
  const pitch = style.pitch ?? 1.2;
  const keep = style.keep ?? board.context.keep;
  const lengthOf = (line: string): number => columnLength(cellsOf(board, style.face, line), pitch);
  for (const [i, natural] of style.sizes.entries()) {
    for (let step = 0; 1 - step * 0.04 >= minScale - 1e-9; step += 1) {
      const size = natural * (1 - step * 0.04);
      const next = style.sizes[i + 1];
      if (next !== undefined && size < next * 0.999) break;
      const columns = breakLines(text, {
        width: (line) => lengthOf(line) * size,
        measure: style.height + 0.5,
        maxLines: i + 1,
        balance: true,
        keep,
      });
      if (columns) {
        const width = size * (1 + (columns.length - 1) * (1 + (style.gap ?? 0.36)));
        return { size, columns, width };
      }
    }
  }
  const smallest = (style.sizes.at(-1) ?? 10) * minScale;
  const perColumn = Math.floor((style.height / smallest + pitch - 1) / pitch);
  board.issues.push({
    code: 'text_too_long',
    slot,
    have: [...text].length,
    fits: perColumn * style.sizes.length,
  });
  return null;
}

function columnLength(cells: readonly Cell[], pitch: number): number {
  const sum = cells.reduce((s, c, i) => s + c.length + (i > 0 ? pitch - 1 : 0), 0);
  const last = cells.at(-1);
  // A mark at the foot of a column hangs.
  return last && cells.length > 1 && HALF.has(last.text) ? sum - 0.5 - (pitch - 1) : sum;
}

function cellsOf(board: Board, face: Face, text: string): Cell[] {
  const cells: Cell[] = [];
  for (const unit of splitUnits(text)) {
    for (const run of unit.match(/—+|…+|[\u0021-\u007e]+(?: [\u0021-\u007e]+)*|[^\u0021-\u007e]/gu) ?? []) {
      if (run.trim() === '') continue;
      if (run.startsWith('—')) cells.push({ kind: 'dash', text: run, length: Math.max(1, run.length) });
      else if (run.startsWith('…')) cells.push({ kind: 'dots', text: run, length: run.length });
      else if (/^[\u0021-\u007e]{1,2}$/u.test(run)) cells.push({ kind: 'pair', text: run, length: 1 });
      else if (/^[\u0021-\u007e]/u.test(run))
        cells.push({ kind: 'turned', text: run, length: board.set(face, 1, run).width });
      else {
        const half = HALF.has(run) || OPENING.has(run) || CLOSING.has(run);
        cells.push({ kind: 'character', text: run, length: half ? 0.5 : 1 });
      }
    }
  }
  return cells;
}

function placeCell(
  board: Board,
  slot: string,
  cell: Cell,
  centre: number,
  top: number,
  size: number,
  style: ColumnStyle,
): void {
  const { face, colour } = style;
  const left = centre - size / 2;
  switch (cell.kind) {
    case 'dash': {
      const w = Math.max(1.5, size * 0.065);
      board.rect(slot, [centre - w / 2, top + size * 0.04, w, size * (cell.length - 0.08)], colour);
      return;
    }
    case 'dots': {
      const r = size * 0.055;
      const d = Array.from({ length: cell.length * 3 }, (_, i) => {
        const y = ((i + 0.5) * size) / 3;
        return `M${r - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`;
      }).join('');
      board.vector(slot, [centre - r, top, 2 * r, size * cell.length], fillPath(d, colour));
      return;
    }
    case 'pair': {
      const line = board.set(face, size, cell.text);
      const scale = Math.min(1, size / Math.max(1, line.width));
      const set = scale < 1 ? board.set(face, size * scale, cell.text) : line;
      const x = centre - (set.inkLeft + set.inkRight) / 2;
      board.place(slot, set, face, size * scale, colour, x, top + size * 0.88 - size * (1 - scale) * 0.3);
      return;
    }
    case 'turned': {
      const advances: string[] = [];
      let pen = 0;
      for (const ch of cell.text) {
        const d = board.fonts.outline(face, ch, size);
        if (d !== '') advances.push(`<path transform="translate(${pen.toFixed(2)} 0)" d="${d}"/>`);
        pen += board.fonts.glyph(face, ch).advance * size;
      }
      const cap = board.fonts.capHeight(face) * size;
      // Turned clockwise: the baseline runs down the left of the column's middle.
      const svg = `<g fill="${colour}" transform="translate(${((size - cap) / 2).toFixed(2)} 0) rotate(90)">${advances.join('')}</g>`;
      board.vector(slot, [left, top, size, cell.length * size], svg);
      return;
    }
    case 'character': {
      const vertical = VERTICAL_FORMS[cell.text];
      const shown =
        vertical !== undefined && board.fonts.missing(face, vertical).length === 0 ? vertical : cell.text;
      const line = board.set(face, size, shown);
      const glyph = board.fonts.glyph(face, shown);
      if (UPPER_RIGHT.has(cell.text)) {
        const half = HALF.has(cell.text);
        // Ink of ，。、 lies lower left of its box: it goes to the upper right of the cell.
        const x = half
          ? centre + size * 0.42 - glyph.right * size
          : centre - ((glyph.left + glyph.right) / 2) * size;
        const baseline = half ? top + size * 0.1 + glyph.top * size : top + size * 0.88;
        inkBox(board.place(slot, line, face, size, colour, x, baseline), glyph);
        return;
      }
      const lift = vertical !== undefined && OPENING.has(cell.text) ? size * 0.5 : 0;
      const x = left + (size - glyph.advance * size) / 2;
      inkBox(board.place(slot, line, face, size, colour, x, top + size * 0.88 - lift), glyph);
    }
  }
}

/** A mark's ink may end far above the baseline: its box is its ink, not down to the line it would stand on. */
function inkBox(layer: TextLayer, ink: GlyphInk): void {
  const { size, x, baseline } = layer;
  layer.box = [
    x + ink.left * size,
    baseline - ink.top * size,
    (ink.right - ink.left) * size,
    (ink.top - ink.bottom) * size,
  ];
}
