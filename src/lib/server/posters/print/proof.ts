/**
 * Paper proof for village printers: one A4 sheet that tells whether the printer keeps its measures and whether its codes
 * can be read, before a whole run is spoiled.
 */
import { Board } from '../compose.ts';
import { EMPTY_CONTENT } from '../content.ts';
import { FORMATS, type PosterFormat } from '../formats.ts';
import { DEFAULT_KIT } from '../kit.ts';
import { drawQr } from '../qr.ts';
import { fontBook, type FontBook } from '../text/fonts.ts';
import { num } from './pdf-file.ts';
import { printScene } from './print.ts';

const DPI = 300;
/** Sides of the codes, quiet zone not counted, and from how far each is read: ten times its side. */
const CODES_MM = [18, 30, 45] as const;
const SCALE_MM = 100;

const A4: PosterFormat = {
  ...FORMATS['table-a5'],
  id: 'proof-a4',
  nameZh: '打印校样',
  nameEn: 'Paper proof',
  widthPx: Math.round((210 / 25.4) * DPI),
  heightPx: Math.round((297 / 25.4) * DPI),
  print: { widthMm: 210, heightMm: 297, dpi: DPI, bleedMm: 0, minQrMm: null },
};

export type ProofResult =
  { ok: true; bytes: Buffer; contentType: 'application/pdf' } | { ok: false; reason: 'qr_too_long' };

/** The sheet; `address` is what its three codes say, in capitals, `says` what a phone should then open. */
export async function paperProof(
  address: string,
  says: string,
  fonts: FontBook = fontBook(),
): Promise<ProofResult> {
  const qr = drawQr(address);
  if (!qr.ok) return qr;
  const mm = (v: number): number => (v / 25.4) * DPI;
  const ink = '#000000';
  const board = new Board({
    format: A4,
    content: EMPTY_CONTENT,
    palette: DEFAULT_KIT.palette,
    marks: [],
    person: null,
    picture: null,
    fonts,
    brocade: false,
    tone: 'dark',
    ground: 'light',
    contentType: 'announcement',
    keep: [],
  });
  const left = mm(22);
  const measure = mm(166);
  const text = (
    words: string,
    x: number,
    y: number,
    pt: number,
    face: 'sans' | 'sans-bold' = 'sans',
  ): void => {
    board.text('proof', words, x, y, {
      face,
      size: (pt / 72) * DPI,
      colour: ink,
      measure: measure - (x - left),
      maxLines: 3,
      leading: 1.6,
      ink: true,
    });
  };
  text('打印校样', left, mm(34), 24, 'sans-bold');
  text('打印时选「实际大小」，不要选「适应纸张」。三处都对，再印整批。', left, mm(46), 11);

  text('一、这条线应为 100 毫米', left, mm(68), 13, 'sans-bold');
  board.vector('scale', [left - mm(1), mm(74), mm(SCALE_MM + 2), mm(12)], ruler(mm), undefined, undefined);
  [0, 50, 100].forEach((v) => {
    text(String(v), left + mm(v - String(v).length * 0.95), mm(91), 10);
  });

  text('二、三个码都应扫得开', left, mm(114), 13, 'sans-bold');
  let x = left;
  for (const side of CODES_MM) {
    // 29 modules of code and four of quiet on each side; the codes stand on one line.
    const plate = (side * 37) / 29;
    const quiet = (plate - side) / 2;
    board.vector('qr', [x - mm(quiet), mm(168 - side - quiet), mm(plate), mm(plate)], qr.svg, qr.viewBox);
    text(`${side} 毫米`, x, mm(177), 11, 'sans-bold');
    text(`离 ${side} 厘米扫`, x, mm(184), 10);
    x += mm(side + 17);
  }
  text(`扫开应是 ${says}`, left, mm(197), 10);

  text('三、四个灰块应分得清', left, mm(226), 13, 'sans-bold');
  ['#000000', '#595959', '#a6a6a6', '#e0e0e0'].forEach((fill, i) => {
    board.rect('grey', [left + mm(i * 30), mm(232), mm(26), mm(16)], fill);
  });
  text('尺寸不对：检查缩放。码扫不开：换碳粉或墨盒，或改印大一号的码。', left, mm(262), 10);
  const layout = { scene: board.scene('#ffffff'), picture: null, cutout: false };
  const { bytes } = await printScene(A4, layout, '打印校样', {}, fonts);
  return { ok: true, bytes, contentType: 'application/pdf' };
}

/** A line with a tick every ten millimetres, longer at the ends and the middle; ends are the outer edges of the ticks. */
function ruler(mm: (v: number) => number): string {
  const hair = mm(0.25);
  const from = mm(1);
  const parts = [`M${num(from)} ${num(mm(8))}h${num(mm(SCALE_MM))}v${num(hair)}h${num(-mm(SCALE_MM))}z`];
  for (let v = 0; v <= SCALE_MM; v += 10) {
    const long = v % 50 === 0 ? 8 : 4;
    const at = v === SCALE_MM ? from + mm(v) - hair : from + mm(v);
    parts.push(`M${num(at)} ${num(mm(8 - long))}h${num(hair)}v${num(mm(long))}h${num(-hair)}z`);
  }
  return `<path fill="#000000" d="${parts.join('')}"/>`;
}
