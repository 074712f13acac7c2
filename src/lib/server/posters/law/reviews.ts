/** The reviewer's desk: contents in review whose words ask for a decision, and what was decided. */
import { and, asc, desc, eq, inArray } from 'drizzle-orm';
import type { Locale } from '#lib/shared/dates.ts';
import { isUuid } from '#lib/shared/uuid.ts';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import type { Verdict } from '../../brand/law/check.ts';
import {
  decideHit,
  stateReason,
  type DecisionFailure,
  type StatementResult,
} from '../../brand/law/answers.ts';
import { decisionsInForce, listDecisions, newestCheck, statementsOf } from '../../brand/law/checks.ts';
import { confirmedSubjects } from '../../brand/law/confirmations.ts';
import { liveClaims } from '../../brand/law/evidence.ts';
import type { LawCheckRow, LawDecision, LawStatement } from '../../brand/law/schema.ts';
import { lawChecks, lawDecisions } from '../../brand/law/schema.ts';
import type { DecisionOutcome } from '../../brand/law/states.ts';
import { showHits, type ShownHit } from '../../brand/law/words.ts';
import { campaigns } from '../../campaigns/schema.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { tell } from '../../notices/notices.ts';
import { contentTexts, type CampaignContent } from '../content.ts';
import { posterContents, posters, type PosterContent } from '../schema.ts';
import { nameOf, recheck } from './gates.ts';
import { checkContent, type ContentLaw, type LawOptions, type LawVersion } from './poster-law.ts';

export interface LawView {
  law: Omit<ContentLaw, 'hits'>;
  hits: ShownHit[];
  answers: Record<string, { reason: string; by: string }>;
  decisions: Record<string, { reason: string; by: string; outcome: DecisionOutcome }>;
  claims: { value: string; label: string }[];
}

/**
 * Everything a page shows of the check of a stored version (or a draft of it): hits in the reader's language, answers and
 * decisions by `ruleId\ntext`, and claims an author may link.
 */
export async function lawView(
  db: DbOrTx,
  version: LawVersion & { id: string },
  options: LawOptions & { locale: Locale },
): Promise<LawView> {
  const law = await checkContent(db, version, options);
  const about = { subject: 'poster' as const, subjectId: version.id };
  const [statements, decisions, confirmed, claims] = await Promise.all([
    statementsOf(db, version.countyId, about),
    decisionsInForce(db, version.countyId, { ...about, textHash: law.textHash }),
    confirmedSubjects(db, version.countyId),
    liveClaims(db, version.countyId, null),
  ]);
  const { hits, ...rest } = law;
  return {
    law: rest,
    hits: showHits(hits, options.locale, confirmed),
    answers: Object.fromEntries([...statements].map(([k, s]) => [k, { reason: s.reason, by: s.userName }])),
    decisions: Object.fromEntries(
      [...decisions].map(([k, d]) => [k, { reason: d.reason, by: d.userName, outcome: d.outcome }]),
    ),
    claims: claims.map((c) => ({ value: c.id, label: c.phrase })),
  };
}

export interface ReviewRow {
  contentId: string;
  posterId: string;
  name: string;
  campaignName: string;
  submittedAt: Date | null;
  submittedByName: string;
  words: string[];
  open: number;
  decided: number;
  verdict: Verdict;
  /** The reader wrote in it: somebody else decides. */
  own: boolean;
}

