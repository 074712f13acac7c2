/** The law file of the demo county: lists, claims, checks of everything approved, words that wait and words decided on. */
import { createHash } from 'node:crypto';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { BASE_VERSION, NO_ADDITIONS } from '#lib/server/brand/law/list.ts';
import { changesBetween } from '#lib/server/brand/law/lists.ts';
import {
  lawChecks,
  lawClaims,
  lawDecisions,
  lawListVersions,
  lawPlatformLooks,
  lawRuns,
  lawStatements,
} from '#lib/server/brand/law/schema.ts';
import type { Effect } from '#lib/server/brand/law/states.ts';
import { checkContent, type ContentLaw } from '#lib/server/posters/law/poster-law.ts';
import { posterApprovals, posterContents, posters, type PosterContent } from '#lib/server/posters/schema.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { ACCOUNTS } from '../data/accounts.ts';
import { CLAIMS, LIST_VERSIONS, WORDINGS } from '../data/law.ts';
import { wasApproved } from '../world/editions.ts';
import type { Loading } from './loading.ts';
import { festivalContent } from './posters.ts';

type Moment = 'submit' | 'approve';

export async function loadLaw(loading: Loading): Promise<void> {
  await loadLists(loading);
  await loadClaims(loading);
  await loadChecks(loading);
  await loadWordings(loading);
}

function person(loading: Loading, mail: string): { userId: string; userName: string } {
  return {
    userId: loading.id('user', mail),
    userName: ACCOUNTS.find((a) => a.mail === mail)?.name ?? mail,
  };
}

async function loadLists(loading: Loading): Promise<void> {
  const { tx, countyId, id, today } = loading;
  const admin = person(loading, 'admin@baisha.example');
  let before = NO_ADDITIONS;
  for (const [i, { daysAgo, note, additions }] of LIST_VERSIONS.entries()) {
    await tx.insert(lawListVersions).values({
      countyId,
      id: id('law-list', String(i + 1)),
      number: i + 1,
      baseVersion: BASE_VERSION,
      additions,
      changes: changesBetween(before, additions),
      note,
      signedBy: admin.userId,
      signedByName: admin.userName,
      createdAt: instantAt(addDays(today, -daysAgo), '16:20'),
    });
    before = additions;
  }
  const reviewer = person(loading, 'reviewer@baisha.example');
  await tx.insert(lawPlatformLooks).values({
    countyId,
    id: id('law-look', 'XHS-TRADE'),
    rule: 'XHS-TRADE',
    lookedAtOn: addDays(today, -40),
    nextCheckOn: addDays(today, 142),
    note: '规则中心已看，二维码和联系方式仍不允许',
    lookedBy: reviewer.userId,
    lookedByName: reviewer.userName,
    createdAt: instantAt(addDays(today, -40), '10:05'),
  });
}

async function loadClaims(loading: Loading): Promise<void> {
  const { tx, countyId, id, today } = loading;
  const planner = person(loading, 'planner@baisha.example');
  await tx.insert(lawClaims).values(
    CLAIMS.map((c) => ({
      countyId,
      id: id('law-claim', c.key),
      kind: c.kind,
      proves: c.proves,
      phrase: c.phrase,
      productId: c.product === null ? null : id('product', c.product),
      papers: [
        {
          kind: 'document' as const,
          id: null,
          name: c.paper.name,
          number: c.paper.number,
          sha256: null,
          validTo: addDays(today, c.to),
        },
      ],
      scope: c.scope,
      validFrom: addDays(today, c.from),
      validTo: addDays(today, c.to),
      createdBy: planner.userId,
      createdByName: planner.userName,
      createdAt: instantAt(addDays(today, Math.max(c.from, -400)), '11:15'),
    })),
  );
}

/** What submission, approval and the last night's run found, for everything the demo has approved: judged once. */
async function loadChecks(loading: Loading): Promise<void> {
  const { tx, countyId, id, today, now } = loading;
  const approved = await tx
    .select({ version: posterContents, name: posters.name })
    .from(posterContents)
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .where(and(eq(posterContents.countyId, countyId), isNotNull(posterContents.approvedAt)))
    .orderBy(asc(posterContents.approvedAt), asc(posterContents.id));
  const effects: Effect[] = [];
  for (const { version, name } of approved) {
    const law = await checkContent(tx, version, { now });
    const { submittedAt, approvedAt } = version;
    if (submittedAt) await keep(loading, version, law, 'submit', submittedAt);
    if (approvedAt) await keep(loading, version, law, 'approve', approvedAt);
    const serious = law.hits.filter((h) => h.severity !== 'notice' && h.channel === undefined);
    if (version.state !== 'approved' || serious.length === 0) continue;
    effects.push({
      subjectId: version.id,
      label: name,
      path: `/posters/${version.posterId}`,
      before: law.verdict,
      after: law.verdict,
      words: serious.map((h) => h.text).filter((t) => t !== ''),
      ruleIds: [...new Set(serious.flatMap((h) => h.ruleIds))],
    });
  }
  const inUse = approved.filter(({ version }) => version.state === 'approved');
  await tx.insert(lawRuns).values({
    countyId,
    id: id('law-run', today),
    kind: 'nightly',
    listVersion: `${BASE_VERSION}+${LIST_VERSIONS.length}`,
    checked: inUse.length,
    blocked: effects.filter((e) => e.after === 'block').length,
    reviewed: effects.filter((e) => e.after === 'review').length,
    effects,
    createdAt: instantAt(today, '02:10'),
  });
}

