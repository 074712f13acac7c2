/** The festival family square: the band upright at one third, the picture left of it. */
import type { Board, TextStyle } from '../compose.ts';
import { dateRange } from '../text/dates.ts';
import type { Line } from '../text/measure.ts';
import { band, bar, FACT, HEADLINE, headlineFit, RIGHT, SMALL } from './brocade-band-parts.ts';
import { pictureOrMotif } from './brocade-band-picture.ts';
import { dateColumn, disclosureLines, organiserRows, pointsInOneLine } from './parts.ts';

/** Square: the band stands at one third; picture left, everything else in one column of 568 px. */
export function square(board: Board): void {
  const { content, palette: p } = board.context;
  const x = 440;
  const measure = RIGHT - x;
  pictureOrMotif(board, [0, 0, 346, 1080]);
  band(board, [346, 0, 44, 1080], 4, true);
  bar(board, x, 91, 46, 470, false);
  board.adLabel(RIGHT, 100, SMALL, p.muted);

  const note = disclosureLines(board, content.disclosure, x, 1004, measure, 24, p.muted, 4);
  const qrY = note === null ? 704 : Math.floor((note - 36 - 304) / 16) * 16;
  const lift = 704 - qrY;
  const headline = headlineFit(board, measure, { sizes: lift > 0 ? [104, 70] : [113, 88], min: 0.8 });
  const two = (headline?.lines.length ?? 1) > 1;
  const hasDate = content.startsOn !== null;
  const numeral = (two ? 116 : 140) - (lift > 0 ? (two ? 32 : 40) : 0);
  const cap = board.fonts.capHeight('serif-black') * numeral;
  const dayBaseline = 636 - lift;
  const dateTop = dayBaseline - 2 * cap - 34;
  const rows = squareRows(board, hasDate ? RIGHT - 702 : measure, hasDate ? dayBaseline - dateTop : 250);
  const last = hasDate ? dateTop - (lift > 0 ? 40 : two ? 48 : 64) : 350 - lift * 0.35;
  if (headline) {
    board.lines(
      'headline',
      headline.lines,
      headline.size,
      x,
      last,
      { ...HEADLINE, colour: p.ink, leading: 1.12 },
      'bottom',
    );
    const ink = last - headline.size * 1.12 * (headline.lines.length - 1) - headline.size * 0.86;
    const tight = two || lift > 0;
    board.text('slogan', content.slogan, x, Math.max(ink - (tight ? 16 : 38), tight ? 150 : 178), {
      face: 'serif-bold',
      size: tight ? 36 : 45,
      colour: p.ink,
      measure,
      minScale: 0.66,
      ink: true,
    });
  }
  if (hasDate) dateColumn(board, x, dateTop, dayBaseline, numeral, { numeral: p.primary, rule: p.accent }, 3);
  const fx = hasDate ? 702 : x;
  const firstRow = (hasDate ? dateTop : last + 60) + 26;
  const count = rows.reduce((n, r) => n + r.lines.length, 0);
  const pitch = count > 2 ? Math.min(74, (dayBaseline - 3 - firstRow) / (count - 1)) : 60;
  let y = firstRow;
  for (const row of rows) {
    for (const line of row.lines) {
      board.place(row.slot, line, row.face, row.size, p.ink, fx - line.inkLeft, y);
      y += row.lines.length > 1 && line !== row.lines.at(-1) ? Math.min(pitch, row.size * 1.36) : pitch;
    }
  }
  board.qr([704, qrY, 304, 304]);
  const column = 704 - x - 12;
  let free = qrY + 20;
  if (board.context.person) {
    const caption = board.text('qrCaption', content.qrCaption, x, qrY + 31, {
      face: 'sans',
      size: SMALL,
      colour: p.muted,
      measure: column,
      ink: true,
    });
    const top = caption ? qrY + 86 : qrY + 37;
    board.merchantName(x, top, {
      face: 'sans-bold',
      size: 35,
      sizes: [35, 30],
      colour: p.ink,
      measure: column,
      maxLines: 2,
      leading: 1.3,
      ink: true,
    });
    free = top + 39 + 14;
  }
  stackedOrganisers(board, x, qrY + 299, column, free);
}

interface SquareRow {
  slot: string;
  face: TextStyle['face'];
  size: number;
  lines: Line[];
}

/** Date, time, venue and points beside the numerals, in a size at which their lines keep air in `height`. */
function squareRows(board: Board, measure: number, height: number): SquareRow[] {
  const { content } = board.context;
  const size = height < 200 ? 29 : 35;
  const style: TextStyle = { ...FACT, size, measure, minScale: 0.74, maxLines: 2, sizes: [size, size * 0.8] };
  const wanted: [string, string, TextStyle['face']][] = [
    ['date', content.startsOn ? dateRange(content.startsOn, content.endsOn) : '', 'sans-bold'],
    ['time', content.time, 'sans'],
    ['venue', content.venue, 'sans'],
    ['sellingPoints', pointsInOneLine(board, style), 'sans'],
  ];
  return wanted.flatMap(([slot, text, face]) => {
    const fit = text === '' ? null : board.fit(slot, text, { ...style, face });
    return fit ? [{ slot, face, size: fit.size, lines: fit.lines }] : [];
  });
}

/**
 * Organisers under each other in the narrow column. When not all have room, those who answer for the event stay: 主办 and
 * 承办; the others are on the tall poster and the landing page.
 */
function stackedOrganisers(board: Board, x: number, bottom: number, measure: number, free: number): void {
  const { palette: p } = board.context;
  const all = organiserRows(board.context.content);
  for (const rows of [
    all,
    all.filter((r) => r.label === '主办' || r.label === '承办'),
    all.filter((r) => r.label === '主办'),
  ]) {
    const size = SMALL;
    const inner = size * 2.18;
    const lines: { label: string | null; line: Line; size: number }[] = [];
    for (const row of rows) {
      const fit = board.fit('organisers', row.names, {
        face: 'sans',
        size,
        colour: p.muted,
        measure: measure - inner,
        maxLines: 2,
        sizes: [size, 22],
        minScale: 0.8,
      });
      if (!fit) return;
      fit.lines.forEach((line, i) => lines.push({ label: i === 0 ? row.label : null, line, size: fit.size }));
    }
    const pitch = 37;
    if (bottom - (lines.length - 1) * pitch - size < free) continue;
    lines.forEach((l, i) => {
      const y = bottom - (lines.length - 1 - i) * pitch;
      if (l.label)
        board.text('organisers', l.label, x, y, {
          face: 'sans',
          size,
          colour: p.muted,
          measure: 100,
          ink: true,
        });
      board.place('organisers', l.line, 'sans', l.size, p.muted, x + inner, y);
    });
    return;
  }
}
