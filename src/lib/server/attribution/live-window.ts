import type { Rules } from './rule-set.ts';
import type { Touch } from './touch.ts';

/** One line of a rostered slot: half-open `[startsAt, endsAt)`, whole seconds. */
export interface LiveSlot {
  id: string;
  campaignId: string | null;
  activityId: string | null;
  merchantId: string | null;
  startsAt: number;
  endsAt: number;
  /** Products on the session's list; null when there is no list. */
  productIds: ReadonlySet<string> | null;
}

export interface LiveFacts {
  placedAt: number;
  productId: string | null;
  /** 流量体裁 and 流量来源 of the export; null when the platform has no such column or they are not known yet. */
  trafficForm: string | null;
  trafficSource: string | null;
  /** 数据将于第二天更新. */
  isPending: boolean;
}

/**
 * Tier 4: the roster slot in which an order of a live stream was placed, as a touch. Null when the order is not from a
 * live stream, or no slot reaches it. `slots` are those of the order's shop. A slot that contains the instant beats one
 * reached through the minutes after its end; of those, the one that ended last counts.
 * Two slots of two campaigns give a touch refused as `two_rooms`; data the platform still owes, one refused as `pending`.
 */
export function liveTouch(facts: LiveFacts, slots: readonly LiveSlot[], rules: Rules): Touch | null {
  if (facts.isPending) return touchOf(facts, null, 'pending');
  if (clean(facts.trafficForm) !== '直播') return null;
  // Somebody else's showcase sold it: only a registered promoter id, tier 1, can credit that.
  if (clean(facts.trafficSource).includes('精选联盟')) return null;
  const { placedAt, productId } = facts;
  const eligible = slots.filter(
    (slot) => slot.productIds === null || (productId !== null && slot.productIds.has(productId)),
  );
  const containing = eligible.filter((slot) => slot.startsAt <= placedAt && placedAt < slot.endsAt);
  if (containing.length > 0) return oneOf(facts, containing);
  const tail = rules.liveTailMinutes * 60;
  const ended = eligible.filter((slot) => slot.endsAt <= placedAt && placedAt < slot.endsAt + tail);
  const latestEnd = Math.max(...ended.map((slot) => slot.endsAt));
  return oneOf(
    facts,
    ended.filter((slot) => slot.endsAt === latestEnd),
  );
}

/** A live room's own id counts from the session's start until `roomTailHours` after its end, half-open. */
export function roomIdCounts(placedAt: number, startsAt: number, endsAt: number, rules: Rules): boolean {
  return startsAt <= placedAt && placedAt < endsAt + rules.roomTailHours * 3600;
}

function oneOf(facts: LiveFacts, slots: readonly LiveSlot[]): Touch | null {
  const [first, ...others] = [...slots].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (first === undefined) return null;
  if (others.length === 0) return touchOf(facts, first, null);
  if (others.some((slot) => slot.campaignId !== first.campaignId)) return touchOf(facts, null, 'two_rooms');
  const sameMerchant = others.every((slot) => slot.merchantId === first.merchantId);
  const sameActivity = others.every((slot) => slot.activityId === first.activityId);
  return touchOf(
    facts,
    {
      ...first,
      activityId: sameActivity ? first.activityId : null,
      merchantId: sameMerchant ? first.merchantId : null,
    },
    null,
  );
}

function touchOf(facts: LiveFacts, slot: LiveSlot | null, refusal: 'two_rooms' | 'pending' | null): Touch {
  return {
    key: slot === null ? `live:${refusal ?? 'none'}` : `live:${slot.id}`,
    touchId: null,
    type: 'live_window',
    at: facts.placedAt,
    campaignId: slot?.campaignId ?? null,
    activityId: slot?.activityId ?? null,
    merchantId: slot?.merchantId ?? null,
    code: null,
    refusal,
  };
}

function clean(text: string | null): string {
  return (text ?? '').normalize('NFKC').trim();
}
