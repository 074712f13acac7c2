/** Livestream sessions with their rosters, and who registered for events and came. */
import { checkIns, registrations } from '#lib/server/events/schema.ts';
import { hashPhone, type Secrets } from '#lib/server/config/secrets.ts';
import { visitorHash } from '#lib/server/links/visitor.ts';
import { liveGoods, liveSessions, rosterSlots } from '#lib/server/livestreams/schema.ts';
import { SHOPS } from '../data/merchants.ts';
import { PRODUCTS } from '../data/products.ts';
import { hasRun, wasApproved, type Edition, type EditionActivity } from '../world/editions.ts';
import { randomOf } from '../world/random.ts';
import { insertAll, type Loading } from './loading.ts';

type SessionState = NonNullable<(typeof liveSessions.$inferInsert)['state']>;

const OPERATORS: Record<string, readonly [name: string, creditCode: string]> = {
  douyin: ['海口椰岸数字传媒有限公司', '91460100MA5DEMO001'],
  kuaishou: ['海南山野同城网络科技有限公司', '91460100MA5DEMO002'],
  taobao: ['白沙农村淘宝县级服务中心', '12469025MB1DEMO003'],
  wechat: ['白沙县电子商务公共服务中心', '12469025MB1DEMO004'],
};

export async function loadLivestreams({ tx, countyId, id, world, now }: Loading): Promise<void> {
  const random = randomOf(world.seed, 'live');
  const sessions: (typeof liveSessions.$inferInsert)[] = [];
  const slots: (typeof rosterSlots.$inferInsert)[] = [];
  const goods: (typeof liveGoods.$inferInsert)[] = [];
  for (const edition of world.editions) {
    for (const activity of edition.activities) {
      const on = activity.live;
      if (!on) continue;
      const state = sessionState(edition, activity, now);
      const isOver = state === 'ended' || state === 'reviewed';
      const [operatorName, operatorCreditCode] = OPERATORS[on.platform] ?? ['', ''];
      const sessionId = id('session', activity.key);
      const views = isOver ? Math.round(on.views * (0.85 + 0.3 * random.next())) : null;
      sessions.push({
        countyId,
        id: sessionId,
        activityId: id('activity', activity.key),
        platform: on.platform,
        account: on.shop,
        roomId: null,
        operatorName,
        operatorCreditCode,
        shopName: on.shop,
        state,
        actualStartsAt: isOver ? activity.startsAt : null,
        actualEndsAt: isOver ? activity.endsAt : null,
        views,
        peakViewers: views === null ? null : Math.round(views / (22 + 10 * random.next())),
      });
      slots.push(
        ...rosterOf(activity, on.hosts).map((slot, i) => ({
          countyId,
          id: id('slot', `${activity.key}/${i}`),
          sessionId,
          ...slot,
        })),
      );
      const shop = SHOPS.find((s) => s.platform === on.platform && s.name === on.shop);
      const listed = edition.template.products.filter(([code]) => {
        const industry = PRODUCTS.find((p) => p.code === code)?.industry;
        return industry !== undefined && shop?.sells.includes(industry);
      });
      goods.push(
        ...listed.map(([code, priceFen], position) => ({
          countyId,
          sessionId,
          productId: id('product', code),
          priceFen,
          position,
        })),
      );
    }
  }
  await insertAll(tx, liveSessions, sessions);
  await insertAll(tx, rosterSlots, slots);
  await insertAll(tx, liveGoods, goods);
}

function sessionState(edition: Edition, activity: EditionActivity, now: Date): SessionState {
  if (edition.state === 'cancelled') return 'cancelled';
  if (!wasApproved(edition)) return edition.state === 'awaiting_approval' ? 'in_review' : 'draft';
  if (!hasRun(edition) || activity.startsAt > now) return 'approved';
  if (activity.endsAt > now) return 'on_air';
  return edition.state === 'archived' ? 'reviewed' : 'ended';
}

/** Hosts take turns of an hour and a half; nobody is alone on air for longer than two. */
function rosterOf(activity: EditionActivity, hosts: readonly string[]) {
  const minutes = activity.hours * 60;
  const turns = Math.max(hosts.length, Math.ceil(minutes / 120));
  const at = (turn: number) =>
    new Date(activity.startsAt.getTime() + Math.round((minutes * turn) / turns) * 60_000);
  return Array.from({ length: turns }, (_, turn) => ({
    host: hosts[turn % hosts.length] ?? '主播',
    startsAt: at(turn),
    endsAt: at(turn + 1),
  }));
}

export async function loadVisitors({ tx, countyId, id, world }: Loading, secrets: Secrets): Promise<void> {
  const key = secrets.phoneKey(countyId);
  const random = randomOf(world.seed, 'gates');
  const rows: (typeof registrations.$inferInsert)[] = [];
  const scans: (typeof checkIns.$inferInsert)[] = [];
  world.visitors.forEach((visitor, i) => {
    const activityId = id('activity', visitor.activity.key);
    const registrationId = id('registration', String(i));
    const phoneHash = hashPhone(key, visitor.buyer.phone);
    rows.push({
      countyId,
      id: registrationId,
      activityId,
      kind: visitor.kind,
      // Names are kept to the first character once an event is archived.
      name: `${visitor.buyer.name.slice(0, 1)}**`,
      phoneHash,
      phoneKeyVersion: secrets.phoneKeyVersion,
      visitorHash: visitor.visitorId === null ? null : visitorHash(countyId, visitor.visitorId),
      headcount: visitor.headcount,
      createdAt: new Date(visitor.registeredAt * 1000),
    });
    if (visitor.checkedInAt === null) return;
    const scannedAt = new Date(visitor.checkedInAt * 1000);
    const gate = random.int(1, 2);
    const offsetMs = random.int(-1_800, 2_400);
    const entry = (nonce: string, result: string, at: Date): typeof checkIns.$inferInsert => ({
      countyId,
      id: id('check-in', nonce),
      activityId,
      registrationId,
      deviceId: `gate-${gate}`,
      nonce,
      list: 'main',
      result,
      reason: result === 'ok' ? null : result,
      phoneHash,
      phoneKeyVersion: secrets.phoneKeyVersion,
      scannedAt: at,
      offsetMs,
      // Some hours without network at the village gates.
      receivedAt: new Date(at.getTime() + (random.chance(0.2) ? random.int(600, 20_000) : 2) * 1000),
    });
    scans.push(entry(`${i}`, 'ok', scannedAt));
    if (random.chance(0.02))
      scans.push(entry(`${i}-again`, 'already_checked_in', new Date(scannedAt.getTime() + 240_000)));
  });
  await insertAll(tx, registrations, rows);
  await insertAll(tx, checkIns, scans);
}
