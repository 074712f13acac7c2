import { bigint, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { countyId, createdAt } from '../db/columns.ts';

/**
 * Facts handed to domains further right, written in the transaction that made them true. `position` only names a row;
 * it is not an order of commits, so readers take what is there and delete it, they never keep a high-water mark.
 */
export const outboxFacts = pgTable(
  'outbox_facts',
  {
    countyId: countyId(),
    position: bigint({ mode: 'number' }).notNull().generatedAlwaysAsIdentity(),
    topic: text().notNull(),
    subjectId: text().notNull(),
    payload: jsonb(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'outbox_facts_pkey', columns: [t.countyId, t.position] }),
    index('outbox_facts_topic_idx').on(t.countyId, t.topic, t.position),
  ],
);

export type OutboxFact = typeof outboxFacts.$inferSelect;
