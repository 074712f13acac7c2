/**
 * Our own line breaking. The renderer's wrapping is never used: satori, browsers and print break Chinese differently, and
 * none of them keeps `5 斤装` together. The lines joined are the text.
 */
import { mayBreakBetween, splitUnits } from './units.ts';

export interface BreakOptions {
  /** Width in px of a candidate line. */
  width: (text: string) => number;
  measure: number;
  maxLines: number;
  /** Headlines: least squared raggedness, word ends preferred, no lone character at the end. Else first fit. */
  balance?: boolean;
  keep?: readonly string[];
}

/** Words of the trade that the segmenter takes apart. */
const TRADE_WORDS = [
  '开茶节',
  '开园节',
  '开园夜',
  '采摘节',
  '丰收节',
  '年货',
  '大集',
  '市集',
  '直播间',
  '助农',
  '主播',
  '电商',
  '合作社',
  '服务站',
  '红心橙',
  '山兰米',
  '绿茶',
  '改期',
  '公告',
];

const words = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Breaks a text into at most `maxLines` lines of at most `measure` px; a typed line break is kept. Null when it does not
 * fit: the caller shrinks or refuses, it never cuts.
 */
export function breakLines(text: string, options: BreakOptions): string[] | null {
  const lines: string[] = [];
  const paragraphs = text.split('\n');
  for (const [index, paragraph] of paragraphs.entries()) {
    const left = options.maxLines - lines.length - (paragraphs.length - 1 - index);
    if (left < 1) return null;
    const broken = breakParagraph(paragraph, { ...options, maxLines: left });
    if (!broken) return null;
    lines.push(...broken);
  }
  return lines.length <= options.maxLines ? lines : null;
}

function breakParagraph(text: string, options: BreakOptions): string[] | null {
  const pieces = unbreakablePieces(text, options.keep);
  if (pieces.length === 0) return [''];
  if (options.width(text) <= options.measure) return [text];
  for (let count = 2; count <= Math.min(options.maxLines, pieces.length); count += 1) {
    const broken = options.balance
      ? balanced(text, pieces, count, options)
      : firstFit(pieces, count, options);
    if (broken) return broken;
  }
  return null;
}

/** Units glued together where kinsoku forbids a break. */
export function unbreakablePieces(text: string, keep: readonly string[] = []): string[] {
  const pieces: string[] = [];
  for (const unit of splitUnits(text, keep)) {
    const previous = pieces.at(-1);
    if (previous !== undefined && !mayBreakBetween(previous, unit))
      pieces[pieces.length - 1] = previous + unit;
    else pieces.push(unit);
  }
  return pieces;
}

function firstFit(pieces: string[], count: number, options: BreakOptions): string[] | null {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const piece of pieces) {
    if (line.length > 0 && options.width([...line, piece].join('')) > options.measure) {
      lines.push(line);
      line = [];
    }
    line.push(piece);
    if (options.width(line.join('')) > options.measure) return null;
  }
  lines.push(line);
  if (lines.length > count) return null;
  pullDownLoneEnd(lines, options);
  return lines.map((l) => l.join(''));
}

/** A single Han character (with its mark) alone on the last line looks forgotten: one more comes down to it. */
function pullDownLoneEnd(lines: string[][], options: BreakOptions): void {
  const last = lines.at(-1);
  const before = lines.at(-2);
  if (!last || !before || before.length < 3 || !isLone(last.join(''))) return;
  const down = before.at(-1);
  if (down === undefined || options.width(down + last.join('')) > options.measure) return;
  before.pop();
  last.unshift(down);
}

function isLone(line: string): boolean {
  return [...line.trim()].filter((c) => /[\p{L}\p{N}]/u.test(c)).length <= 1;
}

/** Dynamic programme over break places: squared slack, a fee for tearing a word, a discount after a mark. */
function balanced(text: string, pieces: string[], count: number, options: BreakOptions): string[] | null {
  const ends = wordEnds(text);
  const offsets = [0];
  for (const p of pieces) offsets.push((offsets.at(-1) ?? 0) + p.length);
  const n = pieces.length;
  const target = Math.min(options.measure, options.width(text) / count);
  const at = (i: number): number => offsets[i] ?? 0;
  const cost = (from: number, to: number): number => {
    const line = text.slice(at(from), at(to));
    const width = options.width(line);
    if (width > options.measure) return Infinity;
    let c = ((width - target) / options.measure) ** 2;
    if (to < n) {
      if (/[，。、；：！？]$/u.test(line)) c -= 0.02;
      else if (!ends.has(at(to))) c += 0.12;
    } else if (isLone(line)) c += 4;
    return c;
  };
  let best: { cost: number; breaks: number[] }[] = Array.from({ length: n + 1 }, (_, i) => ({
    cost: i === 0 ? 0 : Infinity,
    breaks: [],
  }));
  for (let k = 1; k <= count; k += 1) {
    const next: { cost: number; breaks: number[] }[] = Array.from({ length: n + 1 }, () => ({
      cost: Infinity,
      breaks: [],
    }));
    for (let to = k; to <= n; to += 1) {
      for (let from = k - 1; from < to; from += 1) {
        const before = best[from];
        const target_ = next[to];
        if (!before || !target_ || before.cost === Infinity) continue;
        const c = before.cost + cost(from, to);
        if (c < target_.cost) next[to] = { cost: c, breaks: [...before.breaks, to] };
      }
    }
    best = next;
  }
  const found = best[n];
  if (!found || found.cost === Infinity) return null;
  return found.breaks.map((to, i) => text.slice(at(i === 0 ? 0 : (found.breaks[i - 1] ?? 0)), at(to)));
}

/** Places in a text where a word ends, in code units. */
export function wordEnds(text: string): Set<number> {
  const ends = new Set<number>();
  for (const s of words.segment(text)) ends.add(s.index + s.segment.length);
  for (const word of TRADE_WORDS) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      for (let i = 1; i < word.length; i += 1) ends.delete(at + i);
      ends.add(at + word.length);
    }
  }
  return ends;
}
