/** Gathers what `submission.ts` needs to judge a paper. */
import { and, eq, ne, notInArray, sql } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { festivalsOn } from '../county/festivals.ts';
import { organisations, products } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import type { CampaignContent } from './content.ts';
import { campaignHits } from './law.ts';
import { budgetLines, campaigns, programmeLines } from './schema.ts';
import { cautions, lacks, type Caution, type Lack, type SubmissionContext } from './submission.ts';

export async function lacksOf(
  db: DbOrTx,
  countyId: string,
  campaignId: string | null,
  content: CampaignContent,
  today: Day,
): Promise<Lack[]> {
  return lacks(content, await contextOf(db, countyId, campaignId, content, today));
}

/** What stops a submission and what deserves a look: for the rail beside the form. */
export async function judge(
  db: DbOrTx,
  countyId: string,
  campaignId: string | null,
  content: CampaignContent,
  today: Day,
): Promise<{ lacks: Lack[]; cautions: Caution[]; context: SubmissionContext }> {
  const context = await contextOf(db, countyId, campaignId, content, today);
  return { lacks: lacks(content, context), cautions: cautions(content, context), context };
}

async function contextOf(
  db: DbOrTx,
  countyId: string,
  campaignId: string | null,
  content: CampaignContent,
  today: Day,
): Promise<SubmissionContext> {
  const [teams, prices, frame, hits] = await Promise.all([
    db
      .select({ id: organisations.id, team: organisations.team })
      .from(organisations)
      .where(eq(organisations.countyId, countyId)),
    db
      .select({ id: products.id, listPriceFen: products.listPriceFen })
      .from(products)
      .where(eq(products.countyId, countyId)),
    content.programmeLineId ? frameOf(db, countyId, content.programmeLineId, campaignId) : null,
    campaignHits(db, countyId, content, today),
  ]);
  return {
    today,
    teamOf: new Map(teams.map((t) => [t.id, t.team])),
    listPriceFen: new Map(prices.map((p) => [p.id, p.listPriceFen])),
    frame,
    cautionDays: new Set(
      content.activities
        .map((a) => dayOf(a.startsAt))
        .filter((day) => festivalsOn(day).some((f) => f.caution)),
    ),
    lawBlocked: hits.some((h) => h.severity === 'block'),
    lawWords: hits.filter((h) => h.severity === 'block').map((h) => h.text),
  };
}

/** The frame of a programme line, and what its other campaigns ask of it (cancelled ones ask nothing). */
export async function frameOf(
  db: DbOrTx,
  countyId: string,
  programmeLineId: string,
  exceptCampaignId: string | null,
): Promise<{ budgetFen: number; takenFen: number } | null> {
  const [line] = await db
    .select({ budgetFen: programmeLines.budgetFen })
    .from(programmeLines)
    .where(and(eq(programmeLines.countyId, countyId), eq(programmeLines.id, programmeLineId)));
  if (!line) return null;
  const [taken] = await db
    .select({ fen: sql<number>`coalesce(sum(${budgetLines.amountFen}), 0)`.mapWith(Number) })
    .from(budgetLines)
    .innerJoin(
      campaigns,
      and(eq(campaigns.countyId, budgetLines.countyId), eq(campaigns.id, budgetLines.campaignId)),
    )
    .where(
      and(
        eq(campaigns.countyId, countyId),
        eq(campaigns.programmeLineId, programmeLineId),
        notInArray(campaigns.state, ['cancelled']),
        exceptCampaignId ? ne(campaigns.id, exceptCampaignId) : undefined,
      ),
    );
  return { budgetFen: line.budgetFen, takenFen: taken?.fen ?? 0 };
}
