/** Hits in the reader's language, with law references as people cite them. Pure. */
import type { Locale } from '#lib/shared/dates.ts';
import type { Hit, LoweredBy, Verdict } from './check.ts';
import { categoryName } from './check.ts';
import { LAWS, lawIdOf, type Severity } from './list.ts';

export interface ShownHit {
  key: string;
  ruleId: string;
  ruleIds: string[];
  category: string;
  slot: string;
  start: number;
  end: number;
  text: string;
  parts: { slot: string; start: number; end: number }[];
  severity: Severity;
  law: { ref: string; label: string; confirmed: boolean }[];
  why: string;
  suggestion: string;
  needs: string[];
  loweredBy: string[];
  /** Where alone it counts; null: everywhere. */
  onlyOn: string | null;
}

/** @param confirmed subjects ('law:AL', 'rule:ABS-01') that a legal reviewer compared with the official text. */
export function showHits(
  hits: readonly Hit[],
  locale: Locale,
  confirmed: ReadonlySet<string> = new Set(),
): ShownHit[] {
  const zh = locale === 'zh-CN';
  return hits.map((h, i) => ({
    key: `${h.ruleId}-${i + 1}`,
    ruleId: h.ruleId,
    ruleIds: h.ruleIds,
    category: h.category === '版面与记录' && !zh ? 'Layout and records' : categoryName(h.category, locale),
    slot: h.slot,
    start: h.start,
    end: h.end,
    text: h.text,
    parts: h.parts,
    severity: h.severity,
    law: h.law.map((ref) => ({
      ref,
      label: lawLabel(ref, locale),
      confirmed: confirmed.has(`law:${lawIdOf(ref)}`) || h.ruleIds.some((id) => confirmed.has(`rule:${id}`)),
    })),
    why: zh ? h.whyZh : h.whyEn,
    suggestion: zh ? h.suggestionZh : h.suggestionEn,
    needs: h.evidenceNeeded.map((kind) => evidenceWord(kind, locale)),
    loweredBy: h.loweredBy.map((l) => loweredWord(l, locale)),
    onlyOn: h.channel === undefined ? null : zh ? '小红书' : 'Xiaohongshu',
  }));
}

const SHORT: Readonly<Record<string, Record<Locale, string>>> = {
  AL: { 'zh-CN': '广告法', en: 'Advertising Law' },
  ABS2023: { 'zh-CN': '绝对化用语执法指南', en: 'Guide on absolute terms (2023)' },
  CITE2025D: { 'zh-CN': '引证内容执法指南（征求意见稿）', en: 'Guide on cited content (draft)' },
  ADSCOPE2025: { 'zh-CN': '广告法适用指南（一）', en: 'Guide on scope (2025)' },
  IAD2023: { 'zh-CN': '互联网广告管理办法', en: 'Internet advertising measures' },
  PROMO2020: { 'zh-CN': '规范促销行为暂行规定', en: 'Promotion rules (2020)' },
  PRICE2022: { 'zh-CN': '明码标价和禁止价格欺诈规定', en: 'Price rules (2022)' },
  LIVE2021: { 'zh-CN': '网络直播营销管理办法', en: 'Live marketing measures' },
  LIVE2026: { 'zh-CN': '直播电商监督管理办法', en: 'Livestream e-commerce measures' },
  GI354: { 'zh-CN': '地理标志专用标志管理办法', en: 'GI mark measures' },
  TM: { 'zh-CN': '商标法', en: 'Trademark Law' },
  PIPL: { 'zh-CN': '个人信息保护法', en: 'Personal Information Protection Law' },
  CIVIL1019: { 'zh-CN': '民法典肖像权', en: 'Civil Code, likeness' },
  WXLINK: { 'zh-CN': '微信外部链接规范', en: 'WeChat link rules' },
  AILABEL: { 'zh-CN': '人工智能生成内容标识办法', en: 'AI labelling measures' },
  JS2022: { 'zh-CN': '江苏省代言指南', en: 'Jiangsu endorsement guide' },
  EMBLEM: { 'zh-CN': '国旗法、国徽法、地图管理条例等', en: 'Laws on flag, emblem, maps' },
  FOODLABEL: { 'zh-CN': '食品安全法与标签标准', en: 'Food safety and label rules' },
  ORGANIC: { 'zh-CN': '有机、绿色食品认证办法', en: 'Organic and Green Food rules' },
  COPYRIGHT: { 'zh-CN': '著作权法', en: 'Copyright Law' },
  PYRAMID: { 'zh-CN': '禁止传销条例', en: 'Pyramid selling regulation' },
  XHS: { 'zh-CN': '小红书导流规则', en: 'Xiaohongshu rules' },
  BRANDRULES: { 'zh-CN': '本县公用品牌规范', en: 'The county’s brand rules' },
};

