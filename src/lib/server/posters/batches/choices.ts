/** What may be drawn for many today: campaigns under way or to come, with their approved posters. */
import { and, asc, eq, gte, inArray, isNull } from 'drizzle-orm';
import { campaigns } from '../../campaigns/schema.ts';
import { LIVE_STATES } from '../../campaigns/states.ts';
import type { DbOrTx } from '../../db/database.ts';
import { getDesign } from '../designs/families.ts';
import { posterContents, posters } from '../schema.ts';

export interface DrawablePoster {
  posterId: string;
  name: string;
  version: number;
  formats: readonly string[];
}

export interface DrawableCampaign {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  endsOn: string;
  posters: DrawablePoster[];
}

export async function listDrawable(db: DbOrTx, countyId: string, today: string): Promise<DrawableCampaign[]> {
  const rows = await db
    .select({
      id: campaigns.id,
      code: campaigns.code,
      name: campaigns.name,
      nameEn: campaigns.nameEn,
      endsOn: campaigns.endsOn,
      posterId: posters.id,
      poster: posters.name,
      version: posterContents.version,
      designId: posterContents.designId,
    })
    .from(posterContents)
    .innerJoin(
      posters,
      and(eq(posters.countyId, posterContents.countyId), eq(posters.id, posterContents.posterId)),
    )
    .innerJoin(campaigns, and(eq(campaigns.countyId, posters.countyId), eq(campaigns.id, posters.campaignId)))
    .where(
      and(
        eq(posterContents.countyId, countyId),
        eq(posterContents.state, 'approved'),
        isNull(posterContents.replacedAt),
        gte(campaigns.endsOn, today),
        inArray(campaigns.state, [...LIVE_STATES]),
      ),
    )
    .orderBy(asc(campaigns.startsOn), asc(campaigns.code), asc(posters.name));
  const found = new Map<string, DrawableCampaign>();
  for (const { posterId, poster, version, designId, ...campaign } of rows) {
    const known = found.get(campaign.id) ?? { ...campaign, posters: [] };
    known.posters.push({ posterId, name: poster, version, formats: getDesign(designId)?.formats ?? [] });
    found.set(campaign.id, known);
  }
  return [...found.values()];
}
