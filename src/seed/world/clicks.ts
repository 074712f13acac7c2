/** Openings of links in two years: by people, by robots that look at shared links, by merchants trying their own code. */
import { addDays, daysBetween, instantAt } from '#lib/shared/dates.ts';
import { PRODUCTS } from '../data/products.ts';
import { SHOPS, type ShopData } from '../data/merchants.ts';
import { hasRun, type Edition } from './editions.ts';
import type { Participant } from './participants.ts';
import { randomOf, type Random } from './random.ts';
import type { World } from './world.ts';

/** Which touch point: a campaign's own or a merchant's, as a picture's QR code or a link to click. */
export interface Point {
  edition: Edition;
  participant: Participant | null;
  channel: 'poster' | 'share' | 'media';
}

export interface Click {
  point: Point;
  at: number;
  visitorId: string;
  userAgent: string;
  flag: 'declared_bot' | 'prefetch' | 'own_scan' | null;
  ahead: boolean;
  seen: boolean;
  /** Went on to a shop. */
  leave: { at: number; shop: ShopData; productCode: string } | null;
}

const PEOPLE = [
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 MicroMessenger/8.0.60 NetType/4G Language/zh_CN',
  'Mozilla/5.0 (Linux; Android 14; V2324A) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MMWEBID/4021 MicroMessenger/8.0.58',
  'Mozilla/5.0 (Linux; Android 13; HUAWEI) AppleWebKit/537.36 Mobile Safari/537.36 MicroMessenger/8.0.50',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
  'Mozilla/5.0 (Linux; Android 15; M2404) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36 aweme_320100',
] as const;
const ROBOTS = [
  'Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)',
  'Mozilla/5.0 (compatible; Bytespider; spider-feedback@bytedance.com)',
  'QQ-URL-Manager',
  'Mozilla/5.0 (compatible; YisouSpider/5.0)',
] as const;
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const HOURS = [4, 2, 1, 1, 2, 6, 18, 26, 30, 30, 28, 28, 34, 26, 22, 22, 24, 28, 34, 52, 66, 60, 40, 14];

/** Openings a participant's picture gets in a campaign of ordinary pull. */
const PER_PARTICIPANT = 24;

/** Oldest first. */
export function drawClicks(world: World): Click[] {
  const random = randomOf(world.seed, 'clicks');
  const clicks: Click[] = [];
  for (const edition of world.editions.filter(hasRun)) {
    const known = world.participants.get(edition.key) ?? [];
    const offers = offersOf(edition);
    const pull = 0.35 + edition.lift;
    const points: { point: Point; weight: number }[] = [
      { point: { edition, participant: null, channel: 'poster' }, weight: 3 },
      { point: { edition, participant: null, channel: 'media' }, weight: 2.5 },
      ...known.flatMap((participant) => {
        // A few merchants do most of the spreading.
        const weight = 0.15 - Math.log(1 - random.next());
        return [
          { point: { edition, participant, channel: 'poster' as const }, weight },
          { point: { edition, participant, channel: 'share' as const }, weight: weight * 0.55 },
        ];
      }),
    ];
    const count = random.poisson(known.length * PER_PARTICIPANT * pull * world.scale);
    const first = addDays(edition.startsOn, -3);
    const days = daysBetween(first, edition.endsOn) + 5;
    const regulars = Array.from({ length: Math.ceil(count / 3) }, () => visitorId(random));
    for (let i = 0; i < count; i++) {
      const { point } = random.weighted(points, (p) => p.weight);
      const day = addDays(first, Math.min(days, Math.floor(random.next() ** 1.25 * (days + 1))));
      const at = momentOn(random, day);
      if (at >= world.now) continue;
      clicks.push(
        opening(random, point, at, random.chance(0.4) ? random.pick(regulars) : visitorId(random), offers),
      );
    }
  }
  for (const visitor of world.visitors) {
    for (const scan of visitor.scans) {
      const point: Point = { edition: visitor.edition, participant: scan.participant, channel: 'poster' };
      if (visitor.visitorId === null || scan.at >= world.now) continue;
      clicks.push({
        point,
        at: scan.at,
        visitorId: visitor.visitorId,
        userAgent: PEOPLE[0],
        flag: null,
        ahead: false,
        seen: true,
        leave: null,
      });
    }
  }
  return clicks.sort((a, b) => a.at - b.at || (a.visitorId < b.visitorId ? -1 : 1));
}

type Offer = { shop: ShopData; productCode: string };

function offersOf(edition: Edition): Offer[] {
  const goods = PRODUCTS.filter(
    (p) => p.onlyAt === undefined && edition.template.products.some(([code]) => code === p.code),
  );
  return SHOPS.filter((shop) => edition.template.platforms.includes(shop.platform)).flatMap((shop) =>
    goods.filter((p) => shop.sells.includes(p.industry)).map((p) => ({ shop, productCode: p.code })),
  );
}

function opening(random: Random, point: Point, at: number, visitor: string, offers: readonly Offer[]): Click {
  const kind = random.next();
  if (kind < 0.055) {
    return {
      point,
      at,
      visitorId: visitorId(random),
      userAgent: random.pick(ROBOTS),
      flag: 'declared_bot',
      ahead: false,
      seen: false,
      leave: null,
    };
  }
  const userAgent = random.pick(PEOPLE);
  if (kind < 0.07)
    return {
      point,
      at,
      visitorId: visitor,
      userAgent,
      flag: 'prefetch',
      ahead: true,
      seen: false,
      leave: null,
    };
  if (kind < 0.1 && point.participant !== null) {
    return {
      point,
      at,
      visitorId: visitor,
      userAgent,
      flag: 'own_scan',
      ahead: false,
      seen: true,
      leave: null,
    };
  }
  const leave =
    offers.length > 0 && random.chance(0.34) ? { at: at + random.int(6, 240), ...random.pick(offers) } : null;
  return {
    point,
    at,
    visitorId: visitor,
    userAgent,
    flag: null,
    ahead: false,
    seen: random.chance(0.95),
    leave,
  };
}

function visitorId(random: Random): string {
  let id = '';
  for (let i = 0; i < 22; i++) id += LETTERS.charAt(random.int(0, 63));
  return id;
}

function momentOn(random: Random, day: string): number {
  const hour = random.weighted(HOURS.map((weight, i) => ({ weight, i })), (h) => h.weight).i; // prettier-ignore
  return Math.floor(instantAt(day).getTime() / 1000) + hour * 3600 + random.int(0, 3599);
}
