import type { IndustryCode } from './county.ts';

/** What the annual plan says of each industry; `{year}` is replaced. */
export const PLAN_GOALS = '坚持“产业有计划、活动有台账、销售有依据”：六个产业按季节排活动，每场活动事前定目标、事中记台账、事后做复盘；没有依据的销售单独列示，不摊给任何活动。';

export const PROGRAMME: readonly { industry: IndustryCode; quarter: number | null; goal: string }[] = [
  { industry: 'tea', quarter: 1, goal: '早春抢鲜、明前冲量、夏秋稳价；统一品牌使用，线上净销售额较上年增长 12%。' },
  { industry: 'orange', quarter: 4, goal: '十一月中旬集中开园，年前走量；合作社统一定价，退货率控制在 9% 以内。' },
  { industry: 'passion', quarter: 3, goal: '夏果走量、二茬果控量保价；产地分级覆盖三个乡镇。' },
  { industry: 'rice', quarter: 4, goal: '恢复山兰稻种植，小袋进城、大袋复购；四个村集体统一碾米。' },
  { industry: 'honey', quarter: 2, goal: '统一规格与批号卡，六个蜂场共用一套海报；礼盒进入工会渠道。' },
  { industry: 'brocade', quarter: 2, goal: '从展演到订制：织娘人人有海报，年内订制登记不少于 120 单。' },
];

export interface DocumentData {
  kind: 'guidance' | 'implementation' | 'management' | 'incentives' | 'construction_standards' | 'evaluation' | 'training' | 'service_guide' | 'minutes' | 'other';
  title: string;
  number: string | null;
  issuer: string;
  /** Days before the day of loading. */
  issued: number;
  status: 'drafting' | 'consulting' | 'reviewing' | 'issued' | 'revising' | 'repealed';
  secrecy: 'public' | 'internal' | 'restricted';
}

/** The county's register: eight kinds, one of them still being consulted. */
export const DOCUMENTS: readonly DocumentData[] = [
  { kind: 'guidance', title: '白沙县农村电商高质量发展指导意见', number: '白府〔2024〕36号', issuer: '白沙县人民政府', issued: 740, status: 'issued', secrecy: 'public' },
  { kind: 'implementation', title: '白沙县农产品宣传推广活动实施方案（2025—2027 年）', number: '白府办〔2024〕52号', issuer: '白沙县人民政府办公室', issued: 720, status: 'issued', secrecy: 'public' },
  { kind: 'management', title: '白沙县宣传推广专项资金管理办法', number: '白财〔2025〕9号', issuer: '白沙县财政局', issued: 650, status: 'issued', secrecy: 'internal' },
  { kind: 'management', title: '“白沙良食”公用品牌使用管理办法', number: '白农〔2025〕21号', issuer: '白沙县农业农村局', issued: 560, status: 'issued', secrecy: 'public' },
  { kind: 'incentives', title: '直播带货与展位评优激励办法', number: '白商〔2025〕17号', issuer: '白沙县商务局', issued: 520, status: 'issued', secrecy: 'internal' },
  { kind: 'construction_standards', title: '乡镇电商服务站建设标准', number: '白商〔2024〕28号', issuer: '白沙县商务局', issued: 700, status: 'revising', secrecy: 'public' },
  { kind: 'training', title: '村播分层培训体系（官员、站长、商户、主播、老人）', number: '白商〔2025〕31号', issuer: '白沙县商务局', issued: 470, status: 'issued', secrecy: 'public' },
  { kind: 'service_guide', title: '商户入驻与海报领取服务指南', number: '白电商〔2025〕6号', issuer: '白沙县电子商务公共服务中心', issued: 450, status: 'issued', secrecy: 'public' },
  { kind: 'evaluation', title: '宣传推广活动绩效评价办法（征求意见稿）', number: null, issuer: '白沙县财政局', issued: 25, status: 'consulting', secrecy: 'internal' },
  { kind: 'minutes', title: '电子商务工作领导小组第七次会议纪要', number: '白电商办纪〔2026〕7号', issuer: '白沙县电子商务工作领导小组办公室', issued: 40, status: 'issued', secrecy: 'internal' },
  { kind: 'other', title: '节庆活动安全与应急预案汇编', number: '白应急〔2025〕12号', issuer: '白沙县应急管理局', issued: 600, status: 'issued', secrecy: 'internal' },
]; // prettier-ignore
