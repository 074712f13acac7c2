/**
 * What follows from the law check at each moment: a block is refused everywhere; a review needs the author's reason to be
 * submitted and a reviewer's decision to be approved; at render and download only a block refuses, because what was decided
 * stays decided until the list says otherwise.
 */
import { dayOf } from '#lib/shared/dates.ts';
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import type { Hit, Verdict } from '../../brand/law/check.ts';
import {
  decisionsInForce,
  hitKey,
  keepCheck,
  newestCheck,
  statementsOf,
  unanswered,
} from '../../brand/law/checks.ts';
import { reportFinding } from '../../brand/law/findings.ts';
import type { LawList } from '../../brand/law/list.ts';
import { currentList } from '../../brand/law/lists.ts';
import type { CheckMoment } from '../../brand/law/states.ts';
import { peopleWithRole } from '../../campaigns/audience.ts';
import type { DbOrTx } from '../../db/database.ts';
import { tell } from '../../notices/notices.ts';
import type { Assembly } from '../assembly.ts';
import { FORMATS, isFormatId, type FormatId } from '../formats.ts';
import type { Scene } from '../scene.ts';
import { proposeRecall as proposeToWithdraw } from '../recalls/recalls.ts';
import { posters, type PosterContent } from '../schema.ts';
import { checkContent, evidenceOf, judge, type ContentLaw } from './poster-law.ts';

export type LawRefusal =
  | 'law_block'
  /** A hit that asks for review has neither a reason nor proof. */
  | 'law_reason_missing'
  /** Checked on an older list, or on other words: run it again. */
  | 'law_stale'
  | 'law_undecided'
  /** 放行（须改动）: not in this version. */
  | 'law_changes_required'
  | 'law_refused';

export type LawGate =
  { ok: true; law: ContentLaw } | { ok: false; reason: LawRefusal; law: ContentLaw; hits: Hit[] };

interface Moment {
  now: Date;
  scenes?: readonly { format: FormatId; scene: Scene }[];
}

/** Into the file, and either through or refused. Reviewers are told of what waits for them. */
export async function lawAtSubmit(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  moment: Moment,
): Promise<LawGate> {
  const law = await checkContent(tx, version, moment);
  await keep(tx, actor, version, 'submit', law, moment.now);
  const blocks = law.hits.filter(isBlock);
  if (blocks.length > 0) return { ok: false, reason: 'law_block', law, hits: blocks };
  const statements = await statementsOf(tx, version.countyId, { subject: 'poster', subjectId: version.id });
  const open = unanswered(law.hits, statements);
  if (open.length > 0) return { ok: false, reason: 'law_reason_missing', law, hits: open };
  const reviews = law.hits.filter((h) => h.severity === 'review');
  if (reviews.length > 0) await tellReviewers(tx, actor, version, reviews.length);
  return { ok: true, law };
}

/** Again, on the list of today; every review needs a decision that lets exactly these words pass. */
export async function lawAtApproval(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  moment: Moment,
): Promise<LawGate> {
  const law = await checkContent(tx, version, moment);
  const blocks = law.hits.filter(isBlock);
  if (blocks.length > 0) return { ok: false, reason: 'law_block', law, hits: blocks };
  const about = { subject: 'poster' as const, subjectId: version.id };
  const known = await newestCheck(tx, version.countyId, about);
  if (known?.listVersion !== law.listVersion || known.textHash !== law.textHash)
    return { ok: false, reason: 'law_stale', law, hits: law.hits.filter((h) => h.severity === 'review') };
  const decisions = await decisionsInForce(tx, version.countyId, { ...about, textHash: law.textHash });
  const reviews = law.hits.filter((h) => h.severity === 'review');
  const outcomeOf = (hit: Hit) => decisions.get(hitKey(hit))?.outcome;
  for (const [outcome, reason] of [
    ['refuse', 'law_refused'],
    ['pass_with_changes', 'law_changes_required'],
    [undefined, 'law_undecided'],
  ] as const) {
    const hits = reviews.filter((h) => outcomeOf(h) === outcome);
    if (hits.length > 0) return { ok: false, reason, law, hits };
  }
  await keep(tx, actor, version, 'approve', law, moment.now);
  return { ok: true, law };
}

/** Runs the check again on the list of today, for what was submitted under an older one. */
export async function recheck(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  moment: Moment,
): Promise<ContentLaw> {
  const law = await checkContent(tx, version, moment);
  await keep(tx, actor, version, 'recheck', law, moment.now);
  return law;
}

/** Verdicts of a list on what was approved; a list's own, so a new version starts empty. */
const verdicts = new WeakMap<LawList, Map<string, Verdict>>();
const VERDICTS = 4_000;

