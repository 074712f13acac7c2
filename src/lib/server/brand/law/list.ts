/**
 * The list of rules as shipped, and a county's list made of it. A county may add, and may lower what is not a block of the
 * law; `strengthened` is where that is enforced, whatever a row in the database says.
 *
 * Nothing in the data has been compared with the official texts: it is a drafting aid, and every page says so.
 */
import data from './data/law-list.json' with { type: 'json' };
import { normalise } from './normalise.ts';

export type Severity = 'block' | 'review' | 'notice';
export const SEVERITIES: readonly Severity[] = ['notice', 'review', 'block'];

export interface LawRule {
  id: string;
  category: string;
  /** Without look-around and back-references, every repeat bounded: one pass over the text. */
  pattern: string;
  /** Which group is the hit; absent: the whole match. */
  matchGroup?: number;
  severity: Severity;
  /** '<law>:<article>' or '<law>'. */
  law: string[];
  whyZh: string;
  whyEn: string;
  suggestionZh: string;
  suggestionEn: string;
  exceptions: string[];
  /** What on the poster completes the words, e.g. the standard beside a grade: one step lower. */
  satisfiedBy?: string;
  /** Kinds of proof, any of which lowers by one step. */
  evidence: string[];
  appliesTo: string[];
  extendFrom?: string;
  note?: string;
  verified: string;
  /** Set on a county's own terms. */
  county?: true;
  /** What the law's list says, where the county changed it. */
  lawSeverity?: Severity;
  /** Phrases of the county that lower the hit they cover: out, or to review for a platform's block. */
  countyExceptions?: string[];
}

export interface LawList {
  /** '1.1.0' as shipped, '1.1.0+3' with the county's third version. */
  version: string;
  rules: readonly LawRule[];
}

export interface Law {
  id: string;
  nameZh: string;
  nameEn: string;
  version: string;
  verified: string;
  doubt: string;
  note: string;
  articles: Readonly<Record<string, string>>;
  penalties: Readonly<Record<string, string>>;
}

/** Literal, `*` for up to eight characters of one clause; never a regular expression. */
export interface CountyTerm {
  term: string;
  severity: Severity;
  why: string;
  suggestion: string;
}
export interface CountyException {
  ruleId: string;
  phrase: string;
  reason: string;
}
export interface SeverityChange {
  ruleId: string;
  severity: Severity;
  reason: string;
}
export interface CountyAdditions {
  terms: CountyTerm[];
  exceptions: CountyException[];
  severities: SeverityChange[];
}
export const NO_ADDITIONS: CountyAdditions = { terms: [], exceptions: [], severities: [] };

export const BASE_VERSION: string = data.version;
export const DISCLAIMER = { zh: data.disclaimerZh, en: data.disclaimer };
export const CATEGORIES: Readonly<Record<string, string>> = data.categories;
export const LAWS: readonly Law[] = data.laws as unknown as Law[];
export const STRUCTURAL_CHECKS = data.structuralChecks as readonly {
  id: string;
  severity: Severity;
  law: string[];
  checkZh: string;
  checkEn: string;
  how: string;
  verified: string;
}[];
export const MANUAL_CHECKS: readonly { id: string; law: string[]; checkZh: string; checkEn: string }[] =
  data.manualChecks;
export const LOTTERY_ITEMS: readonly string[] = data.requiredDisclosures.lottery;

export const BASE_LIST: LawList = { version: BASE_VERSION, rules: data.rules as LawRule[] };

/** Rules of platforms, not of a law: their blocks a county may lower to review. */
const PLATFORM_SOURCES: ReadonlySet<string> = new Set(['WXLINK', 'XHS']);

export function getRule(list: LawList, id: string): LawRule | null {
  return list.rules.find((r) => r.id === id) ?? null;
}

/** A block that rests on a law: no county may weaken it. */
export function isLawBlock(rule: LawRule): boolean {
  return rule.severity === 'block' && rule.law.some((ref) => !PLATFORM_SOURCES.has(lawIdOf(ref)));
}

export function lawIdOf(ref: string): string {
  return ref.split(':')[0] ?? ref;
}

export type AdditionProblem =
  | { code: 'unknown_rule'; ruleId: string }
  | { code: 'weakens_law'; ruleId: string }
  | { code: 'below_review'; ruleId: string }
  | { code: 'reason_missing'; ruleId: string }
  | { code: 'term_too_short'; term: string }
  | { code: 'term_too_long'; term: string }
  | { code: 'exception_too_short'; ruleId: string; phrase: string };

