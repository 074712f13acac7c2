/** A first draft from what the campaign already knows, so that nobody types a date or a name twice. */
import { and, asc, eq } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import { activities, campaignOrganisers, campaignProducts, type Campaign } from '../campaigns/schema.ts';
import { industries, organisations, products } from '../county/schema.ts';
import { addDays, dayOf, timeOf, type Day } from '#lib/shared/dates.ts';
import { solarTermOn } from '../county/lunar.ts';
import { EMPTY_CONTENT, type CampaignContent } from './content.ts';
import type { Design } from './designs/design.ts';
import { getPicture } from './pictures.ts';
import { dateRange } from './text/dates.ts';
import { countCharacters } from './text/units.ts';

export interface CampaignFacts {
  industryIds: string[];
  products: {
    id: string;
    name: string;
    spec: string;
    unit: string;
    priceFen: number;
    industryId: string;
    industryCode: string;
    picture: string | null;
  }[];
  organisers: CampaignContent['organisers'];
  venue: string;
  time: string;
  activityDay: string | null;
  /** The first broadcast planned, with the account as its place names it. */
  live?: { startsOn: Day; startTime: string; account: string } | null;
}

export async function campaignFacts(db: DbOrTx, campaign: Campaign): Promise<CampaignFacts> {
  const { countyId, id } = campaign;
  const sold = await db
    .select({ product: products, priceFen: campaignProducts.priceFen, industryCode: industries.code })
    .from(campaignProducts)
    .innerJoin(
      products,
      and(eq(products.countyId, campaignProducts.countyId), eq(products.id, campaignProducts.productId)),
    )
    .innerJoin(
      industries,
      and(eq(industries.countyId, products.countyId), eq(industries.id, products.industryId)),
    )
    .where(and(eq(campaignProducts.countyId, countyId), eq(campaignProducts.campaignId, id)))
    .orderBy(asc(campaignProducts.position), asc(products.code));
  const units = await db
    .select({ part: campaignOrganisers.part, name: organisations.name, shortName: organisations.shortName })
    .from(campaignOrganisers)
    .innerJoin(
      organisations,
      and(
        eq(organisations.countyId, campaignOrganisers.countyId),
        eq(organisations.id, campaignOrganisers.organisationId),
      ),
    )
    .where(and(eq(campaignOrganisers.countyId, countyId), eq(campaignOrganisers.campaignId, id)))
    .orderBy(asc(campaignOrganisers.position), asc(organisations.name));
  const planned = await db
    .select()
    .from(activities)
    .where(and(eq(activities.countyId, countyId), eq(activities.campaignId, id)))
    .orderBy(asc(activities.startsAt));
  const main =
    planned.find((a) => a.venue !== '' && (a.kind === 'festival' || a.kind === 'offline_event')) ??
    planned.find((a) => a.venue !== '');
  const show = planned.find((a) => a.kind === 'livestream');
  const named = (part: string): string[] =>
    units
      .filter((u) => u.part === part)
      .map((u) => (countCharacters(u.name) > 12 ? (u.shortName ?? u.name) : u.name))
      .slice(0, 2);
  return {
    industryIds: [...new Set(sold.map((s) => s.product.industryId))],
    products: sold.map((s) => ({
      id: s.product.id,
      name: s.product.name,
      spec: s.product.spec,
      unit: s.product.unit,
      priceFen: s.priceFen ?? s.product.listPriceFen,
      industryId: s.product.industryId,
      industryCode: s.industryCode,
      picture: s.product.picture,
    })),
    organisers: {
      guide: named('guide'),
      host: named('host'),
      undertake: named('undertake'),
      assist: named('assist'),
    },
    venue: main && countCharacters(main.venue) <= 14 ? main.venue : '',
    time: main ? `${shortTime(main.startsAt)}—${shortTime(main.endsAt)}` : '',
    activityDay: main ? dayOf(main.startsAt) : null,
    live: show
      ? {
          startsOn: dayOf(show.startsAt),
          startTime: timeOf(show.startsAt),
          account: show.venue.replace(/直播间$/u, ''),
        }
      : null,
  };
}

