/** What a campaign's paper says: the part that is submitted, approved and frozen. Loading, canonical form, hash. */
import { createHash } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { DateRule } from '#lib/shared/date-rules.ts';
import type { Day } from '#lib/shared/dates.ts';
import type { DbOrTx } from '../db/database.ts';
import {
  activities,
  budgetLines,
  campaignBrands,
  campaignIndustries,
  campaignOrganisers,
  campaignProducts,
  campaigns,
  campaignTargets,
  type Campaign,
} from './schema.ts';
import type { ActivityKind, BudgetSubject, OrganiserPart } from './states.ts';

export type KpiGroup = 'a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h';

export interface ActivityContent {
  /** Absent on a new one. */
  id?: string;
  kind: ActivityKind;
  name: string;
  startsAt: Date;
  endsAt: Date;
  startRule: DateRule | null;
  venue: string;
  responsibleOrganisationId: string | null;
  expectedAttendance: number | null;
  note: string;
}

export interface TargetContent {
  id?: string;
  group: KpiGroup;
  measure: string;
  name: string;
  unit: string;
  /** In the measure's smallest unit (fen for money). */
  target: number;
}

export interface BudgetLineContent {
  id?: string;
  subject: BudgetSubject;
  description: string;
  amountFen: number;
}

export interface CampaignContent {
  name: string;
  nameEn: string | null;
  theme: string;
  objective: string;
  audience: string;
  area: string;
  programmeLineId: string | null;
  planStep: string;
  startsOn: Day;
  endsOn: Day;
  startRule: DateRule | null;
  endRule: DateRule | null;
  risks: string;
  riskOwner: string;
  teamsAbsent: Partial<Record<'a' | 'b' | 'c', string>>;
  introZh: string;
  introEn: string;
  headlineModel: Campaign['headlineModel'];
  industries: { industryId: string; shareBp: number }[];
  products: { productId: string; priceFen: number | null; stockCommitment: number | null }[];
  organisers: { organisationId: string; part: OrganiserPart }[];
  brandIds: string[];
  targets: TargetContent[];
  activities: ActivityContent[];
  budget: BudgetLineContent[];
}

/** The paper as it stands, children in their order; cancelled activities are no part of it. Null = no such campaign. */
export async function loadContent(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
): Promise<CampaignContent | null> {
  const [campaign] = await db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, campaignId)));
  if (!campaign) return null;
  const industries = await db
    .select({ industryId: campaignIndustries.industryId, shareBp: campaignIndustries.shareBp })
    .from(campaignIndustries)
    .where(and(eq(campaignIndustries.countyId, countyId), eq(campaignIndustries.campaignId, campaignId)))
    .orderBy(asc(campaignIndustries.industryId));
  const products = await db
    .select({
      productId: campaignProducts.productId,
      priceFen: campaignProducts.priceFen,
      stockCommitment: campaignProducts.stockCommitment,
    })
    .from(campaignProducts)
    .where(and(eq(campaignProducts.countyId, countyId), eq(campaignProducts.campaignId, campaignId)))
    .orderBy(asc(campaignProducts.position), asc(campaignProducts.productId));
  const organisers = await db
    .select({ organisationId: campaignOrganisers.organisationId, part: campaignOrganisers.part })
    .from(campaignOrganisers)
    .where(and(eq(campaignOrganisers.countyId, countyId), eq(campaignOrganisers.campaignId, campaignId)))
    .orderBy(
      asc(campaignOrganisers.part),
      asc(campaignOrganisers.position),
      asc(campaignOrganisers.organisationId),
    );
  const brands = await db
    .select({ brandId: campaignBrands.brandId })
    .from(campaignBrands)
    .where(and(eq(campaignBrands.countyId, countyId), eq(campaignBrands.campaignId, campaignId)))
    .orderBy(asc(campaignBrands.brandId));
  const targets = await db
    .select({
      id: campaignTargets.id,
      group: campaignTargets.group,
      measure: campaignTargets.measure,
      name: campaignTargets.name,
      unit: campaignTargets.unit,
      target: campaignTargets.target,
    })
    .from(campaignTargets)
    .where(and(eq(campaignTargets.countyId, countyId), eq(campaignTargets.campaignId, campaignId)))
    .orderBy(asc(campaignTargets.position), asc(campaignTargets.id));
  const planned = await db
    .select({
      id: activities.id,
      kind: activities.kind,
      name: activities.name,
      startsAt: activities.startsAt,
      endsAt: activities.endsAt,
      startRule: activities.startRule,
      venue: activities.venue,
      responsibleOrganisationId: activities.responsibleOrganisationId,
      expectedAttendance: activities.expectedAttendance,
      note: activities.note,
      state: activities.state,
    })
    .from(activities)
    .where(and(eq(activities.countyId, countyId), eq(activities.campaignId, campaignId)))
    .orderBy(asc(activities.startsAt), asc(activities.id));
  const budget = await db
    .select({
      id: budgetLines.id,
      subject: budgetLines.subject,
      description: budgetLines.description,
      amountFen: budgetLines.amountFen,
    })
    .from(budgetLines)
    .where(and(eq(budgetLines.countyId, countyId), eq(budgetLines.campaignId, campaignId)))
    .orderBy(asc(budgetLines.position), asc(budgetLines.id));
  return {
    name: campaign.name,
    nameEn: campaign.nameEn,
    theme: campaign.theme,
    objective: campaign.objective,
    audience: campaign.audience,
    area: campaign.area,
    programmeLineId: campaign.programmeLineId,
    planStep: campaign.planStep,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    startRule: campaign.startRule,
    endRule: campaign.endRule,
    risks: campaign.risks,
    riskOwner: campaign.riskOwner,
    teamsAbsent: campaign.teamsAbsent,
    introZh: campaign.introZh,
    introEn: campaign.introEn,
    headlineModel: campaign.headlineModel,
    industries,
    products,
    organisers,
    brandIds: brands.map((b) => b.brandId),
    targets,
    activities: planned
      .filter((a) => a.state !== 'cancelled')
      .map((a) => ({
        id: a.id,
        kind: a.kind,
        name: a.name,
        startsAt: a.startsAt,
        endsAt: a.endsAt,
        startRule: a.startRule,
        venue: a.venue,
        responsibleOrganisationId: a.responsibleOrganisationId,
        expectedAttendance: a.expectedAttendance,
        note: a.note,
      })),
    budget,
  };
}

/** SHA-256, hex, of the paper. Children count by what they say and by their order, not by their ids. */
export function contentHash(content: CampaignContent): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** JSON with sorted keys and without ids of rows, so that saving the same words again is the same paper. */
function canonical(content: CampaignContent): string {
  const withoutId = <T extends { id?: string }>(rows: readonly T[]) =>
    rows.map((row) => Object.fromEntries(Object.entries(row).filter(([key]) => key !== 'id')));
  const plain = {
    ...content,
    // Sets have no order of their own.
    industries: [...content.industries].sort((a, b) => (a.industryId < b.industryId ? -1 : 1)),
    brandIds: [...content.brandIds].sort(),
    targets: withoutId(content.targets),
    activities: withoutId(content.activities),
    budget: withoutId(content.budget),
  };
  return JSON.stringify(sorted(JSON.parse(JSON.stringify(plain))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
}

export function budgetTotalFen(content: Pick<CampaignContent, 'budget'>): number {
  return content.budget.reduce((sum, line) => sum + line.amountFen, 0);
}
