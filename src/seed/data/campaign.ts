import type { ActivityKind, BudgetSubject } from '#lib/server/campaigns/states.ts';
import type { DateRule } from '#lib/shared/date-rules.ts';
import type { IndustryCode } from './county.ts';
import type { Platform } from './merchants.ts';

/** A yearly campaign of the county; `world/campaigns.ts` makes its editions for the years around the day of loading. */
export interface CampaignTemplate {
  key: string;
  /** `{year}` is replaced. */
  name: string;
  nameEn: string;
  theme: string;
  objective: string;
  audience: string;
  area: string;
  planStep: string;
  industries: readonly (readonly [IndustryCode, shareBp: number])[];
  start: DateRule;
  days: number;
  /** Product and its price in the campaign; null = the list price. */
  products: readonly (readonly [code: string, priceFen: number | null])[];
  platforms: readonly Platform[];
  /** What its window adds to the demand for its products, as a share of the usual: earlier and later editions. */
  lift: readonly [earlier: number, later: number];
  /** Share of its orders that carry a campaign code. */
  coded: number;
  budget: readonly (readonly [BudgetSubject, description: string, yuan: number])[];
  /** Share of the budget that was spent in the end. */
  spent: readonly [earlier: number, later: number];
  activities: readonly ActivityTemplate[];
  guide?: readonly string[];
  host: readonly string[];
  undertake: readonly string[];
  assist: readonly string[];
  teamsAbsent?: Partial<Record<'a' | 'b' | 'c', string>>;
  risks: string;
  introZh: string;
  introEn: string;
  picture: string;
  poster: { headline: string; slogan: string; points: readonly string[]; product: string };
  /** Editions that exist; both when absent. */
  only?: 'earlier' | 'later';
  /** The later edition was called off. */
  cancelled?: string;
  visitors: number;
}

export interface ActivityTemplate {
  kind: ActivityKind;
  name: string;
  /** Day counted from the start, 0 = first day. */
  day: number;
  time: string;
  hours: number;
  venue: string;
  unit: string;
  attendance?: number;
  note?: string;
  live?: { platform: 'douyin' | 'kuaishou' | 'taobao' | 'wechat'; shop: string; hosts: readonly string[]; views: number };
}

export const fixed = (month: number, day: number): DateRule => ({ kind: 'fixed', month, day });
export const after = (from: DateRule, days: number): DateRule => ({ kind: 'offset', from, days, unit: 'day' });
export const lunar = (month: number, day: number): DateRule => ({ kind: 'lunar', month, day });
export const term = (name: string): DateRule => ({ kind: 'solarTerm', name });

type Live = NonNullable<ActivityTemplate['live']>;

export const live = (
  name: string,
  day: number,
  time: string,
  hours: number,
  on: readonly [Live['platform'], shop: string],
  hosts: readonly string[],
  views: number,
  unit = 'douyin',
): ActivityTemplate => ({
  kind: 'livestream', name, day, time, hours, venue: `${on[1]}直播间`, unit,
  live: { platform: on[0], shop: on[1], hosts, views },
}); // prettier-ignore

export const event = (
  kind: 'festival' | 'offline_event' | 'training' | 'other',
  name: string,
  day: number,
  time: string,
  hours: number,
  venue: string,
  unit: string,
  attendance: number,
  note = '',
): ActivityTemplate => ({ kind, name, day, time, hours, venue, unit, attendance, ...(note ? { note } : {}) });
