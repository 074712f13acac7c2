/** Bar, numbered blocks and labelled lines of the recruitment sheet. Lengths in units of a sheet 1080 wide. */
import { herringbone } from '../art/herringbone.ts';
import { mixColours } from '../colour.ts';
import type { Board } from '../compose.ts';
import { tryProse, type SetProse } from './prose.ts';

export interface Sheet {
  /** px per unit. */
  k: number;
  left: number;
  right: number;
}

/** The primary bar with marks, title and one line, herringbone under it. Returns where the pattern ends. */
export function bar(board: Board, page: Sheet, at: { mark: number; title: number; end: number }): number {
  const { content, palette: p, format } = board.context;
  const { k, left, right } = page;
  const measure = (right - left) * k;
  const small = at.end < 300;
  const style = {
    face: 'sans-bold',
    size: (small ? 88 : 118) * k,
    sizes: small ? [88 * k, 60 * k] : [118 * k, 96 * k],
    colour: p.onPrimary,
    measure,
    maxLines: small ? 1 : 2,
    minScale: small ? 0.7 : 0.8,
    balance: true,
    display: true,
    leading: 1.16,
    ink: true,
  } as const;
  const fit = board.fit('headline', content.headline, style);
  const lines = fit?.lines.length ?? 1;
  const grown = lines > 1 && fit ? fit.size * 1.16 : 0;
  const end = at.end * k + grown;
  board.rect('ground', [0, 0, format.widthPx, Math.round(end)], p.primary);
  const strip = Math.round((small ? 30 : 40) * k);
  board.vector(
    'band',
    [0, Math.round(end), format.widthPx, strip],
    `<path fill="${mixColours(p.paper, p.primary, 0.12)}" d="M0 0h${format.widthPx}v${strip}h-${format.widthPx}z"/>` +
      herringbone([0, 0, format.widthPx, strip], p.primary, 2, 2000 / strip),
  );
  board.brandBar(left * k, at.mark * k, (small ? 46 : 54) * k, 720 * k, p.onPrimary);
  board.adLabel(right * k, (at.mark + 9) * k, 27 * k, mixColours(p.primary, p.onPrimary, 0.8));
  if (fit) board.lines('headline', fit.lines, fit.size, left * k, at.title * k, style);
  if (!small || content.slogan === '') {
    board.text('slogan', content.slogan, left * k, at.title * k + grown + 68 * k, {
      face: 'sans',
      size: 35 * k,
      colour: mixColours(p.primary, p.onPrimary, 0.88),
      measure,
      ink: true,
    });
  }
  return (end + strip) / k;
}

interface BlockArea {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Size of a block's heading and of its words. */
  head: number;
  body: number;
  labels: boolean;
}

const BLOCKS = [
  ['steps.who', 'who', '招谁'],
  ['steps.gets', 'gets', '能得到什么'],
  ['steps.whenWhere', 'whenWhere', '什么时候，在哪里'],
  ['steps.join', 'join', '怎么报名'],
] as const;

