import { expect, test } from 'vitest';
import { instantAt } from '#lib/shared/dates.ts';
import { contentHash, type CampaignContent } from './content.ts';
import { cautions, lacks, type SubmissionContext } from './submission.ts';

const complete: CampaignContent = {
  name: '白沙早春开茶节',
  nameEn: null,
  theme: '一叶知春',
  objective: '打响早春绿茶',
  audience: '岛内外茶客',
  area: '牙叉镇',
  programmeLineId: 'line',
  planStep: '',
  startsOn: '2026-03-01',
  endsOn: '2026-03-20',
  startRule: null,
  endRule: null,
  risks: '暴雨改期，备用室内场地',
  riskOwner: '电商办',
  teamsAbsent: { b: '本次不做直播' },
  introZh: '',
  introEn: '',
  headlineModel: 'last',
  industries: [
    { industryId: 'tea', shareBp: 7000 },
    { industryId: 'orange', shareBp: 3000 },
  ],
  products: [{ productId: 'LC01', priceFen: 6800, stockCommitment: 500 }],
  organisers: [
    { organisationId: 'gov', part: 'host' },
    { organisationId: 'centre', part: 'undertake' },
  ],
  brandIds: ['county', 'tea'],
  targets: [{ group: 'd', measure: 'net_sales', name: '净销售额', unit: '元', target: 50_000_00 }],
  activities: [
    {
      kind: 'festival',
      name: '开茶仪式',
      startsAt: instantAt('2026-03-01', '09:00'),
      endsAt: instantAt('2026-03-01', '12:00'),
      startRule: null,
      venue: '茶园',
      responsibleOrganisationId: 'gov',
      expectedAttendance: 300,
      note: '',
    },
  ],
  budget: [{ subject: 'venue', description: '搭台', amountFen: 30_000_00 }],
};

const context: SubmissionContext = {
  today: '2026-02-01',
  teamOf: new Map([
    ['gov', 'a'],
    ['centre', 'c'],
  ]),
  frame: { budgetFen: 100_000_00, takenFen: 70_000_00 },
  cautionDays: new Set(),
  listPriceFen: new Map([['LC01', 7800]]),
  lawBlocked: false,
};

test('a complete paper lacks nothing', () => {
  expect(lacks(complete, context)).toEqual([]);
  expect(cautions(complete, context)).toEqual([]);
});

test('an empty paper is told everything at once', () => {
  const empty: CampaignContent = {
    ...complete,
    name: ' ',
    objective: '',
    risks: '',
    teamsAbsent: {},
    industries: [],
    products: [],
    organisers: [],
    targets: [],
    activities: [],
    budget: [],
  };
  expect(lacks(empty, context)).toEqual([
    'name',
    'objective',
    'activities',
    'industries',
    'products',
    'targets',
    'budget',
    'host',
    'team_a',
    'team_b',
    'team_c',
    'risks',
  ]);
});

test('each rule is found by itself', () => {
  const wrong: [Partial<CampaignContent>, Partial<SubmissionContext>, string][] = [
    [{ industries: [{ industryId: 'tea', shareBp: 9999 }] }, {}, 'industry_shares'],
    [{ endsOn: '2026-02-28' }, {}, 'dates'],
    [{ startsOn: '2026-03-02' }, {}, 'activity_outside_dates'],
    [{}, { frame: { budgetFen: 100_000_00, takenFen: 70_000_01 } }, 'budget_over_frame'],
    [{ teamsAbsent: { b: ' ' } }, {}, 'team_b'],
    [{ riskOwner: '' }, {}, 'risks'],
    [{}, { lawBlocked: true }, 'law'],
  ];
  for (const [content, other, lack] of wrong) {
    expect(lacks({ ...complete, ...content }, { ...context, ...other }), lack).toContain(lack);
  }
});

test('what deserves a look is shown and stops nothing', () => {
  const [activity] = complete.activities;
  const crowded = activity ? [{ ...activity, expectedAttendance: 1000 }] : [];
  const content = { ...complete, activities: crowded, programmeLineId: null };
  expect(
    cautions(content, {
      ...context,
      today: '2026-03-05',
      cautionDays: new Set(['2026-03-01']),
      listPriceFen: new Map([['LC01', 6000]]),
    }),
  ).toEqual(['mass_event', 'caution_day', 'past_start', 'no_programme_line', 'price_over_list']);
});

test('the hash is of the words: row ids and the order of sets do not count, one fen does', () => {
  const same: CampaignContent = {
    ...complete,
    industries: [...complete.industries].reverse(),
    brandIds: [...complete.brandIds].reverse(),
    budget: complete.budget.map((line) => ({ ...line, id: 'another' })),
  };
  expect(contentHash(same)).toBe(contentHash(complete));
  const dearer = { ...complete, products: [{ productId: 'LC01', priceFen: 6801, stockCommitment: 500 }] };
  expect(contentHash(dearer)).not.toBe(contentHash(complete));
});
