/** Campaigns, read: one by its code or id, many by what the list asks for. */
import { and, asc, count, desc, eq, exists, gte, ilike, inArray, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Day } from '#lib/shared/dates.ts';
import type { DbOrTx } from '../db/database.ts';
import { industries, organisations } from '../county/schema.ts';
import {
  campaignIndustries,
  campaignMerchants,
  campaignOrganisers,
  campaigns,
  type Campaign,
} from './schema.ts';
import type { CampaignState } from './states.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** By uuid, or by code in any case: 'bs2604'. Null when this county has none. */
export async function getByIdOrCode(
  db: DbOrTx,
  countyId: string,
  idOrCode: string,
): Promise<Campaign | null> {
  const [row] = await db
    .select()
    .from(campaigns)
    .where(
      and(
        eq(campaigns.countyId, countyId),
        UUID.test(idOrCode)
          ? eq(campaigns.id, idOrCode.toLowerCase())
          : eq(campaigns.code, idOrCode.toUpperCase()),
      ),
    );
  return row ?? null;
}

export class CampaignNotFound extends Error {
  override readonly name = 'CampaignNotFound';
}

/** @throws CampaignNotFound also for another county's campaign. */
export async function requireByIdOrCode(db: DbOrTx, countyId: string, idOrCode: string): Promise<Campaign> {
  const campaign = await getByIdOrCode(db, countyId, idOrCode);
  if (!campaign) throw new CampaignNotFound(idOrCode);
  return campaign;
}

/** The address of a campaign's office page. */
export function pathOf(campaign: Pick<Campaign, 'code'>): string {
  return `/campaigns/${campaign.code.toLowerCase()}`;
}

export const SORTS = ['starts', 'name', 'budget', 'state'] as const;
export type CampaignSort = (typeof SORTS)[number];

export interface CampaignFilter {
  /** Part of the name, the code or a hosting unit. */
  text?: string;
  states?: readonly CampaignState[];
  industryId?: string;
  /** Campaigns that touch this year. */
  year?: number;
  /** Campaigns that touch these days, inclusive. */
  from?: Day;
  to?: Day;
  merchantId?: string;
  sort?: CampaignSort;
  descending?: boolean;
  /** From 1. */
  page?: number;
  pageSize?: number;
}

export interface CampaignRow {
  id: string;
  code: string;
  name: string;
  nameEn: string | null;
  state: CampaignState;
  startsOn: Day;
  endsOn: Day;
  programmeLineId: string | null;
  submittedAt: Date | null;
  createdBy: string | null;
  submittedBy: string | null;
  industries: { id: string; code: string; name: string; nameEn: string; shareBp: number }[];
  hosts: string[];
  merchantCount: number;
  budgetFen: number;
}

