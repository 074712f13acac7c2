/** What the demo county added to the list of rules, what it can prove, and what its people said about words. */
import type { CountyAdditions } from '#lib/server/brand/law/list.ts';
import type { ClaimKind, ClaimScope, DecisionOutcome, ProofKind } from '#lib/server/brand/law/states.ts';

/** One exception, then one term: two versions, each signed. */
export const LIST_VERSIONS: readonly { daysAgo: number; note: string; additions: CountyAdditions }[] = [
  {
    daysAgo: 160,
    note: '接驳车由县里承担费用，不是商品赠品，按固定说法放过。',
    additions: {
      terms: [],
      exceptions: [{ ruleId: 'PRC-05', phrase: '免费乘坐', reason: '接驳车由县里承担，不是商品赠品' }],
      severities: [],
    },
  },
  {
    daysAgo: 35,
    note: '协会来函：产地统一写“陨石坑一带茶园”，不写“陨石茶”。',
    additions: {
      terms: [
        {
          term: '陨石茶',
          severity: 'review',
          why: '茶树不长在陨石上，容易让人误解成分或功效',
          suggestion: '写“陨石坑一带茶园”',
        },
      ],
      exceptions: [{ ruleId: 'PRC-05', phrase: '免费乘坐', reason: '接驳车由县里承担，不是商品赠品' }],
      severities: [],
    },
  },
];

export const CLAIMS: readonly {
  key: string;
  kind: ClaimKind;
  proves: ProofKind;
  phrase: string;
  product: string | null;
  paper: { name: string; number: string };
  scope: ClaimScope;
  /** Days from the day of loading. */
  from: number;
  to: number;
}[] = [
  {
    key: 'sugar',
    kind: 'figure',
    proves: 'data_source',
    phrase: '平均糖度',
    product: 'HXC05',
    paper: { name: '白沙县农产品质量安全检测站检测报告', number: '演示 NJ-0318' },
    scope: { time: '本季开园首周', place: '打安、邦溪抽样果园', measure: '可溶性固形物，30 个样', source: '白沙县农产品质量安全检测站' },
    from: -20,
    to: 345,
  },
  {
    key: 'amino',
    kind: 'nutrition',
    proves: 'test_report',
    phrase: '氨基酸',
    product: 'LC01',
    paper: { name: '海南省茶叶质量监督检验站检测报告', number: '演示 CY-0127' },
    scope: { time: '上年春茶', place: '南班、方香抽样', measure: '游离氨基酸总量', source: '海南省茶叶质量监督检验站' },
    from: -420,
    to: -55,
  },
  {
    key: 'prize',
    kind: 'award',
    proves: 'award',
    phrase: '金奖',
    product: 'HC01',
    paper: { name: '海南省春茶评比证书', number: '演示 2025-16' },
    scope: { time: '2025 年', place: '海南省', measure: '红茶组', source: '海南省茶业协会' },
    from: -300,
    to: 430,
  },
]; // prettier-ignore

/** Posters whose words a person has to look at, or has looked at. */
export const WORDINGS: readonly {
  key: string;
  title: string;
  slogan: string;
  points: readonly string[];
  state: 'draft' | 'in_review';
  reasons: Readonly<Record<string, string>>;
  decision?: { words: string; outcome: DecisionOutcome; reason: string };
}[] = [
  {
    key: 'waiting',
    title: '开园产销数据版',
    slogan: '线上销量超过3万单',
    points: ['开园价随行就市', '产地直接发货'],
    state: 'in_review',
    reasons: { 超过3万: '数据取自本平台上一季订单汇总，截至上季末，已由服务中心核对。' },
  },
  {
    key: 'decided',
    title: '首家云果园版',
    slogan: '全县首家云上果园',
    points: ['看得见的果园', '产地直接发货'],
    state: 'in_review',
    reasons: { 首家: '县商务局二〇二五年第三十一号简报写明为本县首家，文件已附。' },
    decision: {
      words: '首家',
      outcome: 'pass_with_changes',
      reason: '“首家”须写全年份和认定单位，改为“2025 年县商务局认定的云上果园”后可以使用。',
    },
  },
  {
    key: 'blocked',
    title: '果园直发草稿',
    slogan: '全国最甜的红心橙',
    points: ['吃了清热去火', '产地直接发货'],
    state: 'draft',
    reasons: {},
  },
];