/** The draft's content. Texts that would not fit are left for the author instead of being cut. */
export function draftContent(campaign: Campaign, facts: CampaignFacts, design: Design): CampaignContent {
  const [first] = facts.products;
  const short = (text: string, max: number): string => (countCharacters(text) <= max ? text : '');
  const content: CampaignContent = {
    ...EMPTY_CONTENT,
    headline: short(campaign.name, 12),
    slogan: short(campaign.theme, 18),
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    picture: pictureFor(design, first?.picture ?? null, first?.industryCode ?? null),
    motif: first?.industryCode === 'orange' || first?.industryCode === undefined ? 'slice' : 'leaf',
    qrCaption: design.family === 'plain-price' ? '长按识别，找我买' : '长按识别',
  };
  if (design.family === 'plain-price') {
    if (!first) return content;
    return {
      ...content,
      product: { name: short(first.name, 10) || first.name, spec: short(first.spec, 12) },
      price: {
        amountFen: first.priceFen,
        toFen: null,
        unit: short(first.spec, 8) || first.unit,
        heldFrom: campaign.startsOn,
        heldTo: campaign.endsOn,
      },
      organisers: EMPTY_CONTENT.organisers,
    };
  }
  if (design.slots['live.account']) return { ...content, live: draftLive(campaign, facts) };
  const term = design.slots['term'] ? termNear(campaign.startsOn, campaign.endsOn) : null;
  return {
    ...content,
    organisers: facts.organisers,
    venue: facts.venue,
    time: short(facts.time, 9),
    ...(term ? { term } : {}),
    ...draftWords(campaign, facts, design),
  };
}

/** When, where and with what; who runs the room is for the author where nobody undertakes the campaign. */
function draftLive(campaign: Campaign, facts: CampaignFacts): CampaignContent['live'] {
  const account = facts.live?.account ?? '';
  return {
    platform: 'channels',
    account: countCharacters(account) <= 14 ? account : '',
    startsOn: facts.live?.startsOn ?? campaign.startsOn,
    startTime: facts.live?.startTime ?? '20:00',
    host: '',
    operator: facts.organisers.undertake[0] ?? '',
    goods: facts.products
      .filter((p) => countCharacters(p.name) <= 8)
      .slice(0, 3)
      .map(({ name, priceFen, spec, unit }) => ({
        name,
        priceFen,
        unit: countCharacters(spec) <= 5 ? spec : unit,
      })),
  };
}

/** What a sheet or a public notice can know beforehand: days, place and who signs. */
function draftWords(campaign: Campaign, facts: CampaignFacts, design: Design): Partial<CampaignContent> {
  const days = dateRange(campaign.startsOn, campaign.endsOn);
  return {
    ...(design.slots['steps.who'] && {
      steps: {
        who: '',
        gets: '',
        whenWhere: [days, facts.venue].filter((t) => t !== '').join('，'),
        join: '',
        contact: '',
      },
    }),
    ...(design.slots['notice.body'] && {
      notice: {
        body: [],
        signatory: facts.organisers.host[0] ?? '',
        signedOn: addDays(campaign.startsOn, -7),
      },
    }),
  };
}

/** The solar term within the campaign's days, else the next one: terms are at most sixteen days apart. */
function termNear(startsOn: Day, endsOn: Day): CampaignContent['term'] | null {
  const last = addDays(endsOn, 16);
  for (let day = startsOn; day <= last; day = addDays(day, 1)) {
    const term = solarTermOn(day);
    if (term) return { name: term.name, on: day };
  }
  return null;
}

function pictureFor(
  design: Design,
  named: string | null,
  industry: string | null,
): CampaignContent['picture'] {
  const byIndustry: Record<string, string> = {
    tea: design.family === 'plain-price' ? 'illustration:tea-cup' : 'art:tea-hills',
    orange: design.family === 'plain-price' ? 'art:orange' : 'illustration:orange-grove',
    rice: 'illustration:mountain-rice',
    honey: 'illustration:honey-comb-jar',
    passion: 'illustration:passion-fruit',
  };
  const wanted = named ? `illustration:${named.replace(/\.svg$/u, '')}` : null;
  const id =
    (industry && byIndustry[industry]) ??
    (wanted && getPicture(wanted)
      ? wanted
      : design.family === 'plain-price'
        ? 'illustration:harvest-crates'
        : 'art:tea-hills');
  const picture = getPicture(id);
  return picture ? { id, focalX: picture.focalX, focalY: picture.focalY, scale: 1 } : null;
}

function shortTime(at: Date): string {
  return timeOf(at).replace(/^0/u, '');
}