/** One page of campaigns and how many there are in all. Text is matched anywhere; `%` and `_` are ordinary letters. */
export async function list(
  db: DbOrTx,
  countyId: string,
  filter: CampaignFilter = {},
): Promise<{ rows: CampaignRow[]; total: number }> {
  const where = and(eq(campaigns.countyId, countyId), ...conditions(db, filter));
  // Column names by hand: in a select of one table drizzle leaves out the table's name, which the inner query would take.
  const budget = sql<number>`coalesce((
    select sum(l.amount_fen) from budget_lines l
    where l.county_id = campaigns.county_id and l.campaign_id = campaigns.id), 0)`;
  const order: Record<CampaignSort, SQL | typeof campaigns.name> = {
    starts: sql`${campaigns.startsOn}`,
    name: campaigns.name,
    budget,
    state: sql`${campaigns.state}`,
  };
  const direction = filter.descending === false ? asc : desc;
  const pageSize = filter.pageSize ?? 20;
  const found = await db
    .select({
      id: campaigns.id,
      code: campaigns.code,
      name: campaigns.name,
      nameEn: campaigns.nameEn,
      state: campaigns.state,
      startsOn: campaigns.startsOn,
      endsOn: campaigns.endsOn,
      programmeLineId: campaigns.programmeLineId,
      submittedAt: campaigns.submittedAt,
      createdBy: campaigns.createdBy,
      submittedBy: campaigns.submittedBy,
      budgetFen: budget.mapWith(Number),
    })
    .from(campaigns)
    .where(where)
    .orderBy(direction(order[filter.sort ?? 'starts']), asc(campaigns.code))
    .limit(pageSize)
    .offset(((filter.page ?? 1) - 1) * pageSize);
  const [counted] = await db.select({ n: count() }).from(campaigns).where(where);
  const ids = found.map((c) => c.id);
  const [shares, hosts, taking] =
    ids.length === 0
      ? [[], [], []]
      : await Promise.all([
          db
            .select({
              campaignId: campaignIndustries.campaignId,
              id: industries.id,
              code: industries.code,
              name: industries.name,
              nameEn: industries.nameEn,
              shareBp: campaignIndustries.shareBp,
            })
            .from(campaignIndustries)
            .innerJoin(
              industries,
              and(
                eq(industries.countyId, campaignIndustries.countyId),
                eq(industries.id, campaignIndustries.industryId),
              ),
            )
            .where(
              and(eq(campaignIndustries.countyId, countyId), inArray(campaignIndustries.campaignId, ids)),
            )
            .orderBy(desc(campaignIndustries.shareBp), asc(industries.position)),
          db
            .select({
              campaignId: campaignOrganisers.campaignId,
              name: sql<string>`coalesce(${organisations.shortName}, ${organisations.name})`,
            })
            .from(campaignOrganisers)
            .innerJoin(
              organisations,
              and(
                eq(organisations.countyId, campaignOrganisers.countyId),
                eq(organisations.id, campaignOrganisers.organisationId),
              ),
            )
            .where(
              and(
                eq(campaignOrganisers.countyId, countyId),
                inArray(campaignOrganisers.campaignId, ids),
                eq(campaignOrganisers.part, 'host'),
              ),
            )
            .orderBy(asc(campaignOrganisers.position)),
          db
            .select({ campaignId: campaignMerchants.campaignId, n: count() })
            .from(campaignMerchants)
            .where(and(eq(campaignMerchants.countyId, countyId), inArray(campaignMerchants.campaignId, ids)))
            .groupBy(campaignMerchants.campaignId),
        ]);
  const rows = found.map((campaign) => ({
    ...campaign,
    industries: shares
      .filter((s) => s.campaignId === campaign.id)
      .map(({ campaignId: _, ...share }) => share),
    hosts: hosts.filter((h) => h.campaignId === campaign.id).map((h) => h.name),
    merchantCount: taking.find((t) => t.campaignId === campaign.id)?.n ?? 0,
  }));
  return { rows, total: counted?.n ?? 0 };
}

function conditions(db: DbOrTx, filter: CampaignFilter): (SQL | undefined)[] {
  const text = filter.text?.trim();
  const like = text ? `%${text.replace(/[\\%_]/g, '\\$&')}%` : null;
  return [
    like
      ? or(
          ilike(campaigns.name, like),
          ilike(campaigns.nameEn, like),
          ilike(campaigns.code, like),
          exists(
            db
              .select({ one: sql`1` })
              .from(campaignOrganisers)
              .innerJoin(
                organisations,
                and(
                  eq(organisations.countyId, campaignOrganisers.countyId),
                  eq(organisations.id, campaignOrganisers.organisationId),
                ),
              )
              .where(
                and(
                  eq(campaignOrganisers.countyId, campaigns.countyId),
                  eq(campaignOrganisers.campaignId, campaigns.id),
                  eq(campaignOrganisers.part, 'host'),
                  ilike(organisations.name, like),
                ),
              ),
          ),
        )
      : undefined,
    filter.states?.length ? inArray(campaigns.state, [...filter.states]) : undefined,
    filter.industryId
      ? exists(
          db
            .select({ one: sql`1` })
            .from(campaignIndustries)
            .where(
              and(
                eq(campaignIndustries.countyId, campaigns.countyId),
                eq(campaignIndustries.campaignId, campaigns.id),
                eq(campaignIndustries.industryId, filter.industryId),
              ),
            ),
        )
      : undefined,
    filter.merchantId
      ? exists(
          db
            .select({ one: sql`1` })
            .from(campaignMerchants)
            .where(
              and(
                eq(campaignMerchants.countyId, campaigns.countyId),
                eq(campaignMerchants.campaignId, campaigns.id),
                eq(campaignMerchants.merchantId, filter.merchantId),
              ),
            ),
        )
      : undefined,
    filter.year
      ? and(gte(campaigns.endsOn, `${filter.year}-01-01`), lte(campaigns.startsOn, `${filter.year}-12-31`))
      : undefined,
    filter.from ? gte(campaigns.endsOn, filter.from) : undefined,
    filter.to ? lte(campaigns.startsOn, filter.to) : undefined,
  ];
}
