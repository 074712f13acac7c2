import { normaliseCode, type CodeGrammar } from '../../campaigns/code-grammar.ts';

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

/**
 * The county's grammar of codes: printed ones begin with its prefix (`BS2604`, `BS2604-2`, `BS-QIU26`), spoken ones with
 * its short name (白沙07). `registered` codes are kept whatever they look like. Nothing else of a remark is.
 */
export function codePatternsOf(grammar: CodeGrammar, registered: readonly string[] = []): RegExp[] {
  const patterns: RegExp[] = [];
  if (grammar.prefix.length >= 2) {
    patterns.push(pattern(`${escapeForPattern(grammar.prefix)}-?[A-Z]{0,8}\\d{2,5}(?:-\\d{1,2})?`));
  }
  if (grammar.spokenPrefix.length >= 2) {
    patterns.push(new RegExp(`${escapeForPattern(grammar.spokenPrefix)}\\d{1,4}`, 'gi'));
  }
  if (registered.length > 0) patterns.push(pattern(`(?:${registered.map(escapeForPattern).join('|')})`));
  return patterns;
}

/** Codes are compared in upper case and without spaces, as the campaign's own are. */
export function findCodes(text: string, patterns: readonly RegExp[]): string[] {
  return patterns.flatMap((code) => text.match(code) ?? []).map(normaliseCode);
}

function pattern(source: string): RegExp {
  return new RegExp(`(?<![A-Za-z0-9])${source}(?![A-Za-z0-9])`, 'gi');
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
