/** Rows for tests: every factory makes what it needs and takes overrides. Names are unique by a counter. */
import type { Actor } from '#lib/server/accounts/actor.ts';
import type { Role } from '#lib/server/accounts/roles.ts';
import type { CampaignContent } from '#lib/server/campaigns/content.ts';
import { memberships, users } from '#lib/server/accounts/schema.ts';
import {
  campaigns,
  campaignMerchants,
  campaignProducts,
  type Campaign,
} from '#lib/server/campaigns/schema.ts';
import { countySettings, industries, organisations, products, townships } from '#lib/server/county/schema.ts';
import { counties, type County } from '#lib/server/db/counties.ts';
import type { DbOrTx } from '#lib/server/db/database.ts';
import { merchants, merchantProducts } from '#lib/server/merchants/schema.ts';

let counter = 0;
const next = () => ++counter;

function first<T>(rows: T[]): T {
  const [row] = rows;
  if (!row) throw new Error('the insert returned no row');
  return row;
}

export async function makeCounty(
  db: DbOrTx,
  values: Partial<typeof counties.$inferInsert> = {},
): Promise<County> {
  const n = next();
  const county = first(
    await db
      .insert(counties)
      .values({
        slug: `county-${n}`,
        name: `测试县${n}`,
        nameEn: `Test County ${n}`,
        province: '海南省',
        ...values,
      })
      .returning(),
  );
  await db.insert(countySettings).values({ countyId: county.id, codePrefix: 'BS', spokenPrefix: '白沙' });
  return county;
}

/** A signed-in person with these roles, as use-cases see them. */
export async function makeActor(
  db: DbOrTx,
  countyId: string,
  roles: readonly Role[],
  values: Partial<typeof users.$inferInsert> = {},
): Promise<Actor> {
  const n = next();
  const user = first(
    await db
      .insert(users)
      .values({ name: `测试员${n}`, email: `user${n}@example.com`, ...values })
      .returning(),
  );
  if (roles.length > 0)
    await db.insert(memberships).values(roles.map((role) => ({ countyId, userId: user.id, role })));
  return { userId: user.id, countyId, roles, organisationId: null, merchantIds: [], name: user.name };
}

export async function makeOrganisation(
  db: DbOrTx,
  countyId: string,
  values: Partial<typeof organisations.$inferInsert> = {},
) {
  return first(
    await db
      .insert(organisations)
      .values({ countyId, name: `单位${next()}`, team: 'a', isGovernment: true, ...values })
      .returning(),
  );
}

export async function makeTownship(
  db: DbOrTx,
  countyId: string,
  values: Partial<typeof townships.$inferInsert> = {},
) {
  return first(
    await db
      .insert(townships)
      .values({ countyId, name: `镇${next()}`, ...values })
      .returning(),
  );
}

export async function makeIndustry(
  db: DbOrTx,
  countyId: string,
  values: Partial<typeof industries.$inferInsert> = {},
) {
  const n = next();
  return first(
    await db
      .insert(industries)
      .values({ countyId, code: `ind${n}`, name: `产业${n}`, nameEn: `Industry ${n}`, ...values })
      .returning(),
  );
}

export async function makeProduct(
  db: DbOrTx,
  countyId: string,
  values: Partial<typeof products.$inferInsert> = {},
) {
  const n = next();
  const industryId = values.industryId ?? (await makeIndustry(db, countyId)).id;
  return first(
    await db
      .insert(products)
      .values({
        countyId,
        industryId,
        code: `P${String(n).padStart(3, '0')}`,
        name: `产品${n}`,
        nameEn: `Product ${n}`,
        spec: '500 克',
        unit: '盒',
        listPriceFen: 6800,
        marginBp: 4000,
        ...values,
      })
      .returning(),
  );
}

export async function makeMerchant(
  db: DbOrTx,
  countyId: string,
  values: Partial<typeof merchants.$inferInsert> = {},
  productIds: readonly string[] = [],
) {
  const n = next();
  const merchant = first(
    await db
      .insert(merchants)
      .values({
        countyId,
        name: `商户${n}`,
        kind: 'micro',
        spokenNumber: String(n).padStart(2, '0'),
        ...values,
      })
      .returning(),
  );
  if (productIds.length > 0) {
    await db
      .insert(merchantProducts)
      .values(productIds.map((productId) => ({ countyId, merchantId: merchant.id, productId })));
  }
  return merchant;
}

export async function makeCampaign(
  db: DbOrTx,
  countyId: string,
  values: Partial<typeof campaigns.$inferInsert> = {},
  members: { productIds?: readonly string[]; merchantIds?: readonly string[] } = {},
): Promise<Campaign> {
  const n = next();
  const campaign = first(
    await db
      .insert(campaigns)
      .values({
        countyId,
        code: `BS${1000 + n}`,
        name: `活动${n}`,
        startsOn: '2026-04-10',
        endsOn: '2026-04-25',
        state: 'running',
        ...values,
      })
      .returning(),
  );
  if (members.productIds?.length) {
    await db
      .insert(campaignProducts)
      .values(members.productIds.map((productId) => ({ countyId, campaignId: campaign.id, productId })));
  }
  if (members.merchantIds?.length) {
    await db
      .insert(campaignMerchants)
      .values(members.merchantIds.map((merchantId) => ({ countyId, campaignId: campaign.id, merchantId })));
  }
  return campaign;
}

/** A campaign's paper that may be submitted: three teams, an activity, a budget, a goal. */
export async function makePaper(
  db: DbOrTx,
  countyId: string,
  values: Partial<CampaignContent> = {},
): Promise<CampaignContent> {
  const government = await makeOrganisation(db, countyId);
  const platform = await makeOrganisation(db, countyId, { team: 'b', isGovernment: false });
  const centre = await makeOrganisation(db, countyId, { team: 'c', isGovernment: false });
  const industry = await makeIndustry(db, countyId);
  const product = await makeProduct(db, countyId, { industryId: industry.id });
  return {
    name: `活动${next()}`,
    nameEn: null,
    theme: '',
    objective: '把早春绿茶卖出岛',
    audience: '',
    area: '',
    programmeLineId: null,
    planStep: '',
    startsOn: '2026-04-10',
    endsOn: '2026-04-25',
    startRule: null,
    endRule: null,
    risks: '暴雨改期',
    riskOwner: '电商办',
    teamsAbsent: {},
    introZh: '',
    introEn: '',
    headlineModel: 'last',
    industries: [{ industryId: industry.id, shareBp: 10_000 }],
    products: [{ productId: product.id, priceFen: 5800, stockCommitment: 100 }],
    organisers: [
      { organisationId: government.id, part: 'host' },
      { organisationId: centre.id, part: 'undertake' },
      { organisationId: platform.id, part: 'assist' },
    ],
    brandIds: [],
    targets: [{ group: 'd', measure: 'net_sales', name: '净销售额', unit: '元', target: 10_000_00 }],
    activities: [
      {
        kind: 'festival',
        name: '开茶仪式',
        startsAt: new Date('2026-04-10T01:00:00Z'),
        endsAt: new Date('2026-04-10T04:00:00Z'),
        startRule: null,
        venue: '茶园',
        responsibleOrganisationId: government.id,
        expectedAttendance: null,
        note: '',
      },
    ],
    budget: [{ subject: 'venue', description: '搭台', amountFen: 1_000_00 }],
    ...values,
  };
}
