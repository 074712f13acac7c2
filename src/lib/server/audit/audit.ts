/** The only place that writes the audit log; always in the transaction of the change it tells of. */
import { auditEntries } from './schema.ts';
import type { DbOrTx } from '../db/database.ts';

/** The part of an actor that the log keeps; the house itself acts with `userId: null`. */
export interface AuditActor {
  readonly userId: string | null;
  readonly countyId: string;
  readonly name: string;
}

export interface AuditFact {
  action: string;
  subject: string;
  subjectId?: string | null;
  label?: string | null;
  before?: unknown;
  after?: unknown;
  reason?: string | null;
}

export async function record(tx: DbOrTx, actor: AuditActor, fact: AuditFact): Promise<void> {
  await tx.insert(auditEntries).values({
    countyId: actor.countyId,
    userId: actor.userId,
    actorName: actor.name,
    action: fact.action,
    subject: fact.subject,
    subjectId: fact.subjectId ?? null,
    label: fact.label ?? null,
    before: fact.before ?? null,
    after: fact.after ?? null,
    reason: fact.reason ?? null,
  });
}
