/** What the campaign form offers to choose from. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { brands } from '#lib/server/brand/schema.ts';
import type { CampaignContent } from '#lib/server/campaigns/content.ts';
import { listLines } from '#lib/server/campaigns/plans.ts';
import { FESTIVALS } from '#lib/server/county/festivals.ts';
import { listIndustries, listOrganisations, listProducts } from '#lib/server/county/lists.ts';
import { SOLAR_TERMS } from '#lib/server/county/lunar.ts';
import type { Db } from '#lib/server/db/database.ts';
import type { DateRule } from '#lib/shared/date-rules.ts';

export async function formChoices(db: Db, actor: Actor) {
  const [industries, organisations, products, lines, brandRows] = await Promise.all([
    listIndustries(db, actor.countyId),
    listOrganisations(db, actor.countyId),
    listProducts(db, actor.countyId),
    listLines(db, actor.countyId),
    // Product brands belong to one merchant; a campaign asks for the county's and the industries' marks.
    db
      .select({ id: brands.id, name: brands.name, nameEn: brands.nameEn })
      .from(brands)
      .where(and(eq(brands.countyId, actor.countyId), isNull(brands.merchantId)))
      .orderBy(asc(brands.level), asc(brands.name)),
  ]);
  return {
    industries: industries.map(({ id, name, nameEn }) => ({ id, name, nameEn })),
    organisations: organisations.map(({ id, name, shortName, team }) => ({ id, name, shortName, team })),
    products: products.map(({ id, code, name, nameEn, spec, unit, listPriceFen, industryId }) => ({
      id,
      code,
      name,
      nameEn,
      spec,
      unit,
      listPriceFen,
      industryId,
    })),
    lines,
    brands: brandRows,
    anchors: [
      ...FESTIVALS.map((f) => ({ value: f.id, zh: f.zh, en: f.en })),
      ...SOLAR_TERMS.map((t) => ({ value: t.name, zh: t.name, en: t.en })),
    ],
  };
}

export type FormChoices = Awaited<ReturnType<typeof formChoices>>;

/** A rule as the form shows it: the festival or term it hangs on, and the days from it; empty for a typed day. */
export function ruleFields(rule: DateRule | null): { anchor: string; offset: string } {
  if (!rule) return { anchor: '', offset: '' };
  if (rule.kind === 'offset' && rule.unit === 'day') {
    // 除夕 is itself an offset: look for the whole rule first.
    return anchorOf(rule) ?? { ...(anchorOf(rule.from) ?? { anchor: '' }), offset: String(rule.days) };
  }
  return anchorOf(rule) ?? { anchor: '', offset: '' };
}

function anchorOf(rule: DateRule): { anchor: string; offset: string } | null {
  if (rule.kind === 'solarTerm') return { anchor: rule.name, offset: '' };
  const festival = FESTIVALS.find((f) => JSON.stringify(f.rule) === JSON.stringify(rule));
  return festival ? { anchor: festival.id, offset: '' } : null;
}

/** The form of a campaign that does not exist yet. */
export function emptyPaper(startsOn: string, endsOn: string): CampaignContent {
  return {
    name: '',
    nameEn: null,
    theme: '',
    objective: '',
    audience: '',
    area: '',
    programmeLineId: null,
    planStep: '',
    startsOn,
    endsOn,
    startRule: null,
    endRule: null,
    risks: '',
    riskOwner: '',
    teamsAbsent: {},
    introZh: '',
    introEn: '',
    headlineModel: 'last',
    industries: [],
    products: [],
    organisers: [],
    brandIds: [],
    targets: [],
    activities: [],
    budget: [],
  };
}
