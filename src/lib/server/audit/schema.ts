import { index, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { countyId, createdAt, id } from '../db/columns.ts';

/** Who did what, append-only: the app role may insert and read, never update or delete (db/guards.sql). */
export const auditEntries = pgTable(
  'audit_entries',
  {
    countyId: countyId(),
    id: id(),
    /** The acting user, or null for the house itself (a job, the command line). */
    userId: uuid(),
    actorName: text().notNull(),
    /** '<subject>.<what happened>', e.g. 'campaign.approved'. */
    action: text().notNull(),
    subject: text().notNull(),
    subjectId: text(),
    /** What a reader calls the subject, e.g. the campaign's name at that moment. */
    label: text(),
    before: jsonb(),
    after: jsonb(),
    reason: text(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'audit_entries_pkey', columns: [t.countyId, t.id] }),
    index('audit_entries_created_idx').on(t.countyId, t.createdAt),
    index('audit_entries_subject_idx').on(t.countyId, t.subject, t.subjectId),
  ],
);

export type AuditEntry = typeof auditEntries.$inferSelect;