/** Contents in review with hits for a person, those with open ones first. */
export async function listReviews(db: DbOrTx, actor: Actor): Promise<ReviewRow[]> {
  const rows = await db
    .select({ version: posterContents, name: posters.name, campaignName: campaigns.name })
    .from(posterContents)
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, posterContents.countyId), eq(campaigns.id, posterContents.campaignId)),
    )
    .where(and(eq(posterContents.countyId, actor.countyId), eq(posterContents.state, 'in_review')))
    .orderBy(asc(posterContents.submittedAt));
  if (rows.length === 0) return [];
  const ids = rows.map((r) => r.version.id);
  const [checks, decisions] = await Promise.all([
    newestOf(db, actor.countyId, ids),
    decisionsOf(db, actor.countyId, ids),
  ]);
  return rows
    .flatMap(({ version, name, campaignName }): ReviewRow[] => {
      const check = checks.get(version.id);
      const reviews = check?.hits.filter((h) => h.severity === 'review') ?? [];
      if (!check || reviews.length === 0) return [];
      const decided = reviews.filter((h) =>
        decisions.some(
          (d) =>
            d.subjectId === version.id &&
            d.textHash === check.textHash &&
            d.ruleId === h.ruleId &&
            d.hitText === h.text,
        ),
      ).length;
      return [
        {
          contentId: version.id,
          posterId: version.posterId,
          name,
          campaignName,
          submittedAt: version.submittedAt,
          submittedByName: check.userName,
          words: reviews.map((h) => h.text).filter((t) => t !== ''),
          open: reviews.length - decided,
          decided,
          verdict: check.verdict,
          own: isOwn(actor, version),
        },
      ];
    })
    .sort((a, b) => Number(b.open > 0) - Number(a.open > 0));
}

/** How many contents wait for this person's decision. */
export async function countReviews(db: DbOrTx, actor: Actor): Promise<number> {
  if (!can(actor, 'law.decide')) return 0;
  return (await listReviews(db, actor)).filter((r) => r.open > 0 && !r.own).length;
}

export interface Review {
  version: PosterContent;
  name: string;
  texts: { slot: string; text: string }[];
  /** The stored check on which decisions rest. */
  check: LawCheckRow | null;
  hits: ShownHit[];
  /** The list changed since: run it again before deciding. */
  stale: boolean;
  statements: Map<string, LawStatement>;
  decisions: Map<string, LawDecision>;
  history: LawDecision[];
  own: boolean;
}

export async function openReview(
  db: DbOrTx,
  actor: Actor,
  contentId: string,
  options: { now: Date; locale: Locale },
): Promise<Review | null> {
  const version = await findVersion(db, actor.countyId, contentId);
  if (!version) return null;
  const about = { subject: 'poster' as const, subjectId: version.id };
  const [check, current, statements, history, confirmed] = await Promise.all([
    newestCheck(db, version.countyId, about),
    checkContent(db, version, options),
    statementsOf(db, version.countyId, about),
    listDecisions(db, version.countyId, about),
    confirmedSubjects(db, version.countyId),
  ]);
  return {
    version,
    name: await nameOf(db, version),
    texts: contentTexts(version.content as CampaignContent),
    check,
    hits: showHits(check?.hits ?? current.hits, options.locale, confirmed),
    stale:
      version.state === 'in_review' &&
      (check?.listVersion !== current.listVersion || check.textHash !== current.textHash),
    statements,
    decisions: check
      ? await decisionsInForce(db, version.countyId, { ...about, textHash: check.textHash })
      : new Map(),
    history,
    own: isOwn(actor, version),
  };
}

export type ReviewFailure = DecisionFailure | 'not_in_review';

/** A reviewer's decision on one hit of a content in review. The author is told. */
export async function decideReview(
  db: Db,
  actor: Actor,
  request: {
    contentId: string;
    ruleId: string;
    hitText: string;
    textHash: string;
    outcome: DecisionOutcome;
    reason: string;
    now: Date;
  },
): Promise<{ ok: true } | { ok: false; reason: ReviewFailure }> {
  return db.transaction(async (tx) => {
    // Locked: the author may be taking it back at this moment.
    const version = await findVersion(tx, actor.countyId, request.contentId, true);
    if (!version) return { ok: false, reason: 'not_found' };
    if (version.state !== 'in_review') return { ok: false, reason: 'not_in_review' };
    const decided = await decideHit(tx, actor, {
      ...request,
      subject: 'poster',
      subjectId: version.id,
      writers: [...version.writers, version.submittedBy].filter((id): id is string => id !== null),
    });
    if (!decided.ok) return decided;
    const authors = [...version.writers, version.submittedBy].filter((id): id is string => id !== null);
    await tell(tx, actor.countyId, authors, {
      kind: 'law.decided',
      path: `/posters/${version.posterId}`,
      payload: { name: await nameOf(tx, version), by: actor.name, words: request.hitText },
    });
    return { ok: true };
  });
}

