/** One recorded contact between a person, or an order, and a touch point: its kinds, their strength, tier and window. */

export const TOUCH_TYPES = [
  'order_code',
  'coupon',
  'scan',
  'click',
  'poster_open',
  'check_in',
  'live_window',
  'declaration',
  'override',
] as const;
export type TouchType = (typeof TOUCH_TYPES)[number];

/** The evidence ladder. `M` is a person's audited decision; `0`, no evidence, belongs to lines only. */
export const TIERS = ['1', '2', '3', '4', '5', 'M'] as const;
export type Tier = (typeof TIERS)[number];
export type LineTier = Tier | '0';

/** Types found through a person, each with a window of days. The others belong to one order and take its time. */
export const WINDOWED_TYPES = ['scan', 'click', 'poster_open', 'check_in'] as const;
export type WindowedType = (typeof WINDOWED_TYPES)[number];

export interface Touch {
  /** Source and source event id: the same on every machine. Sorting uses it, never a row's random id. */
  key: string;
  /** Row of `ledger_touches`; null for evidence that the order carries itself. */
  touchId: string | null;
  type: TouchType;
  /** Whole seconds since 1970, floored. */
  at: number;
  campaignId: string | null;
  activityId: string | null;
  merchantId: string | null;
  /** Code or link. */
  code: string | null;
  /** Known before any journey: why this touch can never count. */
  refusal: Refusal | null;
}

/** Reasons that are properties of the touch itself. */
export type Refusal =
  | 'flagged'
  | 'voided'
  | 'shared_identity'
  | 'own_scan'
  | 'code_suspended'
  | 'room_time_mismatch'
  | 'two_rooms'
  | 'pending'
  | 'not_approved'
  | 'outside_window'
  | 'over_limit';

/** Why a touch that was found is not in the journey. */
export type Unused =
  Refusal | 'after_order' | 'outside_window' | 'repeat' | 'over_cap' | 'weaker_evidence' | 'overridden';

const STRENGTH: Record<TouchType, number> = {
  override: 90,
  order_code: 80,
  coupon: 70,
  scan: 60,
  click: 50,
  poster_open: 40,
  check_in: 30,
  live_window: 20,
  declaration: 10,
};

const TIER: Record<TouchType, Tier> = {
  override: 'M',
  order_code: '1',
  coupon: '1',
  scan: '2',
  click: '2',
  poster_open: '2',
  check_in: '3',
  live_window: '4',
  declaration: '5',
};

export function strengthOf(type: TouchType): number {
  return STRENGTH[type];
}

export function tierOf(type: TouchType): Tier {
  return TIER[type];
}

export function isWindowed(type: TouchType): type is WindowedType {
  return type === 'scan' || type === 'click' || type === 'poster_open' || type === 'check_in';
}

/** Order of a journey: time, then strength, so that on equal seconds the strongest is last; then the source key. */
export function compareTouches(a: Touch, b: Touch): number {
  return a.at - b.at || STRENGTH[a.type] - STRENGTH[b.type] || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

/** Same type, code or link, activity, merchant and campaign. */
export function sameTouchPoint(a: Touch, b: Touch): boolean {
  return (
    a.type === b.type &&
    a.code === b.code &&
    a.activityId === b.activityId &&
    a.merchantId === b.merchantId &&
    a.campaignId === b.campaignId
  );
}

/** Whole seconds of an instant in milliseconds; fractions are dropped, also before 1970. */
export function wholeSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}

/** `placedAt` in whole seconds. An export that knows only the minute counts as that minute's last second. */
export function placedAtSeconds(orderedAtMs: number, precision: 'second' | 'minute'): number {
  const seconds = wholeSeconds(orderedAtMs);
  return precision === 'second' ? seconds : Math.floor(seconds / 60) * 60 + 59;
}
