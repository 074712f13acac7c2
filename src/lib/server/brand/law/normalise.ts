/**
 * Text as the rules read it, with a map back to the text as typed. Disguises (full width, Traditional, spaces, dots,
 * zero-width characters between Han) are undone here and nowhere else.
 */
import traditional from './data/traditional.json' with { type: 'json' };

export interface NormalText {
  text: string;
  /** For each UTF-16 unit of `text`: where its source begins and ends in the text as typed. */
  starts: readonly number[];
  ends: readonly number[];
}

const SIMPLIFIED = new Map<string, string>();
for (const line of traditional.pairs) {
  const characters = [...line];
  for (let i = 0; i + 1 < characters.length; i += 2)
    SIMPLIFIED.set(characters[i] ?? '', characters[i + 1] ?? '');
}

/** Formatting characters, variation selectors and fillers: they show nothing. */
const UNSEEN = /\p{Cf}|\p{Variation_Selector}|[\u115f\u1160\u3164\uffa0]|\u034f|\u17b4|\u17b5/u;
const MARK = /\p{M}/u;
const SPACE = /\s/u;
/** What people put between two Han characters to hide a word. */
const DIVIDER = /[\s·・•‧∙⋅●○★☆◆◇■□▪▫▲△✦✧❤♥\-‐‑‒–_*~^#|=+`´]/u;
const HAN = /\p{Script=Han}/u;
const DIGIT = /[0-9]/;
/** NFKC makes these half width; the rules read them full width, as the ends of clauses. */
const PUNCTUATION: Readonly<Record<string, string>> = { ',': '，', '!': '！', ';': '；', '?': '？' };

interface Piece {
  text: string;
  start: number;
  end: number;
}

/** Idempotent in what it matches: normal text normalises to itself. Linear in the length of `typed`. */
export function normalise(typed: string): NormalText {
  const pieces = joined(units(typed));
  let text = '';
  const starts: number[] = [];
  const ends: number[] = [];
  for (const piece of pieces) {
    text += piece.text;
    for (let i = 0; i < piece.text.length; i++) {
      starts.push(piece.start);
      ends.push(piece.end);
    }
  }
  return { text, starts, ends };
}

/** One piece a visible character: simplified, compatibility forms folded, what is not seen left out. */
function units(typed: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const character of typed) {
    const start = at;
    at += character.length;
    if (UNSEEN.test(character)) continue;
    const before = pieces.at(-1);
    if (MARK.test(character)) {
      // A stroke through a Han character hides it from a search, not from a reader.
      if (before && !HAN.test(before.text)) {
        before.text = (before.text + character).normalize('NFKC');
        before.end = at;
      }
      continue;
    }
    for (const folded of character.normalize('NFKC')) {
      if (UNSEEN.test(folded) || MARK.test(folded)) continue;
      pieces.push({ text: SIMPLIFIED.get(folded) ?? folded, start, end: at });
    }
  }
  return pieces;
}

/** Without dividers between Han, and without spaces between Han and a digit. */
function joined(pieces: readonly Piece[]): Piece[] {
  const out: Piece[] = [];
  let i = 0;
  while (i < pieces.length) {
    const piece = pieces[i];
    if (!piece) break;
    if (!DIVIDER.test(piece.text)) {
      out.push({ ...piece, text: clauseEnd(piece, pieces[i - 1], pieces[i + 1]) });
      i++;
      continue;
    }
    let next = i;
    let spaces = true;
    while (next < pieces.length && DIVIDER.test(pieces[next]?.text ?? '')) {
      spaces &&= SPACE.test(pieces[next]?.text ?? '');
      next++;
    }
    const left = pieces[i - 1]?.text ?? '';
    const right = pieces[next]?.text ?? '';
    const inHan = HAN.test(left) && HAN.test(right);
    const atDigit =
      spaces && ((HAN.test(left) && DIGIT.test(right)) || (DIGIT.test(left) && HAN.test(right)));
    if (!inHan && !atDigit) out.push(...pieces.slice(i, next));
    i = next;
  }
  return out;
}

function clauseEnd(piece: Piece, before: Piece | undefined, after: Piece | undefined): string {
  if (piece.text === ',' && DIGIT.test(before?.text ?? '') && DIGIT.test(after?.text ?? '')) return ',';
  return PUNCTUATION[piece.text] ?? piece.text;
}
