/** Which rules a county counts by: a new version is computed beside the old and becomes current by moving one pointer. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import { countySettings } from '../county/schema.ts';
import type { Database, DbOrTx } from '../db/database.ts';
import { DEFAULT_RULES, faultOf, ruleSetKey, type Rules } from './rule-set.ts';
import { ruleSets, type RuleSet } from './schema.ts';

export type ProposeResult = { ok: true; ruleSet: RuleSet } | { ok: false; reason: 'invalid'; fault: string };

/** Stores rules as a draft. The same rules twice are one row: their key is their content. */
export async function propose(db: DbOrTx, actor: Actor, rules: Rules): Promise<ProposeResult> {
  const fault = faultOf(rules);
  if (fault !== null) return { ok: false, reason: 'invalid', fault };
  const key = ruleSetKey(rules);
  await db
    .insert(ruleSets)
    .values({ countyId: actor.countyId, key, rules, createdBy: actor.userId })
    .onConflictDoNothing({ target: [ruleSets.countyId, ruleSets.key] });
  const [ruleSet] = await db
    .select()
    .from(ruleSets)
    .where(and(eq(ruleSets.countyId, actor.countyId), eq(ruleSets.key, key)));
  if (ruleSet === undefined) throw new Error('A rule set that was just stored is not there');
  return { ok: true, ruleSet };
}

export type ActivateResult = { ok: true } | { ok: false; reason: 'not_found' | 'not_computed' };

/**
 * Makes a draft the county's current rule set. Refused while it has not been computed: reports would be empty.
 * The pointer lies in the county's settings, where domains to the left read the key that an approval names.
 */
export async function activate(database: Database, actor: Actor, ruleSetId: string): Promise<ActivateResult> {
  return database.db.transaction(async (tx) => {
    const ofCounty = eq(ruleSets.countyId, actor.countyId);
    const [next] = await tx
      .select()
      .from(ruleSets)
      .where(and(ofCounty, eq(ruleSets.id, ruleSetId)))
      .for('update');
    if (next === undefined) return { ok: false, reason: 'not_found' };
    if (next.state === 'active') return { ok: true };
    const computed = await tx.query.attributionRuns.findFirst({
      columns: { id: true },
      where: (run, { and: all, eq: is, isNotNull }) =>
        all(
          is(run.countyId, actor.countyId),
          is(run.ruleSetId, ruleSetId),
          is(run.kind, 'rebuild'),
          isNotNull(run.finishedAt),
        ),
    });
    if (computed === undefined) return { ok: false, reason: 'not_computed' };
    await makeCurrent(tx, actor, next);
    return { ok: true };
  });
}

/** The county's current rule set; the first question about a new county gives it the default rules, active at once. */
export async function requireActiveRuleSet(db: DbOrTx, actor: Actor): Promise<RuleSet> {
  const active = await getActiveRuleSet(db, actor.countyId);
  if (active !== null) return active;
  const proposed = await propose(db, actor, DEFAULT_RULES);
  if (!proposed.ok) throw new Error(proposed.fault);
  await makeCurrent(db, actor, proposed.ruleSet);
  const made = await getActiveRuleSet(db, actor.countyId);
  if (made === null) throw new Error('The default rule set could not be made current');
  return made;
}

export async function getActiveRuleSet(db: DbOrTx, countyId: string): Promise<RuleSet | null> {
  const [active] = await db
    .select()
    .from(ruleSets)
    .where(and(eq(ruleSets.countyId, countyId), eq(ruleSets.state, 'active')));
  return active ?? null;
}

export async function getRuleSetByKey(db: DbOrTx, countyId: string, key: string): Promise<RuleSet | null> {
  const [ruleSet] = await db
    .select()
    .from(ruleSets)
    .where(and(eq(ruleSets.countyId, countyId), eq(ruleSets.key, key)));
  return ruleSet ?? null;
}

async function makeCurrent(tx: DbOrTx, actor: Actor, next: RuleSet): Promise<void> {
  const now = new Date();
  const before = await getActiveRuleSet(tx, actor.countyId);
  if (before !== null) {
    await tx
      .update(ruleSets)
      .set({ state: 'retired', retiredAt: now })
      .where(and(eq(ruleSets.countyId, actor.countyId), eq(ruleSets.id, before.id)));
  }
  await tx
    .update(ruleSets)
    .set({ state: 'active', activatedAt: now, retiredAt: null })
    .where(and(eq(ruleSets.countyId, actor.countyId), eq(ruleSets.id, next.id)));
  await tx
    .insert(countySettings)
    .values({ countyId: actor.countyId, activeRuleSetKey: next.key })
    .onConflictDoUpdate({ target: countySettings.countyId, set: { activeRuleSetKey: next.key } });
  await record(tx, actor, {
    action: 'rule_set.activated',
    subject: 'rule_set',
    subjectId: next.id,
    before: before === null ? null : { key: before.key },
    after: { key: next.key },
  });
}