/**
 * Asked before a picture is drawn and before it is handed out. A block on the list of today refuses; the authors are told
 * once and a recall is proposed. Verdicts are remembered by words, day and licences.
 */
export async function lawStands(
  tx: DbOrTx,
  version: PosterContent,
  assembly: Assembly,
  options: {
    merchant: { id: string; name: string } | null;
    format: string;
    now: Date;
    moment: 'render' | 'download';
  },
): Promise<{ ok: true } | { ok: false; reason: 'law_block' | 'law_name' | 'law_format'; hits: Hit[] }> {
  const { merchant, now } = options;
  const platforms = isFormatId(options.format) ? FORMATS[options.format].platforms : [];
  const list = await currentList(tx, version.countyId);
  let known = verdicts.get(list);
  if (!known) verdicts.set(list, (known = new Map()));
  const key = [
    version.id,
    version.revision,
    dayOf(now),
    merchant?.name ?? '',
    assembly.bar.allowed.map((m) => m.brandId).join(),
    assembly.campaign.endsOn,
    platforms.includes('xiaohongshu'),
  ].join('|');
  if (known.has(key) && known.get(key) !== 'block') return { ok: true };
  const evidence = await evidenceOf(tx, assembly, merchant?.id ?? null);
  const law = judge(list, assembly, evidence, { now, merchant });
  if (known.size >= VERDICTS) known.clear();
  // Of words alone: marks, pictures and codes have gates of their own, with reasons of their own.
  const hits = law.hits
    .filter((h) => h.severity === 'block' && h.parts.length > 0)
    .filter((h) => h.channel === undefined || platforms.includes(h.channel));
  known.set(key, hits.length > 0 ? 'block' : 'pass');
  if (hits.length === 0) return { ok: true };
  // A name is the merchant's to change: the content stays as it was approved.
  const general = hits.filter((h) => h.channel === undefined);
  if (general.length === 0) return { ok: false, reason: 'law_format', hits };
  const inContent = general.filter((h) => h.slot !== 'merchant');
  if (inContent.length === 0) return { ok: false, reason: 'law_name', hits: general };
  await proposeRecall(tx, version, law, inContent, options.moment, now);
  return { ok: false, reason: 'law_block', hits: inContent };
}

/** Notes that an approved version may not be used any more, and tells who wrote it and who plans. */
export async function proposeRecall(
  tx: DbOrTx,
  version: PosterContent,
  law: Pick<ContentLaw, 'textHash' | 'listVersion'>,
  hits: Hit[],
  moment: CheckMoment,
  now: Date,
): Promise<boolean> {
  const planners = await peopleWithRole(tx, version.countyId, 'planner');
  const isNew = await reportFinding(
    tx,
    {
      countyId: version.countyId,
      subject: 'poster',
      subjectId: version.id,
      label: await nameOf(tx, version),
      path: `/posters/${version.posterId}`,
      kind: 'block',
      textHash: law.textHash,
      listVersion: law.listVersion,
      hits,
      moment,
      at: now,
    },
    [...version.writers, version.submittedBy, ...planners],
  );
  if (isNew) {
    await proposeToWithdraw(tx, version.countyId, {
      scope: 'content',
      scopeId: version.id,
      reason: 'unlawful_content',
      source: 'law',
      words: hits.map((h) => h.text).join('、'),
    });
  }
  return isNew;
}

export async function nameOf(
  tx: DbOrTx,
  version: Pick<PosterContent, 'countyId' | 'posterId'>,
): Promise<string> {
  const [poster] = await tx
    .select({ name: posters.name })
    .from(posters)
    .where(and(eq(posters.countyId, version.countyId), eq(posters.id, version.posterId)));
  return poster?.name ?? '';
}

/** What holds back the whole content; a platform's own rule holds back that platform's formats. */
function isBlock(hit: Hit): boolean {
  return hit.severity === 'block' && hit.channel === undefined;
}

async function keep(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  moment: CheckMoment,
  law: ContentLaw,
  at: Date,
): Promise<void> {
  await keepCheck(
    tx,
    actor,
    { subject: 'poster', subjectId: version.id, moment, textHash: law.textHash, at },
    law,
  );
}

async function tellReviewers(tx: DbOrTx, actor: Actor, version: PosterContent, count: number): Promise<void> {
  const reviewers = await peopleWithRole(tx, version.countyId, 'reviewer');
  await tell(
    tx,
    version.countyId,
    reviewers.filter((id) => id !== actor.userId && !version.writers.includes(id)),
    {
      kind: 'law.to_decide',
      path: `/law/reviews/${version.id}`,
      payload: { name: await nameOf(tx, version), count: String(count) },
    },
  );
}
