import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { countyId, createdAt, id, instantOrNull } from '../db/columns.ts';

/** Every mail the house composed: delivered by a job, and readable by administrators when no SMTP is configured. */
export const mails = pgTable(
  'mails',
  {
    countyId: countyId(),
    id: id(),
    toName: text().notNull(),
    toAddress: text().notNull(),
    subject: text().notNull(),
    text: text().notNull(),
    html: text(),
    state: text({ enum: ['waiting', 'sent', 'stored', 'failed'] }).notNull(),
    attempts: integer().notNull().default(0),
    lastError: text(),
    sentAt: instantOrNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'mails_pkey', columns: [t.countyId, t.id] }),
    index('mails_created_idx').on(t.countyId, t.createdAt),
  ],
);

export type Mail = typeof mails.$inferSelect;
