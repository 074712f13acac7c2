/** What a recall reaches: versions that are withdrawn whole, and single pictures. */
import { and, eq, isNull, sql, type SQL } from 'drizzle-orm';
import type { DbOrTx } from '../../db/database.ts';
import type { RecallScope } from '../batch-states.ts';
import { posterContents, posterOutputs, type PosterContent, type PosterOutput } from '../schema.ts';

export interface Reach {
  /** Approved versions, replaced ones too: their pictures live on in people's chats. */
  contents: PosterContent[];
  /** Pictures not withdrawn yet, those of `contents` included. */
  outputs: PosterOutput[];
}

/** Row-locks the versions, so that an approval or a second recall at the same moment waits. */
export async function reachOf(
  tx: DbOrTx,
  countyId: string,
  scope: RecallScope,
  scopeId: string,
): Promise<Reach> {
  const contents = await contentsOf(tx, countyId, scope, scopeId);
  const outputs: PosterOutput[] = [];
  for (const content of contents) {
    outputs.push(...(await outputsWhere(tx, countyId, eq(posterOutputs.contentId, content.id))));
  }
  if (scope === 'output')
    outputs.push(...(await outputsWhere(tx, countyId, eq(posterOutputs.hash, scopeId))));
  if (scope === 'merchant')
    outputs.push(...(await outputsWhere(tx, countyId, eq(posterOutputs.merchantId, scopeId))));
  if (scope === 'licence')
    outputs.push(
      ...(await outputsWhere(
        tx,
        countyId,
        sql`${posterOutputs.licenceIds} @> ${JSON.stringify([scopeId])}::jsonb`,
      )),
    );
  return { contents, outputs };
}

async function contentsOf(
  tx: DbOrTx,
  countyId: string,
  scope: RecallScope,
  scopeId: string,
): Promise<PosterContent[]> {
  const which = whichContents(scope, scopeId);
  if (which === null) return [];
  return tx
    .select()
    .from(posterContents)
    .where(and(eq(posterContents.countyId, countyId), eq(posterContents.state, 'approved'), which))
    .orderBy(posterContents.id)
    .for('update');
}

function whichContents(scope: RecallScope, scopeId: string): SQL | null {
  if (scope === 'content') return eq(posterContents.id, scopeId);
  if (scope === 'campaign') return eq(posterContents.campaignId, scopeId);
  if (scope === 'picture') return sql`${posterContents.content} -> 'picture' ->> 'id' = ${scopeId}`;
  return null;
}

function outputsWhere(tx: DbOrTx, countyId: string, which: SQL): Promise<PosterOutput[]> {
  return tx
    .select()
    .from(posterOutputs)
    .where(and(eq(posterOutputs.countyId, countyId), isNull(posterOutputs.recalledAt), which))
    .orderBy(posterOutputs.hash);
}
