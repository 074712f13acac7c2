/** The list as people read and search it. Pure, but for the sentences that come with the list. */
import type { Locale } from '#lib/shared/dates.ts';
import { checkTexts, categoryName, type Channel, type Hit, type ProductTag } from './check.ts';
import sentences from './data/law-sentences.json' with { type: 'json' };
import { CATEGORIES, LAWS, lawIdOf, type LawList, type LawRule, type Severity } from './list.ts';
import { normalise } from './normalise.ts';
import { lawLabel } from './words.ts';

export interface RuleRow {
  id: string;
  category: string;
  severity: Severity;
  /** What the shipped list says, where the county changed it. */
  lawSeverity: Severity | null;
  county: boolean;
  words: string[];
  why: string;
  law: string[];
  exceptions: number;
}

export interface RuleFilter {
  text: string;
  category: string;
  severity: string;
  law: string;
}

/** Rows that fit the filter. A searched text finds rules that speak of it and rules that it would meet. */
export function ruleRows(list: LawList, filter: RuleFilter, locale: Locale): RuleRow[] {
  const text = normalise(filter.text).text.toLowerCase();
  return list.rules
    .filter((r) => filter.category === '' || r.category === filter.category)
    .filter((r) => filter.severity === '' || r.severity === filter.severity)
    .filter((r) => filter.law === '' || r.law.some((ref) => lawIdOf(ref) === filter.law))
    .filter((r) => text === '' || speaksOf(r, text) || new RegExp(r.pattern, 'u').test(text))
    .map((r) => ({
      id: r.id,
      category: categoryName(r.category, locale),
      severity: r.severity,
      lawSeverity: r.lawSeverity ?? null,
      county: r.county === true,
      words: sampleWords(r),
      why: locale === 'en' ? r.whyEn : r.whyZh,
      law: r.law.map((ref) => lawLabel(ref, locale)),
      exceptions: r.exceptions.length + (r.countyExceptions?.length ?? 0),
    }));
}

function speaksOf(rule: LawRule, text: string): boolean {
  return [
    rule.id,
    rule.category,
    CATEGORIES[rule.category] ?? '',
    rule.whyZh,
    rule.whyEn,
    rule.suggestionZh,
    rule.pattern,
  ]
    .join('\n')
    .toLowerCase()
    .includes(text);
}

/** Plain words among a rule's alternatives, for people. */
export function sampleWords(rule: Pick<LawRule, 'pattern' | 'county'>, most = 6): string[] {
  if (rule.county) return [rule.pattern.replaceAll('[^，。！；]{0,8}', '*').replace(/\\(.)/gu, '$1')];
  const plain = topAlternatives(rule.pattern)
    .map((a) => a.replace(/\([^()]*\)\??/gu, '').replace(/\[([^\]])[^\]]*\]\??/gu, '$1'))
    .map((a) => a.replace(/.\?/gu, ''))
    .filter((a) => /^[\p{Script=Han}A-Za-z0-9]{1,10}$/u.test(a) && a.length > 1);
  return [...new Set(plain)].slice(0, most);
}

/** A pattern's alternatives outside brackets. */
function topAlternatives(pattern: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let inClass = false;
  let current = '';
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i] ?? '';
    if (c === '\\') {
      current += c + (pattern[++i] ?? '');
      continue;
    }
    if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (!inClass && c === '(') depth++;
    else if (!inClass && c === ')') depth--;
    if (c === '|' && depth === 0 && !inClass) {
      out.push(current);
      current = '';
    } else current += c;
  }
  out.push(current);
  return out;
}

export interface SentenceResult {
  text: string;
  /** Whether the rule is meant to meet it. */
  mustHit: boolean;
  hit: boolean;
  hits: Hit[];
}

const ALL_TAGS: readonly ProductTag[] = ['food', 'tea', 'alcohol', 'agri'];
const CHANNELS: readonly Channel[] = ['poster', 'h5', 'wechat', 'livestream'];

/** The list's own sentences that speak of a rule, judged now: those it must meet and those it must not. */
export function sentencesOf(list: LawList, rule: LawRule): SentenceResult[] {
  const all = [...sentences.sentences, ...sentences.more] as {
    text: string;
    expect: string[];
    tags?: string[];
  }[];
  const pattern = new RegExp(rule.pattern, 'u');
  return all
    .filter(
      (s) => s.expect.includes(rule.id) || (s.expect.length === 0 && pattern.test(normalise(s.text).text)),
    )
    .filter((s) => s.tags === undefined || rule.appliesTo.some((t) => s.tags?.includes(t)))
    .map((s) => {
      const hits = tryText(list, s.text, s.tags?.includes('xiaohongshu') ? 'xiaohongshu' : 'poster').hits;
      return {
        text: s.text,
        mustHit: s.expect.includes(rule.id),
        hit: hits.some((h) => h.ruleIds.includes(rule.id)),
        hits: hits.filter((h) => h.ruleIds.includes(rule.id)),
      };
    });
}

/** A sentence as if it stood on a poster, with every rule of goods on. */
export function tryText(list: LawList, text: string, channel: 'poster' | 'xiaohongshu') {
  return checkTexts(list, {
    texts: [{ slot: 'text', text }],
    tags: ALL_TAGS,
    channels: channel === 'xiaohongshu' ? ['xiaohongshu'] : CHANNELS,
    type: 'advertisement',
    evidence: [],
    on: '2000-01-01',
    until: '2000-01-01',
  });
}

export function categoryChoices(list: LawList, locale: Locale): { value: string; label: string }[] {
  return [...new Set(list.rules.map((r) => r.category))].map((value) => ({
    value,
    label: categoryName(value, locale),
  }));
}

export function lawChoices(list: LawList, locale: Locale): { value: string; label: string }[] {
  const used = new Set(list.rules.flatMap((r) => r.law.map(lawIdOf)));
  return LAWS.filter((l) => used.has(l.id)).map((l) => ({ value: l.id, label: lawLabel(l.id, locale) }));
}

/** An exception as words: its alternatives spelt out where that is short. */
export function exceptionText(pattern: string): string {
  return pattern
    .replaceAll('(?:', '(')
    .replace(/\[\^[^\]]*\]\{0,\d+\}/gu, '…')
    .replace(/\{\d+,\d+\}/gu, '')
    .replace(/\(([^()]*)\)\?/gu, '〔$1〕')
    .replace(/\(([^()]*)\)/gu, '（$1）')
    .replaceAll('|', '、')
    .replaceAll('\\d', '数字')
    .replace(/\\s|\\/gu, '');
}