/** The author's reason or proof for a hit, on a draft or on what waits for review. */
export async function answerHit(
  db: Db,
  actor: Actor,
  request: {
    contentId: string;
    ruleId: string;
    hitText: string;
    reason: string;
    claimId: string | null;
    now: Date;
  },
): Promise<StatementResult | { ok: false; reason: 'not_found' }> {
  const version = await findVersion(db, actor.countyId, request.contentId);
  if (!version || (version.state !== 'draft' && version.state !== 'in_review'))
    return { ok: false, reason: 'not_found' };
  return stateReason(db, actor, { ...request, subject: 'poster', subjectId: version.id });
}

/** Runs the check again on the list of today. */
export async function recheckReview(
  db: Db,
  actor: Actor,
  request: { contentId: string; now: Date },
): Promise<{ ok: true } | { ok: false; reason: 'not_found' | 'not_allowed' | 'not_in_review' }> {
  if (!can(actor, 'law.decide') && !can(actor, 'poster.approve') && !can(actor, 'poster.edit'))
    return { ok: false, reason: 'not_allowed' };
  return db.transaction(async (tx) => {
    const version = await findVersion(tx, actor.countyId, request.contentId, true);
    if (!version) return { ok: false as const, reason: 'not_found' as const };
    if (version.state !== 'in_review') return { ok: false as const, reason: 'not_in_review' as const };
    await recheck(tx, actor, version, { now: request.now });
    return { ok: true as const };
  });
}

export async function findVersion(
  db: DbOrTx,
  countyId: string,
  contentId: string,
  lock = false,
): Promise<PosterContent | null> {
  if (!isUuid(contentId)) return null;
  const query = db
    .select()
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), eq(posterContents.id, contentId)));
  const [row] = lock ? await query.for('update') : await query;
  return row ?? null;
}

function isOwn(actor: Actor, version: Pick<PosterContent, 'writers' | 'submittedBy'>): boolean {
  return (
    actor.userId !== null && (version.writers.includes(actor.userId) || version.submittedBy === actor.userId)
  );
}

async function newestOf(
  db: DbOrTx,
  countyId: string,
  contentIds: readonly string[],
): Promise<Map<string, LawCheckRow>> {
  const rows = await db
    .select()
    .from(lawChecks)
    .where(
      and(
        eq(lawChecks.countyId, countyId),
        eq(lawChecks.subject, 'poster'),
        inArray(lawChecks.subjectId, [...contentIds]),
        inArray(lawChecks.moment, ['submit', 'approve', 'recheck']),
      ),
    )
    .orderBy(desc(lawChecks.createdAt), desc(lawChecks.id));
  const newest = new Map<string, LawCheckRow>();
  for (const row of rows) if (!newest.has(row.subjectId)) newest.set(row.subjectId, row);
  return newest;
}

async function decisionsOf(
  db: DbOrTx,
  countyId: string,
  contentIds: readonly string[],
): Promise<LawDecision[]> {
  return db
    .select()
    .from(lawDecisions)
    .where(
      and(
        eq(lawDecisions.countyId, countyId),
        eq(lawDecisions.subject, 'poster'),
        inArray(lawDecisions.subjectId, [...contentIds]),
      ),
    );
}

export interface DecidedRow {
  id: string;
  contentId: string;
  name: string;
  words: string;
  ruleId: string;
  outcome: DecisionOutcome;
  reason: string;
  by: string;
  at: Date;
}

/** What was decided last, newest first. */
export async function recentDecisions(db: DbOrTx, countyId: string, limit = 40): Promise<DecidedRow[]> {
  const rows = await db
    .select({ decision: lawDecisions, name: posters.name })
    .from(lawDecisions)
    .innerJoin(
      posterContents,
      and(eq(posterContents.countyId, lawDecisions.countyId), eq(posterContents.id, lawDecisions.subjectId)),
    )
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .where(eq(lawDecisions.countyId, countyId))
    .orderBy(desc(lawDecisions.createdAt), desc(lawDecisions.id))
    .limit(limit);
  return rows.map(({ decision: d, name }) => ({
    id: d.id,
    contentId: d.subjectId,
    name,
    words: d.hitText,
    ruleId: d.ruleId,
    outcome: d.outcome,
    reason: d.reason,
    by: d.userName,
    at: d.createdAt,
  }));
}
