/** Things in use that the list of today would not let through: noted once, told once, proposed for recall. */
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { record } from '../../audit/audit.ts';
import type { DbOrTx } from '../../db/database.ts';
import { tell } from '../../notices/notices.ts';
import { lawFindings, type LawFinding } from './schema.ts';
import type { CheckMoment, FindingKind, FindingResolution, LawSubject } from './states.ts';
import type { Hit } from './check.ts';

export interface FindingReport {
  countyId: string;
  subject: LawSubject;
  subjectId: string;
  label: string;
  path: string;
  kind: FindingKind;
  textHash: string;
  listVersion: string;
  hits: Hit[];
  moment: CheckMoment;
  at: Date;
}

/** Notes it and tells these people; the same words on the same list are noted and told once. Returns whether it was new. */
export async function reportFinding(
  tx: DbOrTx,
  report: FindingReport,
  readers: readonly (string | null)[],
): Promise<boolean> {
  const { at, ...values } = report;
  const [row] = await tx
    .insert(lawFindings)
    .values({ ...values, createdAt: at })
    .onConflictDoNothing()
    .returning({ id: lawFindings.id });
  if (!row) return false;
  const words = report.hits.map((h) => h.text).filter((t) => t !== '');
  await tell(
    tx,
    report.countyId,
    readers.filter((id): id is string => id !== null),
    {
      kind: 'law.found',
      path: report.path,
      payload: { name: report.label, words: words.slice(0, 3).join('、') },
    },
  );
  return true;
}

export async function openFindings(db: DbOrTx, countyId: string): Promise<LawFinding[]> {
  return db
    .select()
    .from(lawFindings)
    .where(and(eq(lawFindings.countyId, countyId), isNull(lawFindings.resolvedAt)))
    .orderBy(desc(lawFindings.createdAt), desc(lawFindings.id));
}

/** Closes what is no longer so, or what a person has settled with a reason. */
export async function resolveFinding(
  tx: DbOrTx,
  actor: Actor,
  request: { findingId: string; resolution: FindingResolution; reason: string; now: Date },
): Promise<boolean> {
  const [row] = await tx
    .update(lawFindings)
    .set({
      resolvedAt: request.now,
      resolution: request.resolution,
      resolvedBy: actor.userId,
      resolvedReason: request.reason,
    })
    .where(
      and(
        eq(lawFindings.countyId, actor.countyId),
        eq(lawFindings.id, request.findingId),
        isNull(lawFindings.resolvedAt),
      ),
    )
    .returning();
  if (!row) return false;
  await record(tx, actor, {
    action: 'law.finding_resolved',
    subject: row.subject,
    subjectId: row.subjectId,
    label: row.label,
    after: { resolution: request.resolution },
    reason: request.reason,
  });
  return true;
}
