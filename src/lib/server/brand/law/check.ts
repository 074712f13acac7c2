/**
 * The advertising-law check of texts: a pure function of list, texts and records. It marks, explains and suggests; it never
 * changes a word. Words inside pictures are not read: a list for people covers them.
 */
import { CATEGORIES, SEVERITIES, SYNTAX, type LawList, type LawRule, type Severity } from './list.ts';
import { normalise, type NormalText } from './normalise.ts';

export interface LawText {
  slot: string;
  text: string;
  /** Slots of one block are also read as one text: a headline broken over two lines is one headline. */
  block?: string;
  /** Channels on which the text appears; absent: all. */
  channels?: readonly Channel[];
  /** A registered name may contain what a claim may not. */
  isName?: boolean;
}

export type Channel = 'poster' | 'h5' | 'wechat' | 'xiaohongshu' | 'livestream';
export type ProductTag = 'food' | 'tea' | 'alcohol' | 'agri';
/** 商业广告, 公益宣传, 公告: the last two are no advertising; a few blocks hold for everybody. */
export type ContentType = 'advertisement' | 'public_interest' | 'announcement';

/** A record that proves something: a certificate, a licence, a claim with its papers. */
export interface Evidence {
  /** As the rules name it: 'certificate:gi', 'test_report', 'brand_license'. */
  kind: string;
  id: string;
  label: string;
  /** Civil days, both included; null = open. */
  validFrom: string | null;
  validTo: string | null;
  /** Only for hits in a text that contains this phrase. */
  phrase?: string;
}

export interface CheckInput {
  texts: readonly LawText[];
  tags: readonly ProductTag[];
  channels: readonly Channel[];
  type: ContentType;
  evidence: readonly Evidence[];
  /** Day of drawing and last day of the campaign: evidence must hold on both. */
  on: string;
  until: string;
}

export interface LoweredBy {
  by: 'words' | 'evidence' | 'name' | 'county';
  label: string;
  id?: string;
}

export interface Hit {
  ruleId: string;
  /** All rules that meet here, the named one first. */
  ruleIds: string[];
  category: string;
  slot: string;
  /** Place in the text as typed, UTF-16; of the part in `slot`. */
  start: number;
  end: number;
  text: string;
  /** More than one where a word runs over two slots. */
  parts: { slot: string; start: number; end: number }[];
  severity: Severity;
  law: string[];
  whyZh: string;
  whyEn: string;
  suggestionZh: string;
  suggestionEn: string;
  evidenceNeeded: string[];
  loweredBy: LoweredBy[];
  /** A platform's own rule: the words may stand everywhere else. */
  channel?: Channel;
}

export type Verdict = Severity | 'pass';

export interface LawCheck {
  listVersion: string;
  hits: Hit[];
  verdict: Verdict;
}

/** Rules about state symbols, state names, personal data and discrimination: they hold for notices and civic pictures too. */
export const ALWAYS: ReadonlySet<string> = new Set([
  'GOV-01',
  'GOV-03',
  'GOV-04',
  'PII-01',
  'PII-02',
  'DIS-01',
  'PYR-01',
]);

/** Channels with formats of their own: what they forbid is refused there and nowhere else. */
const OWN_FORMATS: ReadonlySet<Channel> = new Set(['xiaohongshu']);

interface CompiledRule {
  rule: LawRule;
  pattern: RegExp;
  exceptions: RegExp[];
  county: RegExp[];
  satisfiedBy: RegExp | null;
}

/** Compiled once a list. */
const compiled = new WeakMap<LawList, readonly CompiledRule[]>();

export function checkTexts(list: LawList, input: CheckInput): LawCheck {
  const rules = compile(list).filter(
    ({ rule }) => input.type === 'advertisement' || rule.county || ALWAYS.has(rule.id),
  );
  const texts = input.texts.filter((t) => t.text !== '');
  const reading = new Reading(texts);
  const found: Hit[] = [];
  const general: ReadonlySet<string> = new Set(['all', ...input.tags]);
  collect(found, rules, reading, texts, general, input);
  for (const channel of input.channels) {
    const shown = texts.filter((t) => t.channels === undefined || t.channels.includes(channel));
    const hits: Hit[] = [];
    collect(hits, rules, reading, shown, new Set([channel]), input);
    found.push(...(OWN_FORMATS.has(channel) ? hits.map((h) => ({ ...h, channel })) : hits));
  }
  const hits = merge(found, texts);
  return { listVersion: list.version, hits, verdict: verdictOf(hits) };
}

