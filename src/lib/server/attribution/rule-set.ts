import { createHash } from 'node:crypto';
import { MODELS, type Model } from './model.ts';
import type { WindowedType } from './touch.ts';

/**
 * Everything that decides who gets a sale, as one value. Its key is the SHA-256 of its canonical JSON: two counties
 * with the same rules have the same key, and a rule that changed cannot keep its old name.
 */
export interface Rules {
  version: 1;
  /** Days a touch counts, half-open: exactly `windowDays` old is out. 1–90. */
  windowDays: Record<WindowedType, number>;
  /** Per campaign, 1–90 days. */
  campaignWindowDays: Record<string, Partial<Record<WindowedType, number>>>;
  halfLifeDays: 7;
  /** A repeat of one touch point less than this many seconds after its neighbour is dropped. */
  collapseSeconds: number;
  /** Adjacent touches of one campaign become the first of them, whatever the gap. */
  adjacentCampaign: boolean;
  /** The latest `cap` touches of a journey are kept. */
  cap: number;
  /** Tiers that enter only when nothing stronger with a campaign is there. */
  fallbackTiers: readonly ['4', '5'];
  /** Minutes after a live slot in which its orders still arrive. */
  liveTailMinutes: number;
  /** Hours after a session in which its room id still counts. */
  roomTailHours: number;
  declaration: { withinDays: number; maxLines: number; maxFen: number };
  identity: { maxPhonesIn30Days: number; maxMembers: number; maxOrdersIn30Days: number };
  botListVersion: string;
  headlineModel: Model;
}

export const DEFAULT_RULES: Rules = {
  version: 1,
  windowDays: { scan: 30, click: 30, poster_open: 14, check_in: 30 },
  campaignWindowDays: {},
  halfLifeDays: 7,
  collapseSeconds: 1800,
  adjacentCampaign: false,
  cap: 500,
  fallbackTiers: ['4', '5'],
  liveTailMinutes: 10,
  roomTailHours: 24,
  declaration: { withinDays: 7, maxLines: 20, maxFen: 500_000 },
  identity: { maxPhonesIn30Days: 5, maxMembers: 50, maxOrdersIn30Days: 500 },
  botListVersion: '2026-11',
  headlineModel: 'last',
};

/** JSON with sorted keys and no white space: equal values give equal text. Undefined members are left out. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError('A rule must be a finite number');
  return JSON.stringify(value);
}

/** 64 hexadecimal digits. */
export function ruleSetKey(rules: Rules): string {
  return createHash('sha256').update(canonicalJson(rules), 'utf8').digest('hex');
}

/** The first fault of a rule set in words, or null. */
export function faultOf(rules: Rules): string | null {
  const windows = [
    ...Object.values(rules.windowDays),
    ...Object.values(rules.campaignWindowDays).flatMap((windowDays) => Object.values(windowDays)),
  ];
  for (const days of windows)
    if (!Number.isInteger(days) || days < 1 || days > 90)
      return `A window of ${days} days is not within 1–90.`;
  if (!MODELS.includes(rules.headlineModel)) return `“${rules.headlineModel}” is not a model.`;
  if (!Number.isInteger(rules.cap) || rules.cap < 1 || rules.cap > 500)
    return `A cap of ${rules.cap} is not within 1–500.`;
  if (!Number.isInteger(rules.collapseSeconds) || rules.collapseSeconds < 0)
    return 'collapseSeconds must not be negative.';
  return null;
}

/** Seconds the given type counts for a campaign, or for touches without one. */
export function windowSeconds(rules: Rules, type: WindowedType, campaignId: string | null): number {
  const own = campaignId === null ? undefined : rules.campaignWindowDays[campaignId]?.[type];
  return (own ?? rules.windowDays[type]) * 86_400;
}

/** The longest window of the set, in seconds: how far a new touch can reach. */
export function longestWindowSeconds(rules: Rules): number {
  const days = [
    ...Object.values(rules.windowDays),
    ...Object.values(rules.campaignWindowDays).flatMap((windowDays) => Object.values(windowDays)),
  ];
  return Math.max(...days) * 86_400;
}
