/** Facts for domains further right: appended in the transaction that makes them true, taken by one reader each. */
import { sql } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { outboxFacts, type OutboxFact } from './schema.ts';

export interface Fact {
  /** '<domain>.<what changed>', e.g. 'sales.order_changed'. One topic has exactly one reader. */
  topic: string;
  subjectId: string;
  payload?: unknown;
}

export async function append(tx: DbOrTx, countyId: string, facts: Fact | readonly Fact[]): Promise<void> {
  const list = Array.isArray(facts) ? (facts as readonly Fact[]) : [facts as Fact];
  if (list.length === 0) return;
  await tx
    .insert(outboxFacts)
    .values(
      list.map((f) => ({ countyId, topic: f.topic, subjectId: f.subjectId, payload: f.payload ?? null })),
    );
}

/**
 * Removes and returns up to `limit` facts of these topics, inside the caller's transaction: if it rolls back, the facts
 * are still there. Rows another reader holds are passed over, so two workers never take one fact twice.
 */
export async function take(tx: DbOrTx, topics: readonly string[], limit: number): Promise<OutboxFact[]> {
  const rows = await tx.execute<{
    county_id: string;
    position: string;
    topic: string;
    subject_id: string;
    payload: unknown;
    created_at: string;
  }>(sql`
    delete from outbox_facts f
    using (
      select county_id, position from outbox_facts
      where topic = any(${sql`array[${sql.join(
        topics.map((t) => sql`${t}`),
        sql`, `,
      )}]::text[]`})
      order by position
      limit ${limit}
      for update skip locked
    ) taken
    where f.county_id = taken.county_id and f.position = taken.position
    returning f.county_id, f.position, f.topic, f.subject_id, f.payload, f.created_at`);
  return rows
    .map((r) => ({
      countyId: r.county_id,
      position: Number(r.position),
      topic: r.topic,
      subjectId: r.subject_id,
      payload: r.payload,
      createdAt: new Date(r.created_at),
    }))
    .sort((a, b) => a.position - b.position);
}