export function verdictOf(hits: readonly Pick<Hit, 'severity'>[]): Verdict {
  return hits.reduce<Verdict>(
    (worst, h) => (rankOf(h.severity) > rankOf(worst) ? h.severity : worst),
    'pass',
  );
}

/** Whether evidence holds on both days. */
export function holds(evidence: Evidence, on: string, until: string): boolean {
  const last = until > on ? until : on;
  return (
    (evidence.validFrom === null || evidence.validFrom <= on) &&
    (evidence.validTo === null || evidence.validTo >= last)
  );
}

function rankOf(severity: Verdict): number {
  return severity === 'pass' ? -1 : SEVERITIES.indexOf(severity);
}

function compile(list: LawList): readonly CompiledRule[] {
  let rules = compiled.get(list);
  if (!rules) {
    rules = list.rules.map((rule) => ({
      rule,
      pattern: new RegExp(rule.pattern, 'gu'),
      exceptions: rule.exceptions.map((e) => new RegExp(e, 'gu')),
      county: (rule.countyExceptions ?? []).map(
        (p) => new RegExp(normalise(p).text.replace(SYNTAX, '\\$&'), 'gu'),
      ),
      satisfiedBy: rule.satisfiedBy ? new RegExp(rule.satisfiedBy, 'u') : null,
    }));
    compiled.set(list, rules);
  }
  return rules;
}

/** Normal forms, each made once: of slots alone, and of blocks. */
class Reading {
  private readonly slots = new Map<LawText, NormalText>();
  private readonly disclosures: string;

  constructor(texts: readonly LawText[]) {
    this.disclosures = texts
      .filter((t) => t.block === 'disclosure')
      .map((t) => this.of(t).text)
      .join('\n');
  }

  of(text: LawText): NormalText {
    let normal = this.slots.get(text);
    if (!normal) this.slots.set(text, (normal = normalise(text.text)));
    return normal;
  }

  /** The block's own words and the poster's small print: both may complete a claim. */
  completion(blockText: string): string {
    return `${blockText}\n${this.disclosures}`;
  }
}

interface Found {
  start: number;
  end: number;
}

function collect(
  out: Hit[],
  rules: readonly CompiledRule[],
  reading: Reading,
  texts: readonly LawText[],
  tags: ReadonlySet<string>,
  input: CheckInput,
): void {
  const active = rules.filter(({ rule }) => rule.appliesTo.some((t) => tags.has(t)));
  if (active.length === 0) return;
  const blocks = new Map<string, LawText[]>();
  for (const text of texts) {
    const key = text.block ?? text.slot;
    blocks.set(key, [...(blocks.get(key) ?? []), text]);
  }
  for (const members of blocks.values()) {
    const whole = members.map((t) => t.text).join('');
    const [only] = members;
    const blockText = members.length === 1 && only ? reading.of(only) : normalise(whole);
    const completion = reading.completion(blockText.text);
    for (const compiledRule of active) {
      // Asked once a rule and block, and only when something is met.
      let words: string | null | undefined;
      const completed = (): string | null =>
        words === undefined ? (words = compiledRule.satisfiedBy?.exec(completion)?.[0] ?? null) : words;
      for (const text of members) {
        const normal = reading.of(text);
        const found = matches(compiledRule, normal.text);
        if (found.length === 0) continue;
        const place = placeOf(compiledRule, normal.text, [text], completed, input);
        for (const { start, end } of found) {
          const from = normal.starts[start] ?? 0;
          const to = normal.ends[end - 1] ?? from;
          const hit = judge(compiledRule.rule, place, { start, end });
          if (!hit) continue;
          out.push({
            ...hit,
            slot: text.slot,
            start: from,
            end: to,
            text: text.text.slice(from, to),
            parts: [{ slot: text.slot, start: from, end: to }],
          });
        }
      }
      if (members.length === 1) continue;
      for (const found of matches(compiledRule, blockText.text)) {
        const from = blockText.starts[found.start] ?? 0;
        const to = blockText.ends[found.end - 1] ?? from;
        const parts = placesOf(members, from, to);
        const [first] = parts;
        if (!first || parts.length === 1) continue;
        const touched = members.filter((t) => parts.some((p) => p.slot === t.slot));
        const place = placeOf(compiledRule, blockText.text, touched, completed, input);
        const hit = judge(compiledRule.rule, place, found);
        if (hit) out.push({ ...hit, ...first, text: whole.slice(from, to), parts });
      }
    }
  }
}

