/** Two texts side by side: what stayed, what went, what came, by whole characters. Pure. */
import { contentTexts, type CampaignContent } from './content.ts';

export interface DiffPiece {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

export interface SlotDiff {
  slot: string;
  pieces: DiffPiece[];
}

/** The slots whose texts differ, in the order of the newer content, then what only the older has. */
export function compareContents(older: CampaignContent, newer: CampaignContent): SlotDiff[] {
  const was = new Map(allTexts(older).map((t) => [t.slot, t.text]));
  const is = new Map(allTexts(newer).map((t) => [t.slot, t.text]));
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((slot) => {
    const before = was.get(slot) ?? '';
    const after = is.get(slot) ?? '';
    return before === after ? [] : [{ slot, pieces: diffText(before, after) }];
  });
}

/** Words and what is set as numbers: days and prices are read like words. */
function allTexts(c: CampaignContent): { slot: string; text: string }[] {
  const days = [c.startsOn, c.endsOn].filter((d) => d !== null).join('—');
  const price = c.price
    ? [c.price.amountFen, c.price.toFen]
        .filter((f) => f !== null)
        .map((f) => `¥${(f / 100).toFixed(2)}`)
        .join('—')
    : '';
  const held = c.price ? ` ${c.price.heldFrom}—${c.price.heldTo}` : '';
  return [
    ...contentTexts(c),
    { slot: 'date', text: days },
    { slot: 'price', text: price + held },
    { slot: 'ground', text: c.ground ?? '' },
    { slot: 'contentType', text: c.contentType ?? '' },
  ];
}

/** Longest common subsequence over user-perceived characters; neighbours of one kind are one piece. */
export function diffText(before: string, after: string): DiffPiece[] {
  const a = characters(before);
  const b = characters(after);
  const width = b.length + 1;
  const common = new Uint16Array((a.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      common[i * width + j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const pieces: DiffPiece[] = [];
  const push = (kind: DiffPiece['kind'], text = ''): void => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else if (text !== '') pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      push('same', a[i]);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      push('removed', a[i]);
      i += 1;
    } else {
      push('added', b[j]);
      j += 1;
    }
  }
  return pieces;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

function characters(text: string): string[] {
  return Array.from(segmenter.segment(text), (s) => s.segment);
}
