/**
 * The public face: bring a county's ledger up to date, rebuild it, follow what the outbox names. 销售归因: each sale is
 * credited to the campaigns that brought it, to the fen, and what has no evidence stays unattributed.
 */
import { houseActor } from '../accounts/actor.ts';
import type { Database } from '../db/database.ts';
import { take } from '../outbox/outbox.ts';
import type { OutboxFact } from '../outbox/schema.ts';
import { checkLedger, type CheckReport } from './checks.ts';
import { markDirty, recomputeDirty, type DirtyReport } from './dirty-lines.ts';
import { refreshLedger, type LedgerReport, type LedgerScope } from './ledger.ts';
import { rebuild as rebuildCredits, type RebuildReport } from './rebuild.ts';
import * as ruleSets from './rule-sets.ts';

/** Topics of the outbox that only attribution reads. */
export const TOPICS = [
  'sales.order_changed',
  'links.touch_recorded',
  'campaigns.codes_changed',
  'livestreams.roster_changed',
  'events.checked_in',
  'events.registered',
] as const;

/** Facts that name one order or touch; the others make everything be looked at again. */
const NAMED: ReadonlySet<string> = new Set(['sales.order_changed', 'links.touch_recorded']);

/** Beyond this, looking at everything once is cheaper than looking for each. */
const MOST_NAMED_ORDERS = 20_000;

/** Looks at every fact again and recomputes the lines that differ. Safe at any time; without changes it writes nothing. */
export async function update(
  database: Database,
  countyId: string,
): Promise<{ ledger: LedgerReport; dirty: DirtyReport }> {
  const ruleSet = await ruleSets.requireActiveRuleSet(database.db, houseActor(countyId));
  const ledger = await refreshLedger(database, countyId, ruleSet.rules);
  await ensureComputed(database, countyId, ruleSet);
  return { ledger, dirty: await recomputeDirty(database, countyId, ruleSet) };
}

/** Makes every row of the county's current rule set anew, from facts that were read anew. */
export async function rebuild(
  database: Database,
  countyId: string,
): Promise<{ ledger: LedgerReport; rebuild: RebuildReport }> {
  const ruleSet = await ruleSets.requireActiveRuleSet(database.db, houseActor(countyId));
  const ledger = await refreshLedger(database, countyId, ruleSet.rules);
  const report = await rebuildCredits(database, countyId, ruleSet, true);
  return { ledger, rebuild: report };
}

/** Proves every sum of the county's current rule set. Null while there is none. */
export async function check(database: Database, countyId: string): Promise<CheckReport | null> {
  const ruleSet = await ruleSets.getActiveRuleSet(database.db, countyId);
  return ruleSet === null ? null : checkLedger(database, countyId, ruleSet);
}

/**
 * Takes facts from the outbox and lets the ledger follow. The facts leave the outbox only when the ledger's own
 * transaction has been committed: after a fault they are read again, and reading them twice changes nothing.
 * Returns how many were taken; 0 = nothing waits.
 */
export async function follow(database: Database, limit = 2000): Promise<number> {
  return database.db.transaction(async (tx) => {
    const facts = await take(tx, TOPICS, limit);
    const counties = new Set(facts.map((fact) => fact.countyId));
    for (const countyId of counties) {
      const own = facts.filter((fact) => fact.countyId === countyId);
      const orderIds = idsOf(own, 'sales.order_changed');
      const isNamed = own.every((fact) => NAMED.has(fact.topic)) && orderIds.length <= MOST_NAMED_ORDERS;
      const scope: LedgerScope = isNamed
        ? { kind: 'named', orderIds, touchIds: idsOf(own, 'links.touch_recorded') }
        : { kind: 'all' };
      const ruleSet = await ruleSets.requireActiveRuleSet(database.db, houseActor(countyId));
      await refreshLedger(database, countyId, ruleSet.rules, scope);
      await ensureComputed(database, countyId, ruleSet);
      await recomputeDirty(database, countyId, ruleSet);
    }
    return facts.length;
  });
}

/** Recomputes what waits in the queue of every county: lines put back after a fault, decisions by hand. */
export async function recomputeWaiting(database: Database): Promise<void> {
  const waiting = await database.sql<{ county_id: string }[]>`
    select distinct county_id from dirty_lines where not_before <= now() and parked_at is null`;
  for (const { county_id: countyId } of waiting) {
    const ruleSet = await ruleSets.requireActiveRuleSet(database.db, houseActor(countyId));
    await recomputeDirty(database, countyId, ruleSet);
  }
}

/** Puts lines on the queue from outside a ledger transaction, for example after a decision by hand. */
export async function recomputeLines(
  database: Database,
  countyId: string,
  lineIds: readonly string[],
  reason: string,
): Promise<void> {
  await database.sql.begin((tx) => markDirty(tx, countyId, lineIds, reason));
}

/** A rule set that was never computed as a whole is rebuilt once: reports ask only finished ones. */
async function ensureComputed(
  database: Database,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Parameters<typeof rebuildCredits>[2]['rules'] },
): Promise<void> {
  const [row] = await database.sql<{ n: number }[]>`
    select 1 as n from attribution_runs where county_id = ${countyId} and rule_set_id = ${ruleSet.id} and finished_at is not null limit 1`;
  if (row === undefined) await rebuildCredits(database, countyId, ruleSet, true);
}

/** A fact names its subject; an import's fact names up to a thousand orders in `payload.orderIds`. */
function idsOf(facts: readonly OutboxFact[], topic: string): string[] {
  const ids = new Set<string>();
  for (const fact of facts) {
    if (fact.topic !== topic) continue;
    ids.add(fact.subjectId);
    const { payload } = fact;
    if (typeof payload !== 'object' || payload === null || !('orderIds' in payload)) continue;
    if (Array.isArray(payload.orderIds))
      for (const id of payload.orderIds as unknown[]) if (typeof id === 'string') ids.add(id);
  }
  return [...ids];
}