export const MIN_REASON = 6;
const MAX_TERM = 40;

/** Every fault of a county's wishes; an empty list may be signed. */
export function problemsOf(additions: CountyAdditions): AdditionProblem[] {
  const problems: AdditionProblem[] = [];
  for (const { term } of additions.terms) {
    const solid = [...term.replaceAll('*', '').replace(/\s/gu, '')].length;
    if (solid < 2) problems.push({ code: 'term_too_short', term });
    if ([...term].length > MAX_TERM) problems.push({ code: 'term_too_long', term });
  }
  for (const { ruleId, phrase, reason } of additions.exceptions) {
    const rule = getRule(BASE_LIST, ruleId);
    if (!rule) problems.push({ code: 'unknown_rule', ruleId });
    else if (isLawBlock(rule)) problems.push({ code: 'weakens_law', ruleId });
    if ([...phrase.trim()].length < 2 || [...phrase].length > MAX_TERM)
      problems.push({ code: 'exception_too_short', ruleId, phrase });
    if (reason.trim().length < MIN_REASON) problems.push({ code: 'reason_missing', ruleId });
  }
  for (const { ruleId, severity, reason } of additions.severities) {
    const rule = getRule(BASE_LIST, ruleId);
    if (!rule) problems.push({ code: 'unknown_rule', ruleId });
    else if (isLower(severity, rule.severity)) {
      if (isLawBlock(rule)) problems.push({ code: 'weakens_law', ruleId });
      else if (rule.severity === 'block' && severity === 'notice')
        problems.push({ code: 'below_review', ruleId });
      if (reason.trim().length < MIN_REASON) problems.push({ code: 'reason_missing', ruleId });
    }
  }
  return problems;
}

/**
 * The county's list. Never weaker than the law's blocks: wishes that would weaken one are left out here, even if a row holds
 * them. `names` fills the rules that grow from the brand registry.
 */
export function strengthened(
  additions: CountyAdditions,
  options: { number: number; names?: Readonly<Record<string, readonly string[]>> },
): LawList {
  const rules = BASE_LIST.rules.map((base): LawRule => {
    const rule: LawRule = { ...base };
    const names = base.extendFrom ? options.names?.[base.extendFrom] : undefined;
    if (names && names.length > 0) rule.pattern = `${rule.pattern}|${names.map(literal).join('|')}`;
    const change = additions.severities.find((s) => s.ruleId === base.id);
    if (change && mayBecome(base, change.severity)) {
      rule.severity = change.severity;
      rule.lawSeverity = base.severity;
    }
    if (!isLawBlock(base)) {
      const phrases = additions.exceptions.filter((e) => e.ruleId === base.id).map((e) => e.phrase);
      if (phrases.length > 0) rule.countyExceptions = phrases;
    }
    return rule;
  });
  const own = additions.terms.map((t, i): LawRule => ({
    id: `COUNTY-${String(i + 1).padStart(2, '0')}`,
    category: '县补充',
    pattern: literal(t.term),
    severity: t.severity,
    law: ['BRANDRULES'],
    whyZh: t.why,
    whyEn: t.why,
    suggestionZh: t.suggestion,
    suggestionEn: t.suggestion,
    exceptions: [],
    evidence: [],
    appliesTo: ['all'],
    verified: 'county',
    county: true,
  }));
  const version = options.number === 0 ? BASE_VERSION : `${BASE_VERSION}+${options.number}`;
  return { version, rules: [...rules, ...own] };
}

function mayBecome(base: LawRule, severity: Severity): boolean {
  if (!isLower(severity, base.severity)) return true;
  return !isLawBlock(base) && !(base.severity === 'block' && severity === 'notice');
}

export function isLower(a: Severity, b: Severity): boolean {
  return SEVERITIES.indexOf(a) < SEVERITIES.indexOf(b);
}

/** Characters a regular expression would read as its own. */
export const SYNTAX = /[\\^$.*+?()[\]{}|/]/gu;

/** A literal as a pattern: read as texts are read, everything escaped, `*` for up to eight characters of one clause. */
export function literal(term: string): string {
  return term
    .trim()
    .split('*')
    .map((part) => normalise(part).text.replace(SYNTAX, '\\$&'))
    .join('[^，。！；]{0,8}');
}
