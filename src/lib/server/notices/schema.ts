import { foreignKey, index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { users } from '../accounts/schema.ts';
import { countyId, createdAt, id, instantOrNull } from '../db/columns.ts';

/** Messages in the house, one row a person; words are made from kind and payload in the reader's language. */
export const notices = pgTable(
  'notices',
  {
    countyId: countyId(),
    id: id(),
    userId: uuid().notNull(),
    /** 'campaign.submitted', 'campaign.returned', 'poster.recalled' … */
    kind: text().notNull(),
    /** Where a click leads: a path on our own origin. */
    path: text().notNull(),
    payload: jsonb().$type<Record<string, string | number | null>>().notNull().default({}),
    readAt: instantOrNull(),
    acknowledgedAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'notices_pkey', columns: [t.countyId, t.id] }),
    foreignKey({ name: 'notices_user_fk', columns: [t.userId], foreignColumns: [users.id] }),
    index('notices_user_idx').on(t.countyId, t.userId, t.createdAt),
  ],
);

export type Notice = typeof notices.$inferSelect;
