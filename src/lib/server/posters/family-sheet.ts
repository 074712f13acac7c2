/** All families in all their formats on one sheet: seen together they must look as if one hand had made them. */
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';
import { DESIGNS } from './designs/families.ts';
import type { Design } from './designs/design.ts';
import { FORMATS, type FormatId } from './formats.ts';
import { DEFAULT_KIT } from './kit.ts';
import { previewPoster } from './poster.ts';
import { sampleInputs } from './samples.ts';
import { fontBook, type Face } from './text/fonts.ts';

const WIDTH = 2480;
const EDGE = 56;
const TITLE = 62;
const ROW = 364;
const GAP = 20;
const BETWEEN = 56;
const GROUND = '#e8e9e3';

interface Tile {
  format: FormatId;
  width: number;
  height: number;
  png: Buffer;
}

interface Placed {
  left: number;
  top: number;
  input: Buffer;
}

/** JPEG of the sheet; every usual content, no sample is a claim. */
export async function familySheet(designs: readonly Design[] = DESIGNS): Promise<Buffer> {
  const blocks: Block[] = [];
  for (const design of designs) {
    const tiles: Tile[] = [];
    for (const format of inOrder(design.formats)) tiles.push(await tileOf(design, format));
    blocks.push({ design, ...rowsOf(tiles) });
  }
  const placed: Placed[] = [];
  let y = EDGE;
  for (const shelf of shelvesOf(blocks)) {
    let left = EDGE;
    for (const block of shelf) {
      placed.push({ left, top: y, input: titleOf(block.design) });
      let rowTop = y + TITLE;
      for (const row of block.rows) {
        let x = left;
        for (const column of row.columns) {
          let top = rowTop;
          for (const tile of column.tiles) {
            placed.push({ left: x, top, input: tile.png });
            top += tile.height + GAP;
          }
          x += column.width + GAP;
        }
        rowTop += row.height + GAP;
      }
      left += block.width + BETWEEN;
    }
    y += TITLE + Math.max(...shelf.map((b) => b.height)) + BETWEEN;
  }
  return sharp({ create: { width: WIDTH, height: y - BETWEEN + EDGE, channels: 3, background: GROUND } })
    .composite(placed)
    .jpeg({ quality: 82 })
    .toBuffer();
}

interface Block {
  design: Design;
  rows: { columns: Column[]; height: number; width: number }[];
  width: number;
  height: number;
}

/** Families side by side where two fit; one that does not fit is passed over for the next that does. */
function shelvesOf(blocks: readonly Block[]): Block[][] {
  const rest = [...blocks];
  const shelves: Block[][] = [];
  for (let first = rest.shift(); first; first = rest.shift()) {
    const free = WIDTH - 2 * EDGE - first.width - BETWEEN;
    const at = rest.findIndex((b) => b.width <= free);
    const second = at < 0 ? [] : rest.splice(at, 1);
    shelves.push([first, ...second]);
  }
  return shelves;
}

/** The formats every family has come first and in the same order, so that the sheet reads in columns. */
const FIRST: readonly FormatId[] = ['moments', 'xhs', 'square', 'oa-cover', 'link-thumb'];

function inOrder(formats: readonly FormatId[]): FormatId[] {
  return [...FIRST.filter((f) => formats.includes(f)), ...formats.filter((f) => !FIRST.includes(f))];
}

/** Upright pages take the row's height, wide ones a common width, squares stay smaller than both. */
function sizeOf(format: FormatId): { width: number; height: number } {
  const { widthPx: w, heightPx: h } = FORMATS[format];
  const aspect = w / h;
  const small = Math.min(w, h) <= 500 && FORMATS[format].medium === 'screen' && aspect < 2;
  if (small) return { width: Math.round(132 * aspect), height: 132 };
  if (aspect > 1.15) {
    const width = aspect > 2 ? 340 : 270;
    return { width, height: Math.round(width / aspect) };
  }
  if (aspect > 0.9) return { width: Math.round(ROW * 0.72 * aspect), height: Math.round(ROW * 0.72) };
  return { width: Math.round(ROW * aspect), height: ROW };
}

async function tileOf(design: Design, format: FormatId): Promise<Tile> {
  const { width, height } = sizeOf(format);
  const inputs = { ...sampleInputs(design.id, format), kit: DEFAULT_KIT };
  const { svg, issues } = await previewPoster(inputs);
  if (issues.length > 0) throw new Error(`${design.id} ${format}: ${JSON.stringify(issues)}`);
  // Drawn at twice the size and made smaller: thin lines keep their weight.
  const drawn = new Resvg(svg, {
    font: { loadSystemFonts: false },
    fitTo: { mode: 'width', value: Math.min(width * 2, FORMATS[format].widthPx) },
  }).render();
  const png = await sharp(drawn.pixels, { raw: { width: drawn.width, height: drawn.height, channels: 4 } })
    .resize(width, height, { kernel: 'lanczos3', fit: 'fill' })
    .removeAlpha()
    .png()
    .toBuffer();
  return { format, width, height, png };
}

interface Column {
  width: number;
  height: number;
  tiles: Tile[];
}

/** Low pictures stand under each other in one column; a family with many formats takes a second row. */
function rowsOf(tiles: readonly Tile[]): Omit<Block, 'design'> {
  const columns: Column[] = [];
  for (const tile of tiles) {
    const open = columns.find(
      (c) => c.height + GAP + tile.height <= ROW && Math.abs(c.width - tile.width) < 210,
    );
    if (open) {
      open.tiles.push(tile);
      open.height += GAP + tile.height;
      open.width = Math.max(open.width, tile.width);
    } else columns.push({ width: tile.width, height: tile.height, tiles: [tile] });
  }
  const rows: Block['rows'] = [];
  for (const column of columns) {
    const row = rows.at(-1);
    if (row && row.width + GAP + column.width <= WIDTH - 2 * EDGE) {
      row.columns.push(column);
      row.width += GAP + column.width;
      row.height = Math.max(row.height, column.height);
    } else rows.push({ columns: [column], height: column.height, width: column.width });
  }
  const height = rows.reduce((sum, r) => sum + r.height + GAP, -GAP);
  return { rows, width: Math.max(...rows.map((r) => r.width)), height };
}

/** Name and purpose of a family, as outlines. */
function titleOf(design: Design): Buffer {
  const name = words('serif-black', 36, design.nameZh, 0, 36, '#1c2a23');
  const purpose = words('sans', 20, `${design.forZh}  ${design.id}`, name.end + 18, 34, '#59635c');
  return new Resvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(purpose.end)}" height="${TITLE}">${name.svg}${purpose.svg}</svg>`,
    { font: { loadSystemFonts: false } },
  )
    .render()
    .asPng();
}

function words(
  face: Face,
  size: number,
  text: string,
  x: number,
  baseline: number,
  colour: string,
): { svg: string; end: number } {
  const fonts = fontBook();
  let pen = x;
  const glyphs = [...text].map((ch) => {
    const at = pen;
    pen += fonts.glyph(face, ch).advance * size;
    return `<path transform="translate(${at.toFixed(2)} ${baseline})" d="${fonts.outline(face, ch, size)}"/>`;
  });
  return { svg: `<g fill="${colour}">${glyphs.join('')}</g>`, end: pen };
}
