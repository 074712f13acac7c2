/** The list of posters by campaign: running campaigns first, then those to come, then the past; filtered and paged. */
import { and, asc, desc, eq } from 'drizzle-orm';
import { campaigns, type Campaign } from '../campaigns/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { posterContents, posters } from './schema.ts';
import type { ContentState } from './states.ts';

export interface PosterRow {
  id: string;
  name: string;
  /** Of its newest version. */
  version: number;
  state: ContentState;
  revision: number;
  /** A version is with the merchants, though a later draft may exist. */
  handedOut: boolean;
}

export interface CampaignPosters {
  campaign: Pick<Campaign, 'id' | 'code' | 'name' | 'startsOn' | 'endsOn' | 'state'>;
  rows: PosterRow[];
}

export interface PosterFilter {
  campaignId?: string;
  /** Part of a campaign's name or code. */
  text?: string;
  state?: ContentState;
  /** Year in which the campaign starts. */
  year?: string;
}

/**
 * One page of campaigns with those of their posters that pass the filter. `page` is 1-based; one beyond the last is the
 * last. `years` are all years there are posters of, the latest first, whatever the filter says.
 */
export async function listPosters(
  db: DbOrTx,
  countyId: string,
  options: PosterFilter & { today: string; page: number; pageSize: number },
): Promise<{ groups: CampaignPosters[]; total: number; page: number; years: string[] }> {
  const all = await allGroups(db, countyId);
  const years = [...new Set(all.map((g) => g.campaign.startsOn.slice(0, 4)))].sort().reverse();
  const found = orderGroups(filterGroups(all, options), options.today);
  const pages = Math.max(1, Math.ceil(found.length / options.pageSize));
  const page = Math.min(options.page, pages);
  const first = (page - 1) * options.pageSize;
  return { groups: found.slice(first, first + options.pageSize), total: found.length, page, years };
}

/** Campaigns that hold at least one poster of the filter, with these posters only. */
export function filterGroups(groups: readonly CampaignPosters[], filter: PosterFilter): CampaignPosters[] {
  const text = filter.text?.trim().toLowerCase() ?? '';
  return groups.flatMap(({ campaign, rows }) => {
    if (filter.campaignId !== undefined && campaign.id !== filter.campaignId) return [];
    if (filter.year !== undefined && !campaign.startsOn.startsWith(filter.year)) return [];
    if (!`${campaign.name}\n${campaign.code}`.toLowerCase().includes(text)) return [];
    const kept = filter.state === undefined ? rows : rows.filter((r) => r.state === filter.state);
    return kept.length > 0 ? [{ campaign, rows: kept }] : [];
  });
}

/** Running first (what ends soonest on top), then to come (what starts soonest), then past (the latest). */
export function orderGroups(groups: readonly CampaignPosters[], today: string): CampaignPosters[] {
  const rank = ({ campaign: c }: CampaignPosters): number => {
    if (c.state === 'cancelled' || c.endsOn < today) return 2;
    return c.startsOn <= today ? 0 : 1;
  };
  return [...groups].sort((a, b) => {
    const place = rank(a);
    if (place !== rank(b)) return place - rank(b);
    const byDay =
      place === 0
        ? a.campaign.endsOn.localeCompare(b.campaign.endsOn)
        : place === 1
          ? a.campaign.startsOn.localeCompare(b.campaign.startsOn)
          : b.campaign.endsOn.localeCompare(a.campaign.endsOn);
    return byDay || a.campaign.code.localeCompare(b.campaign.code);
  });
}

/** Without the contents themselves: these are long and no list shows them. */
async function allGroups(db: DbOrTx, countyId: string): Promise<CampaignPosters[]> {
  const versions = await db
    .select({
      id: posters.id,
      name: posters.name,
      version: posterContents.version,
      state: posterContents.state,
      revision: posterContents.revision,
      replacedAt: posterContents.replacedAt,
      campaign: {
        id: campaigns.id,
        code: campaigns.code,
        name: campaigns.name,
        startsOn: campaigns.startsOn,
        endsOn: campaigns.endsOn,
        state: campaigns.state,
      },
    })
    .from(posters)
    .innerJoin(
      posterContents,
      and(eq(posterContents.countyId, posters.countyId), eq(posterContents.posterId, posters.id)),
    )
    .innerJoin(campaigns, and(eq(campaigns.countyId, posters.countyId), eq(campaigns.id, posters.campaignId)))
    .where(eq(posters.countyId, countyId))
    .orderBy(asc(posters.createdAt), asc(posters.id), desc(posterContents.version));
  const groups = new Map<string, CampaignPosters>();
  const rows = new Map<string, PosterRow>();
  for (const { campaign, replacedAt, ...version } of versions) {
    const handedOut = version.state === 'approved' && replacedAt === null;
    const known = rows.get(version.id);
    if (known) {
      known.handedOut ||= handedOut;
      continue;
    }
    const row = { ...version, handedOut };
    rows.set(version.id, row);
    const group = groups.get(campaign.id) ?? { campaign, rows: [] };
    groups.set(campaign.id, group);
    group.rows.push(row);
  }
  return [...groups.values()];
}