/** Every hit of a rule that none of its exceptions covers. */
function matches({ rule, pattern, exceptions }: CompiledRule, text: string): Found[] {
  const found: Found[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const group = rule.matchGroup === undefined ? match[0] : match[rule.matchGroup];
    if (group === undefined || group === '') {
      if (match[0] === '') pattern.lastIndex++;
      continue;
    }
    const start = match.index + match[0].indexOf(group);
    found.push({ start, end: start + group.length });
    // What stands behind the group may belong to the next hit.
    pattern.lastIndex = start + group.length;
  }
  if (found.length === 0 || exceptions.length === 0) return found;
  return uncovered(
    found,
    exceptions.flatMap((e) => spans(e, text)),
  );
}

function spans(pattern: RegExp, text: string): Found[] {
  return [...text.matchAll(pattern)].map((m) => ({ start: m.index, end: m.index + m[0].length }));
}

/** One sweep over both, by their starts: a hit stays unless some cover began before it and ends behind it. */
function uncovered(found: readonly Found[], covers: Found[]): Found[] {
  const sorted = covers.sort((a, b) => a.start - b.start);
  let next = 0;
  let reach = -1;
  return found.filter((f) => {
    for (; next < sorted.length && (sorted[next]?.start ?? Infinity) <= f.start; next++)
      reach = Math.max(reach, sorted[next]?.end ?? -1);
    return reach < f.end;
  });
}

type Judged = Omit<Hit, 'slot' | 'start' | 'end' | 'text' | 'parts'>;

/** What lowers a rule's hits in one text, found once. */
interface Place {
  /** Stretches that a county's exception covers. */
  excepted: readonly (Found & { phrase: string })[];
  name: string | null;
  words: string | null;
  proof: Evidence | null;
}

function placeOf(
  { rule, county }: CompiledRule,
  normal: string,
  texts: readonly LawText[],
  completed: () => string | null,
  input: CheckInput,
): Place {
  return {
    excepted: county.flatMap((p) => spans(p, normal).map((s) => ({ ...s, phrase: p.source }))),
    name:
      rule.category in NAME_CATEGORIES && texts.every((t) => t.isName)
        ? texts.map((t) => t.text).join('')
        : null,
    words: completed(),
    proof:
      input.evidence.find(
        (e) =>
          proves(rule, e.kind) &&
          holds(e, input.on, input.until) &&
          (e.phrase === undefined || normal.includes(normalise(e.phrase).text)),
      ) ?? null,
  };
}

/** The severity after everything that lowers it; null when nothing is left of it. */
function judge(rule: LawRule, place: Place, found: Found): Judged | null {
  let rank = SEVERITIES.indexOf(rule.severity);
  const loweredBy: LoweredBy[] = [];
  const exception = place.excepted.find((c) => c.start <= found.start && found.end <= c.end);
  if (exception) {
    // A platform's block becomes a question for a person; anything milder is settled.
    if (rule.severity !== 'block' || rule.lawSeverity !== undefined) return null;
    rank--;
    loweredBy.push({ by: 'county', label: exception.phrase });
  }
  if (place.name !== null && rank > 0) {
    rank = 0;
    loweredBy.push({ by: 'name', label: place.name });
  }
  if (place.words !== null) {
    rank--;
    loweredBy.push({ by: 'words', label: place.words });
  }
  if (place.proof) {
    rank--;
    loweredBy.push({ by: 'evidence', label: place.proof.label, id: place.proof.id });
  }
  const severity = SEVERITIES[rank];
  if (!severity) return null;
  return {
    ruleId: rule.id,
    ruleIds: [rule.id],
    category: rule.category,
    severity,
    law: rule.law,
    whyZh: rule.whyZh,
    whyEn: rule.whyEn,
    suggestionZh: rule.suggestionZh,
    suggestionEn: rule.suggestionEn,
    evidenceNeeded: place.proof ? [] : rule.evidence,
    loweredBy,
  };
}

