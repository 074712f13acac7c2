/** Many small pictures on one, each with its name: for the eye. */
import { createRequire } from 'node:module';
import { Resvg } from '@resvg/resvg-js';
import sharp from 'sharp';

export interface Tile {
  label: string;
  jpeg: Buffer;
}

const WIDTH = 2000;
const GAP = 24;
const LABEL = 34;
const ROW = 560;

/** Rows of pictures of equal height, as many in a row as its width takes. */
export async function contactSheet(tiles: readonly Tile[]): Promise<Buffer> {
  const placed: { left: number; top: number; input: Buffer }[] = [];
  let x = GAP;
  let y = GAP;
  let row = 0;
  for (const tile of tiles) {
    const picture = sharp(tile.jpeg);
    const { width = 1, height = 1 } = await picture.metadata();
    const scale = Math.min(ROW / height, (WIDTH - 2 * GAP) / width, 1);
    const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
    if (x > GAP && x + w > WIDTH - GAP) {
      x = GAP;
      y += row + LABEL + GAP;
      row = 0;
    }
    placed.push({ left: x, top: y, input: label(tile.label, w) });
    placed.push({ left: x, top: y + LABEL, input: await picture.resize(w, h).png().toBuffer() });
    x += w + GAP;
    row = Math.max(row, h);
  }
  return sharp({
    create: { width: WIDTH, height: y + row + LABEL + GAP, channels: 3, background: '#d9dcd6' },
  })
    .composite(placed)
    .jpeg({ quality: 86 })
    .toBuffer();
}

const face = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
);

function label(text: string, width: number): Buffer {
  const safe = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${LABEL}"><text x="0" y="24" font-size="20" font-family="Noto Sans SC" fill="#333">${safe}</text></svg>`;
  return new Resvg(svg, { font: { loadSystemFonts: false, fontFiles: [face] } }).render().asPng();
}