async function keep(
  loading: Loading,
  version: PosterContent,
  law: ContentLaw,
  moment: Moment,
  at: Date,
): Promise<string> {
  const { tx, countyId, id } = loading;
  const checkId = id('law-check', `${version.id}/${moment}`);
  await tx.insert(lawChecks).values({
    countyId,
    id: checkId,
    subject: 'poster',
    subjectId: version.id,
    moment,
    textHash: law.textHash,
    listVersion: law.listVersion,
    verdict: law.verdict,
    hits: law.hits,
    ...person(loading, moment === 'submit' ? 'planner@baisha.example' : 'reviewer@baisha.example'),
    createdAt: at,
  });
  return checkId;
}

/** Three more posters of a running campaign: one waits for a decision, one has it, one is a draft that must change. */
async function loadWordings(loading: Loading): Promise<void> {
  const { tx, countyId, id, today, now, world } = loading;
  const edition = world.editions.find((e) => e.state === 'running') ?? world.editions.find(wasApproved);
  if (!edition) return;
  const planner = person(loading, 'planner@baisha.example');
  const reviewer = person(loading, 'reviewer@baisha.example');
  for (const [i, wording] of WORDINGS.entries()) {
    const contentId = id('law-content', wording.key);
    const posterId = id('law-poster', wording.key);
    const writtenAt = instantAt(addDays(today, -3 - i), '09:40');
    const submittedAt = instantAt(addDays(today, -2 - i), '15:10');
    await tx.insert(posters).values({
      countyId,
      id: posterId,
      campaignId: id('campaign', edition.key),
      name: `${edition.name} · ${wording.title}`,
      createdBy: planner.userId,
      createdAt: writtenAt,
    });
    const sent = wording.state === 'in_review';
    const [version] = await tx
      .insert(posterContents)
      .values({
        countyId,
        id: contentId,
        posterId,
        campaignId: id('campaign', edition.key),
        version: 1,
        designId: 'brocade-band',
        designVersion: 1,
        content: { ...festivalContent(edition), slogan: wording.slogan, sellingPoints: [...wording.points] },
        state: wording.state,
        writers: [planner.userId],
        submittedBy: sent ? planner.userId : null,
        submittedAt: sent ? submittedAt : null,
        createdAt: writtenAt,
        updatedAt: sent ? submittedAt : writtenAt,
        revision: 2,
      })
      .returning();
    if (!version || !sent) continue;
    const law = await checkContent(tx, version, { now });
    const checkId = await keep(loading, version, law, 'submit', submittedAt);
    for (const [words, reason] of Object.entries(wording.reasons)) {
      const hit = law.hits.find((h) => h.text.includes(words));
      if (!hit) throw new RangeError(`${wording.key}: no rule meets ${words}`);
      await tx.insert(lawStatements).values({
        countyId,
        id: id('law-statement', `${wording.key}/${words}`),
        subject: 'poster',
        subjectId: contentId,
        ruleId: hit.ruleId,
        hitText: hit.text,
        reason,
        ...planner,
        createdAt: writtenAt,
      });
      const { decision } = wording;
      if (decision?.words !== words) continue;
      const evidence = { reason, papers: [] };
      await tx.insert(lawDecisions).values({
        countyId,
        id: id('law-decision', `${wording.key}/${words}`),
        subject: 'poster',
        subjectId: contentId,
        checkId,
        ruleId: hit.ruleId,
        hitText: hit.text,
        slot: hit.slot,
        textHash: law.textHash,
        listVersion: law.listVersion,
        law: hit.law,
        outcome: decision.outcome,
        reason: decision.reason,
        evidence,
        evidenceHash: createHash('sha256').update(JSON.stringify(evidence)).digest('hex'),
        ...reviewer,
        createdAt: instantAt(addDays(today, -1 - i), '10:25'),
      });
    }
    await tx.insert(posterApprovals).values({
      countyId,
      id: id('law-approval', `${wording.key}/submit`),
      contentId,
      kind: 'submit',
      contentHash: '',
      ...planner,
      createdAt: submittedAt,
    });
  }
}
