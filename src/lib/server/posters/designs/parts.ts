/** Pieces both families share. */
import type { Board } from '../compose.ts';
import { withAlpha, type TextStyle } from '../compose.ts';
import type { CampaignContent } from '../content.ts';
import type { PosterFormat } from '../formats.ts';
import { numerals } from '../text/dates.ts';
import type { Line } from '../text/measure.ts';

/** A printed code is scanned, one on a phone is pressed. */
export function captionFor(format: PosterFormat, caption: string): string {
  return format.medium === 'print' ? caption.replace(/长按识别/u, '微信扫码') : caption;
}

/** Organisers in one line each role: 指导 县农业农村局. Only roles that have names. */
export function organiserRows(content: CampaignContent): { label: string; names: string }[] {
  const o = content.organisers;
  return [
    { label: '指导', names: o.guide.join('、') },
    { label: '主办', names: o.host.join('、') },
    { label: '承办', names: o.undertake.join('、') },
    { label: '协办', names: o.assist.join('、') },
  ].filter((r) => r.names !== '');
}

/** The facts of an event, label and value; of the selling points as many as one line takes, the first in any case. */
export function factRows(board: Board, style: TextStyle): { slot: string; label: string; value: string }[] {
  const { content } = board.context;
  return [
    { slot: 'venue', label: '地点', value: content.venue },
    { slot: 'sellingPoints', label: '看点', value: pointsInOneLine(board, style) },
    { slot: 'transit', label: '交通', value: content.transit },
  ].filter((r) => r.value !== '');
}

/** Selling points stand in the author's order of weight: joined while the line takes them. */
export function pointsInOneLine(board: Board, style: TextStyle): string {
  const points = board.context.content.sellingPoints;
  for (let take = points.length; take > 1; take -= 1) {
    const joined = points.slice(0, take).join('、');
    if (board.set(style.face, style.size * (style.minScale ?? 0.8), joined).width <= style.measure)
      return joined;
  }
  return points[0] ?? '';
}

/**
 * Organisers in as few lines as the measure allows, roles kept whole, lowest baseline at `bottom`. Returns the top line's
 * baseline, or null when nothing was placed.
 */
export function organiserLines(
  board: Board,
  x: number,
  bottom: number,
  measure: number,
  size: number,
  colour: string,
): number | null {
  const rows = organiserRows(board.context.content);
  if (rows.length === 0) return null;
  const gap = size * 0.78;
  const inner = size * 0.36;
  const style: TextStyle = { face: 'sans', size, colour, measure, minScale: 1 };
  const lines: { parts: { line: Line; x: number }[]; width: number }[] = [];
  for (const row of rows) {
    const label = board.fit('organisers', row.label, style)?.lines[0];
    const names = board.fit('organisers', row.names, {
      ...style,
      measure: measure - size * 2 - inner,
      maxLines: 2,
    });
    if (!label || !names) return null;
    names.lines.forEach((name, i) => {
      const width = label.width + inner + name.width;
      const current = lines.at(-1);
      const start = i === 0 && current && current.width + gap + width <= measure ? current.width + gap : 0;
      const target = start > 0 && current ? current : { parts: [], width: 0 };
      if (target !== current) lines.push(target);
      if (i === 0) target.parts.push({ line: label, x: start });
      target.parts.push({ line: name, x: start + label.width + inner });
      target.width = start + width;
    });
  }
  const pitch = size * 1.48;
  lines.forEach((l, i) => {
    const baseline = bottom - (lines.length - 1 - i) * pitch;
    for (const p of l.parts) board.place('organisers', p.line, 'sans', size, colour, x + p.x, baseline);
  });
  return bottom - (lines.length - 1) * pitch;
}

/** Month over day as a numeral pair with the accent rule between, ink aligned at `x` (or ending at it). */
export function dateColumn(
  board: Board,
  x: number,
  capTop: number,
  dayBaseline: number,
  size: number,
  colours: { numeral: string; rule: string },
  ruleThickness: number,
  align: 'left' | 'right' = 'left',
): { width: number } {
  const startsOn = board.context.content.startsOn;
  if (!startsOn) return { width: 0 };
  const cap = board.fonts.capHeight('serif-black') * size;
  const set = numerals(startsOn).map((d) => board.set('serif-black', size, d));
  const width = Math.max(...set.map((l) => l.inkRight - l.inkLeft));
  const left = align === 'left' ? x : x - width;
  set.forEach((line, i) => {
    const baseline = i === 0 ? capTop + cap : dayBaseline;
    board.place('date', line, 'serif-black', size, colours.numeral, left - line.inkLeft, baseline);
  });
  const middle = (capTop + cap + dayBaseline - cap) / 2;
  board.rect(
    'date',
    [Math.round(left), Math.round(middle - ruleThickness / 2), Math.round(width), ruleThickness],
    colours.rule,
  );
  return { width };
}

/** The disclosure: 2.2u, never shrunk; lines of an item break, items follow each other. Lowest baseline at `bottom`. */
export function disclosureLines(
  board: Board,
  texts: readonly string[],
  x: number,
  bottom: number,
  measure: number,
  size: number,
  colour: string,
  maxLines: number,
): number | null {
  const text = texts.filter((t) => t !== '').join('\n');
  if (text === '') return null;
  const style: TextStyle = { face: 'sans', size, colour, measure, maxLines, minScale: 1, leading: 1.42 };
  const placed = board.text('disclosure', text, x, bottom, style, 'bottom');
  return placed ? placed.first : null;
}

export { withAlpha };
