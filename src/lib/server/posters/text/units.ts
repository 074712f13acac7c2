/**
 * What may not be torn apart at a line's end (GB/T 15834 and W3C clreq for the marks; our own list for units and names).
 */

/** Marks that may not begin a line. */
export const NO_START = new Set('，。、；：！？）》」』】〕’”％%‰℃°…—·～~,.;:!?)]}');
/** Marks that may not end a line. */
export const NO_END = new Set('（《「『【〔‘“￥¥$№([{');

/** Legal forms that stay in one piece at the end of a company's name. */
export const LEGAL_SUFFIXES = [
  '种植养殖农民专业合作社',
  '种植农民专业合作社',
  '养殖农民专业合作社',
  '农民专业合作社联合社',
  '农民专业合作社',
  '专业合作社',
  '合作社',
  '有限责任公司',
  '股份有限公司',
  '有限公司',
  '家庭农场',
] as const;

const NUMBER = '\\d+(?:[.,]\\d+)*';
const UNIT =
  '斤装|周岁|课时|毫米|厘米|公里|千米|平方米|千克|公斤|毫升|万元|亿元|小时|分钟|周年|人次|米|克|斤|两|升|元|角|分|亩|吨|度|天|日|月|年|届|号|路|个|件|盒|箱|瓶|枚|袋|人|户|家|折|倍|场|片|颗|岁|期|名|％|%|‰|℃|°|[a-zA-Z]{1,3}(?![a-zA-Z])';
const HAN_NUMBER = '[〇零一二三四五六七八九十百廿卅]+';

const PATTERNS: RegExp[] = [
  // Telephone numbers, in the groups people read them in.
  /(?:\d{3,4}-\d{3,4}[ -]?\d{3,4}|1\d{2}[ -]\d{4}[ -]\d{4}|1\d{10})(?!\d)/uy,
  /\d{1,2}:\d{2}(?:\s?[—–~～-]{1,2}\s?\d{1,2}:\d{2})?/uy,
  /(?:\d{2,4} ?年 ?)?\d{1,2} ?月 ?\d{1,2} ?日/uy,
  /\d{4} ?年 ?\d{1,2} ?月/uy,
  new RegExp(`(?:${HAN_NUMBER}月)?${HAN_NUMBER}日|${HAN_NUMBER}月`, 'uy'),
  new RegExp(`[≥≤＞＜><=≈±] ?${NUMBER}(?: ?(?:${UNIT}))?`, 'uy'),
  new RegExp(`[¥￥$] ?${NUMBER}(?:[—–~-]${NUMBER})?(?: ?(?:${UNIT}))?`, 'uy'),
  new RegExp(`${NUMBER}(?: ?[—–~～-]{1,2} ?${NUMBER})?(?: ?(?:${UNIT}))?`, 'uy'),
  /[A-Za-z][A-Za-z0-9.'’&@_-]*/uy,
  /——|……|—|…{1,2}/uy,
];

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Cuts a text into the smallest pieces a line may be broken between (before kinsoku). The pieces joined are the text.
 * `keep` are names from the registry that stay whole; longer ones win.
 */
export function splitUnits(text: string, keep: readonly string[] = []): string[] {
  const names = [...keep, ...LEGAL_SUFFIXES].filter((n) => n !== '').sort((a, b) => b.length - a.length);
  const units: string[] = [];
  let at = 0;
  while (at < text.length) {
    const name = names.find((n) => text.startsWith(n, at));
    const piece = name ?? matchPattern(text, at) ?? firstGrapheme(text, at);
    units.push(piece);
    at += piece.length;
  }
  return units;
}

/** Whether a line may end after `before` and the next begin with `after`. */
export function mayBreakBetween(before: string, after: string): boolean {
  const last = before.trimEnd().slice(-1);
  const first = after.slice(0, 1);
  return !NO_END.has(last) && !NO_START.has(first) && first !== ' ';
}

/** User-perceived characters; a half-width one counts a half (the limits of a slot are told in these). */
export function countCharacters(text: string): number {
  let half = 0;
  for (const { segment } of segmenter.segment(text.replaceAll('\n', ''))) {
    const code = segment.codePointAt(0) ?? 0;
    half += code < 0x2000 && code !== 0xb7 ? 1 : 2;
  }
  return half / 2;
}

function matchPattern(text: string, at: number): string | undefined {
  for (const pattern of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return found;
  }
  return undefined;
}

function firstGrapheme(text: string, at: number): string {
  for (const { segment } of segmenter.segment(text.slice(at, at + 32))) return segment;
  return text.slice(at, at + 1);
}
