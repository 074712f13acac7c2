/** A version that is withdrawn: its row, the decision about it, and the words to whoever wrote it. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { record } from '../audit/audit.ts';
import type { DbOrTx } from '../db/database.ts';
import { announceDecision } from './announcing.ts';
import { posterApprovals, posterContents, type PosterContent } from './schema.ts';
import type { RecallReason } from './states.ts';

/** Its pictures and codes are the recall's business; this is only the version's own end. */
export async function withdrawVersion(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  { reason, words, now }: { reason: RecallReason; words: string; now: Date },
): Promise<PosterContent> {
  const [withdrawn] = await tx
    .update(posterContents)
    .set({
      state: 'withdrawn',
      withdrawnAt: now,
      withdrawnReason: reason,
      withdrawnWords: words,
      revision: version.revision + 1,
    })
    .where(and(eq(posterContents.countyId, version.countyId), eq(posterContents.id, version.id)))
    .returning();
  if (!withdrawn) throw new Error('a locked version vanished');
  const hash = version.approvedHash ?? '';
  await tx.insert(posterApprovals).values({
    countyId: version.countyId,
    contentId: version.id,
    kind: 'withdraw',
    contentHash: hash,
    userId: actor.userId,
    userName: actor.name,
    comment: words,
  });
  await record(tx, actor, {
    action: 'poster.withdraw',
    subject: 'poster',
    subjectId: version.posterId,
    after: { version: version.version, hash },
    reason: words || null,
  });
  await announceDecision(tx, actor, withdrawn, 'withdraw', words);
  return withdrawn;
}
