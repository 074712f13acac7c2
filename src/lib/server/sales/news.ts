import type { Profile } from './profiles/profile.ts';
import type { CaseFacts, CoreFacts, InfoFacts, LineFacts, OrderFacts } from './order.ts';

/** What one source says about one order at one time. Merging news is the only way an order changes. */
export interface OrderNews {
  /** Export time (epoch seconds). */
  at: number;
  core?: Omit<CoreFacts, 'at'>;
  info?: InfoFacts;
  lines?: Omit<LineFacts, 'at'>[];
  /** Lines with ids of their own join those already known; ordinals are replaced as a set. */
  linesHaveIds?: boolean;
  cases?: CaseFacts[];
  timeFromOrderNo?: boolean;
}

export interface Merged {
  facts: OrderFacts;
  /** Everything the news said was older than what is shown. */
  stale: boolean;
}

/**
 * Older news never overwrites newer news, and facts that a source does not know erase nothing. Stale news may still
 * fill what nobody has said yet, so the order in which files arrive does not matter.
 */
export function mergeNews(known: OrderFacts | null, news: OrderNews): Merged {
  const facts: OrderFacts = known === null ? { info: {}, lines: [], cases: [] } : { ...known };
  let spoke = false;
  let fresh = false;
  if (news.core) {
    spoke = true;
    if (facts.core === undefined || news.at >= facts.core.at) {
      fresh = true;
      facts.core = mergeCore(facts.core, news.core, news.at);
    } else {
      facts.core = { ...news.core, ...facts.core };
    }
  }
  if (news.info) {
    const newer = facts.infoAt === undefined || news.at >= facts.infoAt;
    if (news.core === undefined && news.lines === undefined) {
      spoke = true;
      fresh ||= newer;
    }
    if (known === null) facts.info = news.info;
    else facts.info = newer ? overlay(facts.info, news.info) : overlay(news.info, facts.info);
    if (newer) facts.infoAt = news.at;
    if (facts.info.trafficPending && facts.info.trafficForm !== undefined) {
      const { trafficPending: _pending, ...settled } = facts.info;
      facts.info = settled;
    }
  }
  if (news.lines) {
    spoke = true;
    const result = mergeLines(facts.lines, news.lines, news.at, news.linesHaveIds ?? false);
    facts.lines = result.lines;
    fresh ||= result.fresh;
  }
  if (news.cases) {
    spoke = true;
    fresh = true;
    const byNo = new Map(facts.cases.map((refundCase) => [refundCase.refundNo, refundCase]));
    for (const refundCase of news.cases) byNo.set(refundCase.refundNo, refundCase);
    facts.cases = [...byNo.values()].sort((a, b) => (a.refundNo < b.refundNo ? -1 : 1));
  }
  if (news.timeFromOrderNo) facts.timeFromOrderNo = true;
  return { facts, stale: spoke && !fresh };
}

function mergeCore(known: CoreFacts | undefined, news: Omit<CoreFacts, 'at'>, at: number): CoreFacts {
  const merged: CoreFacts = { ...known, ...news, at };
  if (news.stage !== undefined && news.stageText === undefined) delete merged.stageText;
  return merged;
}

function mergeLines(
  known: readonly LineFacts[],
  news: readonly Omit<LineFacts, 'at'>[],
  at: number,
  haveIds: boolean,
): { lines: LineFacts[]; fresh: boolean } {
  const stamped = news.map((line) => ({ ...line, at }));
  if (known.length === 0) return { lines: stamped, fresh: true };
  if (!haveIds) {
    const newest = Math.max(...known.map((line) => line.at));
    return at >= newest ? { lines: stamped, fresh: true } : { lines: [...known], fresh: false };
  }
  let fresh = false;
  const byKey = new Map(known.map((line) => [line.key, line]));
  for (const line of stamped) {
    const before = byKey.get(line.key);
    if (before !== undefined && before.at > at) continue;
    fresh = true;
    byKey.set(line.key, line);
  }
  return { lines: [...byKey.values()], fresh };
}

/** `upper` over `lower`, key by key; lists are joined. */
function overlay(lower: InfoFacts, upper: InfoFacts): InfoFacts {
  const merged: InfoFacts = { ...lower, ...upper };
  for (const key of ['marks', 'foundCodes'] as const) {
    const joined = [...new Set([...(lower[key] ?? []), ...(upper[key] ?? [])])].sort();
    if (joined.length > 0) merged[key] = joined;
  }
  return merged;
}

/** Whether a profile's rows carry sub-order numbers. */
export function hasLineIds(profile: Profile): boolean {
  return profile.grain === 'line';
}