/** Four numbered blocks in one size, as large as they fit; headings go first when the room is short, air is shared out. */
export function blocks(board: Board, page: Sheet, area: BlockArea): void {
  const { content, palette: p } = board.context;
  const { steps } = content;
  if (!steps) return;
  const { k } = page;
  const indent = area.head * 1.72;
  const measure = area.right - area.left - indent;
  const height = area.bottom - area.top;
  const texts = BLOCKS.map(([slot, key, label]) => ({ slot, text: steps[key], label }));
  for (const { slot, text } of texts) {
    const characters = board.fonts.missing('sans', text);
    if (characters.length > 0) {
      board.issues.push({ code: 'missing_glyphs', slot, characters });
      return;
    }
  }
  const attempt = (
    scale: number,
    labels: boolean,
    gap: number,
  ): { set: SetProse[]; total: number } | null => {
    const set = texts.map(({ text }) =>
      tryProse(board, [text], {
        face: 'sans',
        size: area.body * scale * k,
        measure: measure * k,
        height: 1e6,
        leadings: [1.52],
        gap: 0,
        minScale: 1,
      }),
    );
    const heads = labels ? texts.length * area.head * 1.52 : 0;
    const total = set.reduce((sum, s) => sum + (s?.height ?? 1e6) / k, 0) + heads + gap * 3;
    return total <= height ? { set: set.flatMap((s) => (s ? [s] : [])), total: total - gap * 3 } : null;
  };
  const ways = [
    ...[1, 0.96, 0.92, 0.88].map((s) => [s, true, 44] as const),
    ...[0.92, 0.88].map((s) => [s, true, 30] as const),
    ...[1, 0.96, 0.92, 0.88, 0.84, 0.8].map((s) => [s, false, 32] as const),
    [0.8, false, 20] as const,
  ].filter(([, labels]) => area.labels || !labels);
  for (const [scale, labels, least] of ways) {
    const found = attempt(scale, labels, least);
    if (!found) continue;
    const gap = Math.min((height - found.total) / 3, 104);
    let y = area.top + Math.max(0, (height - found.total - gap * 3) * 0.34);
    found.set.forEach((prose, i) => {
      const block = texts[i];
      if (!block) return;
      if (i > 0) {
        board.rect(
          'rule',
          [
            area.left * k,
            Math.round((y - gap / 2 + 4) * k),
            (area.right - area.left) * k,
            Math.max(1, Math.round(1.5 * k)),
          ],
          mixColours(p.paper, p.ink, 0.22),
        );
      }
      const numeral = board.set('sans-bold', area.head * 1.34 * k, String(i + 1));
      const cap = board.fonts.capHeight('sans-bold') * area.head * 1.34;
      board.place(
        'numeral',
        numeral,
        'sans-bold',
        area.head * 1.34 * k,
        p.primary,
        area.left * k - numeral.inkLeft,
        (y + cap) * k,
      );
      const x = (area.left + indent) * k;
      if (labels) {
        const head = board.set('sans-bold', area.head * k, block.label);
        board.place(
          'label',
          head,
          'sans-bold',
          area.head * k,
          p.ink,
          x - head.inkLeft,
          (y + area.head * 0.86) * k,
        );
        y += area.head * 1.52;
      }
      const size = prose.size;
      // Ragged: two justified lines of a block would stand wider than the next block's.
      prose.paragraphs.flat().forEach(({ text }, l) => {
        const line = board.set('sans', size, text);
        const baseline = y * k + size * 0.86 + l * size * prose.leading;
        board.place(block.slot, line, 'sans', size, p.ink, x - line.inkLeft, baseline);
      });
      y += prose.height / k + gap;
    });
    return;
  }
  const have = texts.reduce((sum, t) => sum + [...t.text].length, 0);
  board.issues.push({ code: 'text_too_long', slot: 'steps.who', have, fits: Math.floor(have * 0.8) });
}

/** A small label and what it names: beside it, or below where the column is narrow. */
export function labelled(
  board: Board,
  page: Sheet,
  of: {
    slot: string;
    label: string;
    text: string;
    y: number;
    size: number;
    measure: number;
    maxLines: number;
    x?: number;
    below?: boolean;
  },
): void {
  const { palette: p } = board.context;
  const { k } = page;
  const x = of.x ?? page.left;
  const label = board.set('sans', 27 * k, of.label);
  board.place('label', label, 'sans', 27 * k, p.muted, x * k - label.inkLeft, of.y * k);
  const indent = of.below ? 0 : 27 * 2 + 22;
  board.text(of.slot, of.text, (x + indent) * k, (of.y + (of.below ? of.size * 1.6 : 0)) * k, {
    face: 'sans-bold',
    size: of.size * k,
    sizes: [of.size * k, of.size * 0.86 * k, of.size * 0.86 * k],
    colour: p.ink,
    measure: (of.measure - indent) * k,
    maxLines: of.maxLines,
    minScale: 0.72,
    leading: 1.34,
    ink: true,
  });
}
