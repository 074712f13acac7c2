/** The two voices on a hit: the author who gives a reason or proof, the reviewer who decides. Both are kept for ever. */
import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import type { Hit } from './check.ts';
import { hitKey, isReason, newestCheck, statementsOf, type SubjectRef } from './checks.ts';
import { lawClaims, lawDecisions, lawStatements, type LawDecision, type LawStatement } from './schema.ts';
import type { DecisionOutcome, ProofPaper } from './states.ts';

export type StatementResult =
  | { ok: true; statement: LawStatement }
  | { ok: false; reason: 'not_allowed' | 'reason_too_short' | 'claim_unknown' };

/** The author's reason for a hit, or the claim that proves it. Whose content it is, the caller has asked. */
export async function stateReason(
  db: Db,
  actor: Actor,
  request: SubjectRef & {
    ruleId: string;
    hitText: string;
    reason: string;
    claimId: string | null;
    now: Date;
  },
): Promise<StatementResult> {
  if (!can(actor, 'poster.edit')) return { ok: false, reason: 'not_allowed' };
  const reason = request.reason.trim();
  if (request.claimId === null && !isReason(reason)) return { ok: false, reason: 'reason_too_short' };
  return db.transaction(async (tx) => {
    if (request.claimId !== null && !(await claimOf(tx, actor.countyId, request.claimId)))
      return { ok: false as const, reason: 'claim_unknown' as const };
    const [statement] = await tx
      .insert(lawStatements)
      .values({
        countyId: actor.countyId,
        subject: request.subject,
        subjectId: request.subjectId,
        ruleId: request.ruleId,
        hitText: request.hitText,
        reason,
        claimId: request.claimId,
        userId: actor.userId,
        userName: actor.name,
        createdAt: request.now,
      })
      .returning();
    if (!statement) throw new Error('the insert returned no row');
    await record(tx, actor, {
      action: 'law.reason_given',
      subject: request.subject,
      subjectId: request.subjectId,
      label: `${request.ruleId} ${request.hitText}`,
      reason,
    });
    return { ok: true as const, statement };
  });
}

export type DecisionFailure =
  'not_allowed' | 'own_work' | 'not_found' | 'not_for_review' | 'reason_too_short' | 'stale';

export type DecisionResult = { ok: true; decision: LawDecision } | { ok: false; reason: DecisionFailure };

/**
 * A reviewer's decision on one hit, for these very texts only. `writers` are the people who wrote or submitted the content:
 * none of them decides. `textHash` is what the reviewer saw. Blocks are not decided: they are changed.
 */
export async function decideHit(
  tx: DbOrTx,
  actor: Actor,
  request: SubjectRef & {
    ruleId: string;
    hitText: string;
    textHash: string;
    outcome: DecisionOutcome;
    reason: string;
    writers: readonly string[];
    now: Date;
  },
): Promise<DecisionResult> {
  if (!can(actor, 'law.decide')) return { ok: false, reason: 'not_allowed' };
  if (actor.userId === null || request.writers.includes(actor.userId))
    return { ok: false, reason: 'own_work' };
  if (!isReason(request.reason)) return { ok: false, reason: 'reason_too_short' };
  const check = await newestCheck(tx, actor.countyId, request);
  if (!check) return { ok: false, reason: 'not_found' };
  if (check.textHash !== request.textHash) return { ok: false, reason: 'stale' };
  const hit = check.hits.find((h) => hitKey(h) === hitKey({ ruleId: request.ruleId, text: request.hitText }));
  if (!hit) return { ok: false, reason: 'not_found' };
  if (hit.severity !== 'review') return { ok: false, reason: 'not_for_review' };
  const evidence = await evidenceBehind(tx, actor.countyId, request, hit);
  const [decision] = await tx
    .insert(lawDecisions)
    .values({
      countyId: actor.countyId,
      subject: request.subject,
      subjectId: request.subjectId,
      checkId: check.id,
      ruleId: hit.ruleId,
      hitText: hit.text,
      slot: hit.slot,
      textHash: check.textHash,
      listVersion: check.listVersion,
      law: hit.law,
      outcome: request.outcome,
      reason: request.reason.trim(),
      evidence,
      evidenceHash: createHash('sha256').update(JSON.stringify(evidence)).digest('hex'),
      userId: actor.userId,
      userName: actor.name,
      createdAt: request.now,
    })
    .returning();
  if (!decision) throw new Error('the insert returned no row');
  await record(tx, actor, {
    action: `law.decided_${request.outcome}`,
    subject: request.subject,
    subjectId: request.subjectId,
    label: `${hit.ruleId} ${hit.text}`,
    after: { listVersion: check.listVersion, textHash: check.textHash },
    reason: request.reason.trim(),
  });
  return { ok: true, decision };
}

/** What the author gave for this hit at this moment. */
async function evidenceBehind(
  tx: DbOrTx,
  countyId: string,
  about: SubjectRef,
  hit: Hit,
): Promise<{ reason: string; papers: ProofPaper[] }> {
  const statement = (await statementsOf(tx, countyId, about)).get(hitKey(hit));
  const claim = statement?.claimId ? await claimOf(tx, countyId, statement.claimId) : null;
  const onRecord = hit.loweredBy
    .filter((l) => l.by === 'evidence')
    .map((l): ProofPaper => ({
      kind: 'certificate',
      id: l.id ?? null,
      name: l.label,
      number: '',
      sha256: null,
      validTo: null,
    }));
  return { reason: statement?.reason ?? '', papers: [...(claim?.papers ?? []), ...onRecord] };
}

async function claimOf(tx: DbOrTx, countyId: string, claimId: string) {
  const [claim] = await tx
    .select()
    .from(lawClaims)
    .where(and(eq(lawClaims.countyId, countyId), eq(lawClaims.id, claimId), isNull(lawClaims.withdrawnAt)));
  return claim ?? null;
}
