/** Who is told of a poster's decisions: reviewers of what was submitted, authors of the answer, merchants of a recall. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import { peopleWithRole } from '../campaigns/audience.ts';
import { campaigns } from '../campaigns/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchantUsers } from '../merchants/schema.ts';
import { tell } from '../notices/notices.ts';
import type { PosterNoticeKind } from './letters.ts';
import { posterOutputs, posters, type PosterContent } from './schema.ts';
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
  const office = `/posters/${version.posterId}`;
  const authors = others([...version.writers, version.submittedBy]);
  const readers =
    decision === 'submit'
      ? others([
          ...(await peopleWithRole(tx, countyId, 'leader')),
          ...(await peopleWithRole(tx, countyId, 'reviewer')),
        ]).filter((id) => !version.writers.includes(id))
      : authors;
  await tell(tx, countyId, readers, { kind, path: office, payload });
  if (decision !== 'withdraw') return;
  const holders = await holdersOf(tx, version);
  await tell(
    tx,
    countyId,
    holders.filter((id) => !readers.includes(id)),
    { kind, path: `/m/posters/${poster.code.toLowerCase()}`, payload },
  );
}

/** People of the merchants that were given a picture of this version. */
async function holdersOf(tx: DbOrTx, version: PosterContent): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ userId: merchantUsers.userId })
    .from(posterOutputs)
    .innerJoin(
      merchantUsers,
      and(
        eq(merchantUsers.countyId, posterOutputs.countyId),
        eq(merchantUsers.merchantId, posterOutputs.merchantId),
      ),
    )
    .where(and(eq(posterOutputs.countyId, version.countyId), eq(posterOutputs.contentId, version.id)));
  return rows.map((r) => r.userId);
}
