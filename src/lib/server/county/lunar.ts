/**
 * The only place that computes lunar days and solar terms, with tyme4ts. Never with Intl's Chinese calendar: on ICU 78 it
 * puts the Spring Festivals of 2027 and 2030 a day off. Answers are given for the years that were checked against an
 * independent astronomical calculation (festivals.json, 2024–2035); outside them there is no answer.
 */
import { LunarDay, LunarMonth, SolarDay, SolarTerm } from 'tyme4ts';
import type { Day, Locale } from '#lib/shared/dates.ts';
import { yearOf } from '#lib/shared/dates.ts';

export const FIRST_YEAR = 2024;
export const LAST_YEAR = 2035;

export const SOLAR_TERMS = [
  { name: '小寒', en: 'Minor Cold' },
  { name: '大寒', en: 'Major Cold' },
  { name: '立春', en: 'Start of Spring' },
  { name: '雨水', en: 'Rain Water' },
  { name: '惊蛰', en: 'Awakening of Insects' },
  { name: '春分', en: 'Spring Equinox' },
  { name: '清明', en: 'Pure Brightness' },
  { name: '谷雨', en: 'Grain Rain' },
  { name: '立夏', en: 'Start of Summer' },
  { name: '小满', en: 'Grain Full' },
  { name: '芒种', en: 'Grain in Ear' },
  { name: '夏至', en: 'Summer Solstice' },
  { name: '小暑', en: 'Minor Heat' },
  { name: '大暑', en: 'Major Heat' },
  { name: '立秋', en: 'Start of Autumn' },
  { name: '处暑', en: 'End of Heat' },
  { name: '白露', en: 'White Dew' },
  { name: '秋分', en: 'Autumn Equinox' },
  { name: '寒露', en: 'Cold Dew' },
  { name: '霜降', en: 'Frost’s Descent' },
  { name: '立冬', en: 'Start of Winter' },
  { name: '小雪', en: 'Minor Snow' },
  { name: '大雪', en: 'Major Snow' },
  { name: '冬至', en: 'Winter Solstice' },
] as const;

export function isKnownYear(year: number): boolean {
  return Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR;
}

/**
 * The day of a lunar month and day that belongs to a plan year: months 1–11 of the lunar year that begins in it, and the
 * twelfth month of the lunar year before, because 腊八 and 小年 belong to the Spring Festival that they lead to. Always the
 * regular month, never the leap one. Null when that month has no such day (a thirtieth in a short month).
 */
export function lunarDayOf(year: number, month: number, day: number): Day | null {
  const lunarYear = month === 12 ? year - 1 : year;
  if (day > LunarMonth.fromYm(lunarYear, month).getDayCount()) return null;
  return text(LunarDay.fromYmd(lunarYear, month, day).getSolarDay());
}

/** The day of a solar term within a Gregorian year; null for a name that is no term. */
export function solarTermDay(year: number, name: string): Day | null {
  const index = SOLAR_TERMS.findIndex((term) => term.name === name);
  if (index < 0) return null;
  // tyme4ts counts a year's terms from 冬至 of the year before; 小寒 is number 1.
  return text(SolarTerm.fromIndex(year, index + 1).getSolarDay());
}

/** The solar term that falls on this day, or null. */
export function solarTermOn(day: Day): { name: string; en: string } | null {
  if (!isKnownYear(yearOf(day))) return null;
  const termDay = solar(day).getTermDay();
  if (termDay.getDayIndex() !== 0) return null;
  const name = termDay.getSolarTerm().getName();
  return SOLAR_TERMS.find((term) => term.name === name) ?? null;
}

export interface LunarDate {
  month: number;
  day: number;
  leap: boolean;
}

/** The lunar date of a day, or null outside the checked years. */
export function lunarDateOf(day: Day): LunarDate | null {
  if (!isKnownYear(yearOf(day))) return null;
  const lunar = solar(day).getLunarDay();
  return {
    month: Math.abs(lunar.getMonth()),
    day: lunar.getDay(),
    leap: lunar.getLunarMonth().isLeap(),
  };
}

const ZH_MONTHS = [
  '正月',
  '二月',
  '三月',
  '四月',
  '五月',
  '六月',
  '七月',
  '八月',
  '九月',
  '十月',
  '冬月',
  '腊月',
];

/** '农历十月十五' without its first two characters: '十月十五', '闰六月初一'; in English '10/15', 'leap 6/1'. */
export function lunarText(day: Day, locale: Locale): string | null {
  const lunar = lunarDateOf(day);
  if (!lunar) return null;
  if (locale === 'zh-CN') return monthName(lunar) + dayName(lunar.day);
  return `${lunar.leap ? 'leap ' : ''}${lunar.month}/${lunar.day}`;
}

/** What stands small in a calendar cell: the month's name on its first day, else the day: '冬月', '初二'; '11/1', '2'. */
export function lunarCellText(day: Day, locale: Locale): string | null {
  const lunar = lunarDateOf(day);
  if (!lunar) return null;
  if (locale === 'zh-CN') return lunar.day === 1 ? monthName(lunar) : dayName(lunar.day);
  return `${lunar.month}/${lunar.day}`;
}

function monthName(lunar: LunarDate): string {
  return (lunar.leap ? '闰' : '') + (ZH_MONTHS[lunar.month - 1] ?? '');
}

function dayName(day: number): string {
  return LunarDay.NAMES[day - 1] ?? '';
}

function solar(day: Day): SolarDay {
  return SolarDay.fromYmd(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10)));
}

function text(day: SolarDay): Day {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${day.getYear()}-${pad(day.getMonth())}-${pad(day.getDay())}`;
}
