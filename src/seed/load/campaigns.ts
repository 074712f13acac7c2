/** Campaigns with everything on their papers: products, merchants, organisers, targets, budget, activities. */
import {
  activities,
  budgetLines,
  campaignBrands,
  campaignIndustries,
  campaignMerchants,
  campaignOrganisers,
  campaignProducts,
  campaigns,
  campaignTargets,
} from '#lib/server/campaigns/schema.ts';
import type { OrganiserPart } from '#lib/server/campaigns/states.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { BRANDS } from '../data/brands.ts';
import { hasRun, wasApproved, type Edition, type EditionActivity } from '../world/editions.ts';
import { paidFen } from '../world/sale.ts';
import { loadCodes } from './codes.ts';
import { insertAll, type Loading } from './loading.ts';
import { merchantId } from './people.ts';
import { budgetYuan, programmeLineId } from './plans.ts';

const PLANNER = 'planner@baisha.example';

/** With the year before it: a stall sheet names an activity by its name alone. */
export function activityName(edition: Edition, activity: EditionActivity): string {
  return activity.kind === 'livestream'
    ? activity.name
    : `${edition.year}${activity.name.replace(/^\d{4}/, '')}`;
}

export async function loadCampaigns(loading: Loading, ruleSetKey: string): Promise<void> {
  const { tx, countyId, id, world, now, today } = loading;
  const planner = id('user', PLANNER);
  await insertAll(
    tx,
    campaigns,
    world.editions.map((e) => {
      const created = instantAt(addDays(e.startsOn, -62), '09:20');
      return {
        countyId,
        id: id('campaign', e.key),
        code: e.code,
        name: e.name,
        nameEn: e.nameEn,
        theme: e.template.theme,
        objective: e.template.objective,
        audience: e.template.audience,
        area: e.template.area,
        programmeLineId: programmeLineId(loading, e),
        planStep: e.template.planStep,
        startsOn: e.startsOn,
        endsOn: e.endsOn,
        startRule: e.startRule,
        endRule: {
          kind: 'offset',
          from: { kind: 'anchor', of: 'campaign_start' },
          days: e.template.days - 1,
          unit: 'day',
        },
        state: e.state,
        risks: e.template.risks,
        riskOwner: '县电商公共服务中心 黄晓燕',
        teamsAbsent: { ...e.template.teamsAbsent },
        introZh: e.template.introZh,
        introEn: e.template.introEn,
        picture: e.template.picture,
        ruleSetKey: wasApproved(e) ? ruleSetKey : null,
        stateReason: e.state === 'cancelled' ? (e.template.cancelled ?? null) : null,
        createdBy: planner,
        submittedBy: e.state === 'draft' ? null : planner,
        writers: wasApproved(e) ? [] : [planner],
        createdAt: created < now ? created : instantAt(addDays(today, -20), '09:20'),
        updatedAt: created < now ? created : instantAt(addDays(today, -1), '17:05'),
      } satisfies typeof campaigns.$inferInsert;
    }),
  );
  await loadMembers(loading);
  await loadTargets(loading);
  await insertAll(
    tx,
    budgetLines,
    world.editions.flatMap((e) =>
      e.template.budget.map(([subject, description, yuan], position) => ({
        countyId,
        id: id('budget-line', `${e.key}/${position}`),
        campaignId: id('campaign', e.key),
        subject,
        description,
        amountFen: yuan * 100,
        position,
      })),
    ),
  );
  await insertAll(
    tx,
    activities,
    world.editions.flatMap((e) =>
      e.activities.map((a) => ({
        countyId,
        id: id('activity', a.key),
        campaignId: id('campaign', e.key),
        kind: a.kind,
        name: activityName(e, a),
        startsAt: a.startsAt,
        endsAt: a.endsAt,
        startRule: {
          kind: 'offset',
          from: { kind: 'anchor', of: 'campaign_start' },
          days: a.day,
          unit: 'day',
        } as const,
        venue: a.venue,
        responsibleOrganisationId: id('organisation', a.unit),
        expectedAttendance: a.attendance ?? null,
        note: a.note ?? '',
        state: activityState(e, a, now),
      })),
    ),
  );
  await loadCodes(loading);
}

function activityState(
  edition: Edition,
  activity: EditionActivity,
  now: Date,
): 'planned' | 'done' | 'cancelled' {
  if (edition.state === 'cancelled') return 'cancelled';
  return hasRun(edition) && activity.endsAt < now ? 'done' : 'planned';
}

