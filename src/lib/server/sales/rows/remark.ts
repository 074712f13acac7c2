/**
 * Free text (buyer's and seller's remarks) is searched in memory and then forgotten: only campaign codes and the names
 * of matched exclusion rules are kept.
 */
export interface RemarkRules {
  /** What a code of this county looks like; every match is kept, registered or not. */
  codePatterns: readonly RegExp[];
  /** In the order in which they are checked; the first match names the order's exclusion. */
  exclusions: readonly RemarkExclusion[];
}

export interface RemarkExclusion {
  rule: string;
  startsWith?: readonly string[];
  contains?: readonly string[];
}

/** Rule set `default-1` of a new county: what 刷单 and tests look like in remarks. */
export const DEFAULT_EXCLUSIONS: readonly RemarkExclusion[] = [
  { rule: 'remark_marker', startsWith: ['V-', 'G-'], contains: ['刷单', '补单'] },
  { rule: 'test_order', contains: ['测试单', '测试订单'] },
];

/** `BS-QIU26`, `LC01-BS2604`: two to eight letters, perhaps a hyphen and more, ending in two to four digits. */
const PRINTED_CODE = /(?<![A-Za-z0-9-])[A-Z]{2,8}\d{0,4}(?:-[A-Z]{0,8})?\d{2,4}(?![A-Za-z0-9])/g;

/** The grammar of a county's codes: printed ones, and spoken ones beginning with its short name (白沙07). */
export function codePatternsOf(spokenPrefix: string): RegExp[] {
  if (spokenPrefix.length < 2) return [PRINTED_CODE];
  return [PRINTED_CODE, new RegExp(`${escapeForPattern(spokenPrefix)}\\d{2,4}(?!\\d)`, 'g')];
}

export function findCodes(text: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((pattern) => text.match(pattern) ?? []);
}

/** Names of all rules a text matches. */
export function findMarks(text: string, exclusions: readonly RemarkExclusion[]): string[] {
  return exclusions
    .filter(
      ({ startsWith = [], contains = [] }) =>
        startsWith.some((prefix) => text.startsWith(prefix)) || contains.some((part) => text.includes(part)),
    )
    .map(({ rule }) => rule);
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