/** '广告法第九条' in figures: 'AL:9.3' → '广告法第 9 条第 3 项'. */
export function lawLabel(ref: string, locale: Locale): string {
  const [id = '', article = ''] = ref.split(':');
  const name = SHORT[id]?.[locale] ?? LAWS.find((l) => l.id === id)?.nameZh ?? id;
  if (article === '') return name;
  const plain = /^(\d{1,4})(?:\.(\d{1,3}))?$/u.exec(article);
  if (!plain) return `${name} ${article}`;
  const [, number = '', item] = plain;
  if (locale === 'en') return `${name} art. ${number}${item ? `(${item})` : ''}`;
  return `${name}第 ${number} 条${item ? `第 ${item} 项` : ''}`;
}

const EVIDENCE: Readonly<Record<string, Record<Locale, string>>> = {
  official_title: { 'zh-CN': '称号批文', en: 'official document of the title' },
  consumer_tip: { 'zh-CN': '消费提示依据', en: 'basis of the tip' },
  award: { 'zh-CN': '获奖证书', en: 'award certificate' },
  statistic_with_scope: { 'zh-CN': '带时间、地域、来源的统计', en: 'statistic with time, place and source' },
  product_grade_standard: { 'zh-CN': '分级标准', en: 'grading standard' },
  contract: { 'zh-CN': '协议或权属证明', en: 'contract or proof of right' },
  test_report: { 'zh-CN': '检测报告', en: 'test report' },
  reference_price_basis: { 'zh-CN': '参考价依据', en: 'reference price basis' },
  data_source: { 'zh-CN': '数据来源', en: 'source of the figure' },
  patent: { 'zh-CN': '专利证书', en: 'patent certificate' },
  'certificate:green_food': { 'zh-CN': '绿色食品证书', en: 'Green Food certificate' },
  'certificate:organic': { 'zh-CN': '有机产品认证证书', en: 'organic certificate' },
  'certificate:gi': { 'zh-CN': '地理标志使用证明', en: 'GI user certificate' },
  'certificate:any': { 'zh-CN': '认证证书', en: 'certificate' },
  brand_license: { 'zh-CN': '公用品牌授权', en: 'brand licence' },
  authorization: { 'zh-CN': '书面授权', en: 'written authorisation' },
  village_statement: { 'zh-CN': '村或乡镇情况说明', en: 'statement of village or township' },
  consent: { 'zh-CN': '本人同意', en: 'the person’s consent' },
};

export function evidenceWord(kind: string, locale: Locale): string {
  return EVIDENCE[kind]?.[locale] ?? kind;
}

function loweredWord({ by, label }: LoweredBy, locale: Locale): string {
  const zh = locale === 'zh-CN';
  switch (by) {
    case 'words':
      return zh ? `文中已有「${label}」` : `completed by ${label}`;
    case 'evidence':
      return zh ? `有效证明：${label}` : `valid proof: ${label}`;
    case 'name':
      return zh ? `登记名称「${label}」` : `registered name ${label}`;
    case 'county':
      return zh ? `县例外「${label}」` : `the county’s exception ${label}`;
  }
}

const VERDICTS: Readonly<Record<Verdict, Record<Locale, string>>> = {
  pass: { 'zh-CN': '未发现问题', en: 'nothing found' },
  notice: { 'zh-CN': '提示', en: 'notice' },
  review: { 'zh-CN': '须复核', en: 'needs review' },
  block: { 'zh-CN': '禁用', en: 'blocked' },
};

export function verdictWord(verdict: Verdict, locale: Locale): string {
  return VERDICTS[verdict][locale];
}