/** Names and trademarks may contain the word (2023 guide, art. 6(4)); nowhere but in their own slot. */
const NAME_CATEGORIES: Readonly<Record<string, true>> = { 绝对化用语: true };

export function proves(rule: Pick<LawRule, 'evidence'>, kind: string): boolean {
  return rule.evidence.some(
    (needed) => needed === kind || (needed === 'certificate:any' && kind.startsWith('certificate:')),
  );
}

/** Where a stretch of a block lies in its slots. */
function placesOf(members: readonly LawText[], from: number, to: number): Hit['parts'] {
  const parts: Hit['parts'] = [];
  let at = 0;
  for (const { slot, text } of members) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, text.length);
    if (start < end) parts.push({ slot, start, end });
    at += text.length;
  }
  return parts;
}

/** Overlapping hits become one: the highest severity speaks, every rule is named. Sorted by place. */
function merge(found: readonly Hit[], texts: readonly LawText[]): Hit[] {
  const place = new Map(texts.map((t, i) => [t.slot, i]));
  const sorted = [...found].sort(
    (a, b) =>
      (place.get(a.slot) ?? 0) - (place.get(b.slot) ?? 0) ||
      a.start - b.start ||
      rankOf(b.severity) - rankOf(a.severity) ||
      b.end - a.end ||
      (a.ruleId < b.ruleId ? -1 : a.ruleId > b.ruleId ? 1 : 0),
  );
  const out: Hit[] = [];
  // For each slot (and channel of its own) the hit that reaches furthest so far: one sweep finds every overlap.
  const furthest = new Map<string, { index: number; end: number }>();
  const keyOf = (hit: Hit, slot: string): string => `${hit.channel ?? ''}\n${slot}`;
  for (const hit of sorted) {
    const met = hit.parts
      .map((p) => ({ part: p, known: furthest.get(keyOf(hit, p.slot)) }))
      .find(({ part, known }) => known !== undefined && part.start < known.end)?.known;
    const known = met && out[met.index];
    const index = met && known ? met.index : out.length;
    const merged = known ? together(known, hit, texts) : hit;
    out[index] = merged;
    for (const part of merged.parts) {
      const key = keyOf(hit, part.slot);
      const last = furthest.get(key);
      if (!last || last.end <= part.end) furthest.set(key, { index, end: part.end });
    }
  }
  return out;
}

function together(a: Hit, b: Hit, texts: readonly LawText[]): Hit {
  const [speaks, other] = rankOf(b.severity) > rankOf(a.severity) ? [b, a] : [a, b];
  const parts = a.parts.map((p) => ({ ...p }));
  for (const part of b.parts) {
    const same = parts.find((p) => p.slot === part.slot && p.start < part.end && part.start < p.end);
    if (same) {
      same.start = Math.min(same.start, part.start);
      same.end = Math.max(same.end, part.end);
    } else parts.push({ ...part });
  }
  const [first = a] = parts;
  return {
    ...speaks,
    ruleIds: [...new Set([...speaks.ruleIds, ...other.ruleIds])],
    law: [...new Set([...speaks.law, ...other.law])],
    slot: first.slot,
    start: first.start,
    end: first.end,
    text: parts.map((p) => texts.find((t) => t.slot === p.slot)?.text.slice(p.start, p.end) ?? '').join(''),
    parts,
  };
}

export function categoryName(category: string, locale: 'zh-CN' | 'en'): string {
  return locale === 'en' ? (CATEGORIES[category] ?? category) : category;
}
