/** Loads what the county has registered, for `evidenceOf`: codes, live rooms, rosters, activities. */
import { cleanCode, slotKey, type CodeBook, type LiveRoom, type RegisteredCode } from './evidence.ts';
import type { LiveSlot } from './live-window.ts';
import type { Reader } from './lock.ts';

interface CodeRow extends RegisteredCode {
  kind: 'coupon' | 'spoken' | 'sku_suffix' | 'promoter' | 'live_room';
}

interface SessionRow {
  sessionId: string;
  roomId: string | null;
  platform: string;
  shopName: string;
  campaignId: string;
  activityId: string;
  startsAt: number;
  endsAt: number;
  goods: string[] | null;
}

export async function loadCodeBook(reader: Reader, countyId: string): Promise<CodeBook> {
  const codes = await reader<CodeRow[]>`
    select id, kind, code, campaign_id as "campaignId", activity_id as "activityId", merchant_id as "merchantId",
      ${seconds(reader, 'valid_from')} as "validFrom", ${seconds(reader, 'valid_to')} as "validTo",
      ${seconds(reader, 'suspended_at')} as "suspendedAt"
    from campaign_codes where county_id = ${countyId} order by code, campaign_id`;
  const sessions = await reader<SessionRow[]>`
    select s.id as "sessionId", s.room_id as "roomId", s.platform, s.shop_name as "shopName", a.campaign_id as "campaignId",
      s.activity_id as "activityId", ${seconds(reader, 'coalesce(s.actual_starts_at, a.starts_at)')} as "startsAt",
      ${seconds(reader, 'coalesce(s.actual_ends_at, a.ends_at)')} as "endsAt",
      coalesce(
        (select array_agg(g.product_id::text) from live_goods g where g.county_id = s.county_id and g.session_id = s.id),
        (select array_agg(p.product_id::text) from campaign_products p where p.county_id = s.county_id and p.campaign_id = a.campaign_id)) as goods
    from live_sessions s join activities a on a.county_id = s.county_id and a.id = s.activity_id
    where s.county_id = ${countyId} and s.state <> 'cancelled' order by s.id`;
  const slots = await reader<{ id: string; sessionId: string; startsAt: number; endsAt: number }[]>`
    select id, session_id as "sessionId", ${seconds(reader, 'starts_at')} as "startsAt", ${seconds(reader, 'ends_at')} as "endsAt"
    from roster_slots where county_id = ${countyId} order by starts_at, id`;
  const activities = await reader<{ id: string; campaignId: string }[]>`
    select id, campaign_id as "campaignId" from activities where county_id = ${countyId}`;
  const of = (...kinds: CodeRow['kind'][]) =>
    grouped(
      codes.filter((code) => kinds.includes(code.kind)),
      (code) => cleanCode(code.code),
    );
  const rooms: { key: string; room: LiveRoom }[] = sessions.flatMap((session) =>
    session.roomId === null ? [] : [{ key: cleanCode(session.roomId), room: session }],
  );
  const byId = new Map(sessions.map((session) => [session.sessionId, session]));
  const live = slots.flatMap((slot): { key: string; slot: LiveSlot }[] => {
    const session = byId.get(slot.sessionId);
    if (session === undefined) return [];
    return [
      {
        key: slotKey(session.platform, session.shopName),
        slot: {
          id: slot.id,
          campaignId: session.campaignId,
          activityId: session.activityId,
          merchantId: null,
          startsAt: slot.startsAt,
          endsAt: slot.endsAt,
          productIds: session.goods === null ? null : new Set(session.goods),
        },
      },
    ];
  });
  return {
    skuSuffixes: of('sku_suffix'),
    coupons: of('coupon', 'spoken'),
    promoters: of('promoter'),
    rooms: mapValues(
      grouped(rooms, (one) => one.key),
      (list) => list.map((one) => one.room),
    ),
    slots: mapValues(
      grouped(live, (one) => one.key),
      (list) => list.map((one) => one.slot),
    ),
    campaignOfActivity: new Map(activities.map((activity) => [activity.id, activity.campaignId])),
  };
}

function seconds(reader: Reader, expression: string) {
  return reader.unsafe(`floor(extract(epoch from ${expression}))::float8`);
}

function grouped<T>(list: readonly T[], key: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) {
    const group = groups.get(key(one));
    if (group === undefined) groups.set(key(one), [one]);
    else group.push(one);
  }
  return groups;
}

function mapValues<T, U>(map: ReadonlyMap<string, T>, to: (value: T) => U): Map<string, U> {
  return new Map([...map].map(([key, value]) => [key, to(value)]));
}