async function loadMembers({ tx, countyId, id, world }: Loading): Promise<void> {
  const of = (e: Edition) => ({ countyId, campaignId: id('campaign', e.key) });
  await insertAll(
    tx,
    campaignIndustries,
    world.editions.flatMap((e) =>
      e.template.industries.map(([code, shareBp]) => ({
        ...of(e),
        industryId: id('industry', code),
        shareBp,
      })),
    ),
  );
  await insertAll(
    tx,
    campaignProducts,
    world.editions.flatMap((e) =>
      e.template.products.map(([code, priceFen], position) => ({
        ...of(e),
        productId: id('product', code),
        priceFen,
        stockCommitment: priceFen === null ? null : Math.round(3_000_000 / priceFen) * 10,
        position,
      })),
    ),
  );
  await insertAll(
    tx,
    campaignMerchants,
    world.editions.flatMap((e) =>
      (world.participants.get(e.key) ?? []).map((p) => ({ ...of(e), merchantId: merchantId({ id }, p) })),
    ),
  );
  const organisers = (e: Edition): [OrganiserPart, readonly string[]][] => [
    ['guide', e.template.guide ?? []],
    ['host', e.template.host],
    ['undertake', e.template.undertake],
    ['assist', e.template.assist],
  ];
  await insertAll(
    tx,
    campaignOrganisers,
    world.editions.flatMap((e) =>
      organisers(e).flatMap(([part, keys]) =>
        keys.map((key, position) => ({ ...of(e), organisationId: id('organisation', key), part, position })),
      ),
    ),
  );
  await insertAll(
    tx,
    campaignBrands,
    world.editions.flatMap((e) => {
      const industries = new Set<string>(e.template.industries.map(([code]) => code));
      return BRANDS.filter((b) => b.level === 1 || (b.industry !== null && industries.has(b.industry))).map(
        (b) => ({
          ...of(e),
          brandId: id('brand', b.key),
        }),
      );
    }),
  );
}

/** Goals as somebody set them beforehand: near what the window brought, sometimes above, sometimes below. */
async function loadTargets({ tx, countyId, id, world }: Loading): Promise<void> {
  const credited = new Map<string, number>();
  for (const sale of world.sales) {
    for (const { coded } of sale.lines) {
      if (coded) credited.set(coded.key, (credited.get(coded.key) ?? 0) + paidFen(sale));
    }
  }
  const rows: (typeof campaignTargets.$inferInsert)[] = [];
  for (const e of world.editions) {
    const expected = (credited.get(e.key) ?? budgetYuan(e) * 260) * (e.template.lift[0] > 0.3 ? 1.7 : 9);
    const yuan = Math.max(8_000, Math.round(expected / 100 / 5_000) * 5_000);
    const of = (position: number) => ({
      countyId,
      id: id('target', `${e.key}/${position}`),
      campaignId: id('campaign', e.key),
      position,
    });
    const merchants = (world.participants.get(e.key) ?? []).length;
    rows.push(
      { ...of(0), group: 'd', measure: 'net_sales', name: '归因净销售额', unit: '元', target: yuan * 100 },
      {
        ...of(1),
        group: 'd',
        measure: 'orders',
        name: '归因订单',
        unit: '单',
        target: Math.max(80, Math.round(yuan / 90 / 50) * 50),
      },
      {
        ...of(2),
        group: 'b',
        measure: 'active_merchants',
        name: '有销售的商户',
        unit: '家',
        target: Math.max(5, Math.round(merchants * 0.6)),
      },
      {
        ...of(3),
        group: 'c',
        measure: 'scans',
        name: '海报扫码与链接点击',
        unit: '次',
        target: Math.max(150, merchants * 25),
      },
    );
    if (e.template.visitors > 0) {
      const came = world.visitors.filter((v) => v.edition === e && v.checkedInAt !== null).length;
      rows.push({
        ...of(4),
        group: 'c',
        measure: 'visitors',
        name: '到场人数（去重）',
        unit: '人',
        target: Math.round((e.template.visitors * 0.9) / 10) * 10,
      });
      if (hasRun(e) && came > 0) {
        rows.push({
          ...of(5),
          group: 'g',
          measure: 'typed',
          name: '现场满意度（五题问卷）',
          unit: '%',
          target: 90,
          actual: 86 + (came % 11),
          evidence: `现场问卷 ${Math.max(32, Math.round(came * 0.4))} 份`,
        });
      }
    }
  }
  await insertAll(tx, campaignTargets, rows.map((row) => ({ actual: null, evidence: null, ...row }))); // prettier-ignore
}
