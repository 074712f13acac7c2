/**
 * Everything in use on a list: every night on the list of today, and before an administrator signs another one. The
 * same run gives the preview, the report and the proposals to recall.
 */
import { and, asc, desc, eq, isNull, ne } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { houseActor } from '../../accounts/actor.ts';
import { checkTexts, type Hit, type Verdict } from '../../brand/law/check.ts';
import { reportFinding, resolveFinding } from '../../brand/law/findings.ts';
import { textHash } from '../../brand/law/checks.ts';
import { SEVERITIES, type LawList } from '../../brand/law/list.ts';
import { currentList } from '../../brand/law/lists.ts';
import { lawFindings, lawRuns, type LawRun } from '../../brand/law/schema.ts';
import type { Effect } from '../../brand/law/states.ts';
import { peopleWithRole } from '../../campaigns/audience.ts';
import { campaigns } from '../../campaigns/schema.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import { merchants } from '../../merchants/schema.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { assemble } from '../assembly.ts';
import { posterContents, posters, type PosterContent } from '../schema.ts';
import { shownName } from '../text/names.ts';
import { proposeRecall } from './gates.ts';
import { evidenceOf, judge } from './poster-law.ts';
import { nameText } from './poster-texts.ts';

interface InUse {
  version: PosterContent;
  name: string;
}

/** What a list would change for everything merchants have today, worst first; nothing is stored. */
export async function effectOf(
  db: DbOrTx,
  countyId: string,
  candidate: LawList,
  now: Date,
): Promise<{ checked: number; effects: Effect[] }> {
  const before = await currentList(db, countyId);
  const inUse = await listInUse(db, countyId);
  const effects: Effect[] = [];
  for (const { version, name } of inUse) {
    const assembly = await assemble(db, version, { merchantId: null, now });
    const evidence = await evidenceOf(db, assembly, null);
    const was = judge(before, assembly, evidence, { now });
    const will = judge(candidate, assembly, evidence, { now });
    const fresh = will.hits.filter((h) => !was.hits.some((o) => sameOrWorse(o, h)));
    const gone = was.hits.filter((h) => !will.hits.some((n) => sameOrWorse(n, h)));
    if (fresh.length === 0 && gone.length === 0) continue;
    const told = fresh.length > 0 ? fresh : gone;
    effects.push({
      subjectId: version.id,
      label: name,
      path: `/posters/${version.posterId}`,
      before: was.verdict,
      after: will.verdict,
      words: told.map((h) => h.text),
      ruleIds: [...new Set(told.flatMap((h) => h.ruleIds))],
    });
  }
  return { checked: inUse.length, effects: effects.sort((a, b) => rank(b.after) - rank(a.after)) };
}

/**
 * Checks all approved versions and active merchants' names on the list of today, proposes recalls, closes findings that
 * are no more, and keeps the report. Repeatable: the same records give the same report and tell nobody twice.
 */
export async function runOverAll(
  db: Db,
  countyId: string,
  options: { kind: 'nightly' | 'list_change'; now: Date; actor?: Actor },
): Promise<LawRun> {
  const { now, kind } = options;
  const actor = options.actor ?? houseActor(countyId);
  const list = await currentList(db, countyId);
  const inUse = await listInUse(db, countyId);
  const effects: Effect[] = [];
  const standing = new Set<string>();
  for (const { version, name } of inUse) {
    await db.transaction(async (tx) => {
      const assembly = await assemble(tx, version, { merchantId: null, now });
      const law = judge(list, assembly, await evidenceOf(tx, assembly, null), { now });
      const blocks = law.hits.filter(
        (h) => h.severity === 'block' && h.parts.length > 0 && h.channel === undefined,
      );
      if (blocks.length > 0) {
        standing.add(version.id);
        await proposeRecall(tx, version, law, blocks, kind, now);
      }
      const serious = law.hits.filter((h) => h.severity !== 'notice' && h.channel === undefined);
      if (serious.length > 0) effects.push(effect(version, name, law.verdict, serious));
    });
  }
  const names = await namesInUse(db, countyId);
  for (const merchant of names) {
    const hits = nameHits(list, merchant.shown, now).filter((h) => h.severity === 'block');
    if (hits.length === 0) continue;
    standing.add(merchant.id);
    await db.transaction(async (tx) =>
      reportFinding(
        tx,
        {
          countyId,
          subject: 'merchant',
          subjectId: merchant.id,
          label: merchant.shown,
          path: `/merchants/${merchant.id}`,
          kind: 'block',
          textHash: textHash([nameText(merchant.shown)], 'advertisement'),
          listVersion: list.version,
          hits,
          moment: kind,
          at: now,
        },
        await peopleWithRole(tx, countyId, 'planner'),
      ),
    );
  }
  await closeSettled(db, actor, standing, now);
  const [run] = await db
    .insert(lawRuns)
    .values({
      countyId,
      kind,
      listVersion: list.version,
      checked: inUse.length + names.length,
      blocked: effects.filter((e) => e.after === 'block').length,
      reviewed: effects.filter((e) => e.after === 'review').length,
      effects: effects.sort((a, b) => rank(b.after) - rank(a.after)),
      createdAt: now,
    })
    .returning();
  if (!run) throw new Error('the insert returned no row');
  return run;
}

