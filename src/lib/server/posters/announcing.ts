/** Who is told of a poster's decisions: reviewers of what was submitted, authors of the answer. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { peopleWithRole } from '../campaigns/audience.ts';
import { campaigns } from '../campaigns/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { tell } from '../notices/notices.ts';
import type { PosterNoticeKind } from './letters.ts';
import { posters, type PosterContent } from './schema.ts';
import type { DecisionKind } from './states.ts';

const KINDS: Partial<Record<DecisionKind, PosterNoticeKind>> = {
  submit: 'poster.to_approve',
  approve: 'poster.approved',
  return: 'poster.returned',
  withdraw: 'poster.withdrawn',
};

/** Inside the decision's transaction; whoever decided is not told. Taking back tells nobody. */
export async function announceDecision(
  tx: DbOrTx,
  actor: Actor,
  version: PosterContent,
  decision: DecisionKind,
  comment: string,
): Promise<void> {
  const kind = KINDS[decision];
  if (!kind) return;
  const { countyId } = version;
  const [poster] = await tx
    .select({ name: posters.name, code: campaigns.code })
    .from(posters)
    .innerJoin(campaigns, and(eq(campaigns.countyId, posters.countyId), eq(campaigns.id, posters.campaignId)))
    .where(and(eq(posters.countyId, countyId), eq(posters.id, version.posterId)));
  if (!poster) return;
  const others = (ids: readonly (string | null)[]): string[] =>
    ids.filter((id): id is string => id !== null && id !== actor.userId);
  const payload = { name: poster.name, by: actor.name, comment };
  const authors = others([...version.writers, version.submittedBy]);
  const readers =
    decision === 'submit'
      ? others([
          ...(await peopleWithRole(tx, countyId, 'leader')),
          ...(await peopleWithRole(tx, countyId, 'reviewer')),
        ]).filter((id) => !version.writers.includes(id))
      : authors;
  await tell(tx, countyId, readers, { kind, path: `/posters/${version.posterId}`, payload });
}
