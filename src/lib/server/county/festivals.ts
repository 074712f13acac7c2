/** Festivals and marked days by rule, and what falls on a given day. */
import type { DateRule } from '#lib/shared/date-rules.ts';
import { yearOf, type Day, type Locale } from '#lib/shared/dates.ts';
import { resolveDateRule } from './date-rule.ts';
import { isKnownYear, lunarDayOf, solarTermOn } from './lunar.ts';
import { daysOffTable } from './working-days.ts';

export interface Festival {
  id: string;
  zh: string;
  en: string;
  rule: DateRule;
  kind: 'lunar' | 'civil' | 'trade';
  /** A day on which no celebration is planned, or copy is looked at hard. */
  caution?: { zh: string; en: string };
}

const lunar = (month: number, day: number): DateRule => ({ kind: 'lunar', month, day });
const fixed = (month: number, day: number): DateRule => ({ kind: 'fixed', month, day });

export const FESTIVALS: readonly Festival[] = [
  { id: 'laba', zh: '腊八节', en: 'Laba', rule: lunar(12, 8), kind: 'lunar' },
  {
    id: 'xiaonian-north',
    zh: '小年（北方）',
    en: 'Little New Year (north)',
    rule: lunar(12, 23),
    kind: 'lunar',
  },
  {
    id: 'xiaonian-south',
    zh: '小年（南方）',
    en: 'Little New Year (south)',
    rule: lunar(12, 24),
    kind: 'lunar',
  },
  {
    id: 'chuxi',
    zh: '除夕',
    en: 'New Year’s Eve',
    // The last lunar day is the 29th or the 30th, so it is said from the Spring Festival.
    rule: { kind: 'offset', from: lunar(1, 1), days: -1, unit: 'day' },
    kind: 'lunar',
  },
  { id: 'chunjie', zh: '春节', en: 'Spring Festival', rule: lunar(1, 1), kind: 'lunar' },
  { id: 'yuanxiao', zh: '元宵节', en: 'Lantern Festival', rule: lunar(1, 15), kind: 'lunar' },
  { id: 'longtaitou', zh: '二月二', en: 'Longtaitou', rule: lunar(2, 2), kind: 'lunar' },
  { id: 'sanyuesan', zh: '三月三', en: 'Sanyuesan', rule: lunar(3, 3), kind: 'lunar' },
  { id: 'duanwu', zh: '端午节', en: 'Dragon Boat Festival', rule: lunar(5, 5), kind: 'lunar' },
  { id: 'qixi', zh: '七夕节', en: 'Qixi', rule: lunar(7, 7), kind: 'lunar' },
  {
    id: 'zhongyuan',
    zh: '中元节',
    en: 'Zhongyuan',
    rule: lunar(7, 15),
    kind: 'lunar',
    caution: { zh: '中元节，不宜办庆典', en: 'Zhongyuan: no celebration is held on it' },
  },
  { id: 'zhongqiu', zh: '中秋节', en: 'Mid-Autumn Festival', rule: lunar(8, 15), kind: 'lunar' },
  { id: 'chongyang', zh: '重阳节', en: 'Double Ninth', rule: lunar(9, 9), kind: 'lunar' },
  { id: 'yuandan', zh: '元旦', en: 'New Year’s Day', rule: fixed(1, 1), kind: 'civil' },
  { id: 'women', zh: '妇女节', en: 'Women’s Day', rule: fixed(3, 8), kind: 'civil' },
  {
    id: 'consumer-rights',
    zh: '消费者权益日',
    en: 'Consumer Rights Day',
    rule: fixed(3, 15),
    kind: 'civil',
    caution: {
      zh: '消费者权益日，宣传用语会被严查',
      en: 'Consumer Rights Day: product claims are looked at hard',
    },
  },
  { id: 'labour', zh: '劳动节', en: 'Labour Day', rule: fixed(5, 1), kind: 'civil' },
  { id: 'youth', zh: '青年节', en: 'Youth Day', rule: fixed(5, 4), kind: 'civil' },
  { id: 'brand-day', zh: '中国品牌日', en: 'China Brand Day', rule: fixed(5, 10), kind: 'civil' },
  { id: 'tea-day', zh: '国际茶日', en: 'International Tea Day', rule: fixed(5, 21), kind: 'civil' },
  { id: 'children', zh: '儿童节', en: 'Children’s Day', rule: fixed(6, 1), kind: 'civil' },
  { id: 'sale-618', zh: '618', en: '618 sale', rule: fixed(6, 18), kind: 'trade' },
  { id: 'sale-818', zh: '818', en: '818 sale', rule: fixed(8, 18), kind: 'trade' },
  { id: 'sale-99', zh: '99 大促', en: '99 sale', rule: fixed(9, 9), kind: 'trade' },
  { id: 'national', zh: '国庆节', en: 'National Day', rule: fixed(10, 1), kind: 'civil' },
  { id: 'double-11', zh: '双11', en: 'Double 11', rule: fixed(11, 11), kind: 'trade' },
  { id: 'double-12', zh: '双12', en: 'Double 12', rule: fixed(12, 12), kind: 'trade' },
  {
    id: 'harvest',
    zh: '丰收节',
    en: 'Farmers’ Harvest Festival',
    rule: { kind: 'solarTerm', name: '秋分' },
    kind: 'civil',
  },
];

/** Festivals on a day, lunar ones first; empty outside the checked years. */
export function festivalsOn(day: Day): readonly Festival[] {
  const year = yearOf(day);
  if (!isKnownYear(year)) return [];
  return daysOfYear(year).get(day) ?? [];
}

/** The word a calendar cell shows besides its number: a festival before a solar term; null when the day is ordinary. */
export function dayName(day: Day, locale: Locale): string | null {
  const festival = festivalsOn(day)[0];
  if (festival) return locale === 'zh-CN' ? festival.zh : festival.en;
  const term = solarTermOn(day);
  return term ? (locale === 'zh-CN' ? term.name : term.en) : null;
}

const cache = new Map<number, ReadonlyMap<Day, readonly Festival[]>>();

/** A year's festivals by day. 腊八 and 小年 of the coming Spring Festival may fall in this Gregorian year. */
function daysOfYear(year: number): ReadonlyMap<Day, readonly Festival[]> {
  const known = cache.get(year);
  if (known) return known;
  const days = new Map<Day, Festival[]>();
  const put = (day: Day | null, festival: Festival) => {
    if (day !== null && yearOf(day) === year) days.set(day, [...(days.get(day) ?? []), festival]);
  };
  for (const festival of FESTIVALS) {
    const resolved = resolveDateRule(festival.rule, year, { daysOff: daysOffTable([]) });
    if (resolved.ok) put(resolved.day, festival);
    if (festival.rule.kind === 'lunar' && festival.rule.month === 12) {
      put(lunarDayOf(year + 1, festival.rule.month, festival.rule.day), festival);
    }
  }
  cache.set(year, days);
  return days;
}