/** What a shop's name meets; asked when it is written, before any poster carries it. */
export function nameHits(list: LawList, name: string, now: Date): Hit[] {
  const today = dayOf(now);
  return checkTexts(list, {
    texts: [nameText(name)],
    tags: ['food', 'agri', 'tea'],
    channels: ['poster', 'wechat'],
    type: 'advertisement',
    evidence: [],
    on: today,
    until: today,
  }).hits;
}

export async function newestRun(db: DbOrTx, countyId: string): Promise<LawRun | null> {
  const [row] = await db
    .select()
    .from(lawRuns)
    .where(eq(lawRuns.countyId, countyId))
    .orderBy(desc(lawRuns.createdAt))
    .limit(1);
  return row ?? null;
}

/** Approved, not withdrawn, of campaigns that are not cancelled: what somebody may be sending today. */
async function listInUse(db: DbOrTx, countyId: string): Promise<InUse[]> {
  return db
    .select({ version: posterContents, name: posters.name })
    .from(posterContents)
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, posterContents.countyId), eq(campaigns.id, posterContents.campaignId)),
    )
    .where(
      and(
        eq(posterContents.countyId, countyId),
        eq(posterContents.state, 'approved'),
        isNull(posterContents.replacedAt),
        ne(campaigns.state, 'cancelled'),
      ),
    )
    .orderBy(asc(posterContents.approvedAt), asc(posterContents.id));
}

async function namesInUse(db: DbOrTx, countyId: string): Promise<{ id: string; shown: string }[]> {
  const rows = await db
    .select({ id: merchants.id, name: merchants.name, shortName: merchants.shortName })
    .from(merchants)
    .where(and(eq(merchants.countyId, countyId), eq(merchants.state, 'active')))
    .orderBy(asc(merchants.name));
  return rows.map((m) => ({ id: m.id, shown: shownName(m) }));
}

/** Findings whose cause is gone: withdrawn, changed, or the list lets it through again. */
async function closeSettled(db: Db, actor: Actor, standing: ReadonlySet<string>, now: Date): Promise<void> {
  const open = await db
    .select({ id: lawFindings.id, subjectId: lawFindings.subjectId })
    .from(lawFindings)
    .where(and(eq(lawFindings.countyId, actor.countyId), isNull(lawFindings.resolvedAt)));
  for (const finding of open) {
    if (standing.has(finding.subjectId)) continue;
    await db.transaction((tx) =>
      resolveFinding(tx, actor, { findingId: finding.id, resolution: 'cleared', reason: '', now }),
    );
  }
}

function effect(version: PosterContent, name: string, verdict: Verdict, hits: readonly Hit[]): Effect {
  return {
    subjectId: version.id,
    label: name,
    path: `/posters/${version.posterId}`,
    before: verdict,
    after: verdict,
    words: hits.map((h) => h.text).filter((t) => t !== ''),
    ruleIds: [...new Set(hits.flatMap((h) => h.ruleIds))],
  };
}

/** `known` covers the place of `hit` at least as severely. */
function sameOrWorse(known: Hit, hit: Hit): boolean {
  return known.slot === hit.slot && known.text === hit.text && rank(known.severity) >= rank(hit.severity);
}

function rank(verdict: Verdict): number {
  return verdict === 'pass' ? -1 : SEVERITIES.indexOf(verdict);
}
