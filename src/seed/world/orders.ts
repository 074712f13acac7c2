/** Two years of sales: what would have been sold anyway, what campaigns added, and the traces they left. */
import { addDays, instantAt, type Day } from '#lib/shared/dates.ts';
import { INDUSTRIES, type IndustryCode } from '../data/county.ts';
import { SHOPS, STRANGERS, type Platform, type ShopData } from '../data/merchants.ts';
import { REMARKS } from '../data/people.ts';
import { PRODUCTS, type ProductData } from '../data/products.ts';
import { drawBuyer } from './buyers.ts';
import { daysFrom } from './days.ts';
import { usualDemand } from './demand.ts';
import { activityDay, isActiveOn, type Edition } from './editions.ts';
import { drawEvidence, type Evidence } from './evidence.ts';
import { orderNumbers } from './order-numbers.ts';
import type { Participant } from './participants.ts';
import { randomOf, type Random } from './random.ts';
import type { Buyer, Sale, SaleLine, SaleStage, StallSale } from './sale.ts';

export interface OrderWorld {
  seed: string;
  today: Day;
  /** Seconds since 1970; nothing was ordered later. */
  now: number;
  /** Orders of the two years, about. */
  target: number;
  editions: readonly Edition[];
  participants: ReadonlyMap<string, readonly Participant[]>;
}

const PLATFORM_SHARE: Record<Platform, number> = {
  douyin: 0.36, taobao: 0.25, pdd: 0.17, wechat: 0.1, kuaishou: 0.07, jd: 0.05,
}; // prettier-ignore
/** Share of sold goods that come back, by what they are. */
const REFUNDS: Record<IndustryCode, number> = {
  tea: 0.055,
  orange: 0.1,
  passion: 0.13,
  rice: 0.06,
  honey: 0.06,
  brocade: 0.07,
};
const HOURS = [8, 4, 2, 1, 1, 2, 8, 18, 30, 42, 50, 48, 46, 40, 36, 38, 40, 42, 46, 58, 78, 82, 60, 26];
const LIVE_ORDERS_PER_VIEW = 0.0012;

/** All sales, oldest first. */
export function drawSales(world: OrderWorld): Sale[] {
  const from = addDays(world.today, -730);
  const demand = usualDemand(from, world.today, world.seed);
  const usual = [...demand.values()].reduce(
    (sum, row) => sum + Object.values(row).reduce((a, b) => a + b, 0),
    0,
  );
  // Campaigns and live sessions add about a seventh to the usual.
  const scale = world.target / (usual * 1.15);
  const random = randomOf(world.seed, 'orders');
  const draw = new SaleDraw(world, random);
  const sales: Sale[] = [];
  const add = (sale: Sale | null) => {
    if (sale && sale.orderedAt < world.now) sales.push(sale);
  };
  for (const day of daysFrom(from, world.today)) {
    const row = demand.get(day);
    if (!row) continue;
    const active = world.editions.filter((edition) => isActiveOn(edition, day));
    for (const { code } of INDUSTRIES) {
      for (let n = random.poisson(row[code] * scale); n > 0; n--) add(draw.usual(day, code, active));
    }
    for (const edition of active) {
      const opening = edition.startsOn === day ? 1.5 : edition.endsOn === day ? 1.25 : 1;
      for (const [code] of edition.template.industries) {
        const mean = row[code] * scale * shareInScope(edition, code) * edition.lift * opening;
        for (let n = random.poisson(mean); n > 0; n--) add(draw.ofCampaign(day, code, edition));
      }
      for (const activity of edition.activities) {
        if (!activity.live || activityDay(activity) !== day) continue;
        const mean = activity.live.views * LIVE_ORDERS_PER_VIEW * scale;
        for (let n = random.poisson(mean); n > 0; n--) add(draw.live(edition, activity));
      }
    }
  }
  return sales.sort((a, b) => a.orderedAt - b.orderedAt || (a.orderNo < b.orderNo ? -1 : 1));
}

/** Which part of an industry's usual orders a campaign's products and platforms are. */
function shareInScope(edition: Edition, code: IndustryCode): number {
  const goods = goodsOf.get(code) ?? [];
  const inScope = goods.filter((p) => edition.template.products.some(([c]) => c === p.code));
  const weight = (list: readonly ProductData[]) => list.reduce((sum, p) => sum + p.weight, 0);
  const platforms = platformsFor(code);
  const share = (list: readonly Platform[]) => list.reduce((sum, p) => sum + PLATFORM_SHARE[p], 0);
  return (
    (weight(inScope) / weight(goods)) *
    (share(platforms.filter((p) => edition.template.platforms.includes(p))) / share(platforms))
  );
}

function platformsFor(code: IndustryCode): Platform[] {
  return (Object.keys(PLATFORM_SHARE) as Platform[]).filter(
    (platform) => shopsFor(platform, code).length > 0,
  );
}

function shopsFor(platform: Platform, code: IndustryCode): ShopData[] {
  return SHOPS.filter((s) => s.platform === platform && s.sells.includes(code));
}

/** What is sold all year; goods of one campaign alone are sold at its stalls. */
const ALL_YEAR = PRODUCTS.filter((p) => p.onlyAt === undefined);
const goodsOf = new Map(INDUSTRIES.map(({ code }) => [code, ALL_YEAR.filter((p) => p.industry === code)]));

/** One sale at a time; every draw comes from one stream, so the order of calls is part of the seed. */
export class SaleDraw {
  readonly #world: OrderWorld;
  readonly #random: Random;
  readonly #number: (platform: Platform, atSeconds: number) => string;

  constructor(world: OrderWorld, random: Random) {
    this.#world = world;
    this.#random = random;
    this.#number = orderNumbers(randomOf(world.seed, 'numbers', random.digits(6)));
  }

  /** Would have been bought anyway; within a campaign's window some of these carry its code all the same. */
  usual(day: Day, code: IndustryCode, active: readonly Edition[]): Sale | null {
    const random = this.#random;
    const product = random.weighted(goodsOf.get(code) ?? [], (p) => p.weight);
    const platform = random.weighted(platformsFor(code), (p) => PLATFORM_SHARE[p]);
    const matching = active.filter(
      (e) => e.template.platforms.includes(platform) && e.template.products.some(([c]) => c === product.code),
    );
    const edition = matching.length === 0 ? null : random.pick(matching);
    const evidence = edition
      ? this.#evidence(edition, platform, edition.template.coded * 0.6)
      : ({ kind: 'none' } as const);
    return this.#sale({ platform, product, edition, evidence, at: this.#moment(day) });
  }

  ofCampaign(day: Day, code: IndustryCode, edition: Edition): Sale | null {
    const random = this.#random;
    const inScope = (goodsOf.get(code) ?? []).filter((p) =>
      edition.template.products.some(([c]) => c === p.code),
    );
    const platforms = platformsFor(code).filter((p) => edition.template.platforms.includes(p));
    if (inScope.length === 0 || platforms.length === 0) return null;
    const platform = random.weighted(platforms, (p) => PLATFORM_SHARE[p]);
    const product = random.weighted(inScope, (p) => p.weight);
    const evidence = this.#evidence(edition, platform, edition.template.coded + 0.25);
    return this.#sale({ platform, product, edition, evidence, at: this.#moment(day) });
  }

  live(edition: Edition, activity: Edition['activities'][number]): Sale | null {
    const random = this.#random;
    const on = activity.live;
    const shop = SHOPS.find((s) => s.platform === on?.platform && s.name === on.shop);
    if (!on || !shop) return null;
    const inScope = ALL_YEAR.filter(
      (p) => shop.sells.includes(p.industry) && edition.template.products.some(([c]) => c === p.code),
    );
    if (inScope.length === 0) return null;
    const at =
      Math.floor(activity.startsAt.getTime() / 1000) +
      random.int(60, Math.floor(activity.hours * 3600) + 420);
    const product = random.weighted(inScope, (p) => p.weight);
    const evidence: Evidence =
      shop.platform === 'douyin' ? { kind: 'live', activity } : this.#evidence(edition, shop.platform, 0.75);
    return this.#sale({ platform: shop.platform, shop, product, edition, evidence, at });
  }

  /** Somebody who came to an event and gave a phone number buys later, and the export shows the full number. */
  ofVisitor(edition: Edition, platform: 'wechat' | 'taobao', buyer: Buyer, at: number): Sale | null {
    const random = this.#random;
    const inScope = ALL_YEAR.filter(
      (p) =>
        shopsFor(platform, p.industry).length > 0 && edition.template.products.some(([c]) => c === p.code),
    );
    if (inScope.length === 0) return null;
    const product = random.weighted(inScope, (p) => p.weight);
    return this.#sale({ platform, product, edition, evidence: { kind: 'none' }, at, buyer });
  }

  /** The same purchase once more, paid in the merchant's small shop while standing at the stall. */
  twinOf(stall: StallSale, buyer: Buyer): Sale | null {
    if (shopsFor('wechat', stall.product.industry).length === 0) return null;
    const sale = this.#sale({
      platform: 'wechat',
      product: stall.product,
      edition: null,
      evidence: { kind: 'none' },
      at: stall.at + 150,
      buyer,
    });
    const unitFen = Math.ceil(stall.paidFen / stall.quantity);
    return {
      ...sale,
      paidAt: stall.at + 170,
      stage: 'completed',
      lines: [{ product: stall.product, quantity: stall.quantity, unitFen, coded: null }],
      freightFen: 0,
      discountFen: unitFen * stall.quantity - stall.paidFen,
      refundShare: 0,
      remark: '',
    };
  }

  #evidence(edition: Edition, platform: Platform, share: number): Evidence {
    const random = this.#random;
    const known = this.#world.participants.get(edition.key) ?? [];
    return drawEvidence(random, edition, platform, share, () =>
      known.length === 0 ? null : `白沙${random.pick(known).number}`,
    );
  }

  #moment(day: Day): number {
    const random = this.#random;
    const hour = random.weighted(HOURS.map((weight, i) => ({ weight, i })), (h) => h.weight).i; // prettier-ignore
    return Math.floor(instantAt(day).getTime() / 1000) + hour * 3600 + random.int(0, 3599);
  }

  #sale(about: {
    platform: Platform;
    shop?: ShopData;
    product: ProductData;
    edition: Edition | null;
    evidence: Evidence;
    at: number;
    buyer?: Buyer;
  }): Sale {
    const random = this.#random;
    const { platform, product, edition, evidence, at } = about;
    const shop = about.shop ?? random.weighted(shopsFor(platform, product.industry), (s) => s.weight);
    const coded = evidence.kind === 'sku' ? edition : null;
    const lines: SaleLine[] = [this.#line(product, edition, coded)];
    if (random.chance(0.16)) {
      const other = random.pick(
        ALL_YEAR.filter(
          (p) => shop.sells.includes(p.industry) && p.industry !== 'orange' && p !== product,
        ).concat(product.industry === 'orange' ? [product] : []),
      );
      // One order has one line on 拼多多 and 快手.
      if (platform !== 'pdd' && platform !== 'kuaishou' && other !== product)
        lines.push(this.#line(other, edition, null));
    }
    const stage = this.#stage(at);
    const promoter =
      evidence.kind === 'promoter'
        ? evidence.promoter
        : platform === 'douyin' && evidence.kind === 'none' && random.chance(0.09)
          ? stranger(random)
          : null;
    const goods = lines.reduce((sum, line) => sum + line.unitFen * line.quantity, 0);
    return {
      shop,
      orderNo: this.#number(platform, at),
      orderedAt: at,
      paidAt:
        stage === 'unpaid' || (stage === 'closed' && random.chance(0.9)) ? null : at + random.int(6, 420),
      lines,
      freightFen: random.chance(0.07) ? random.pick([500, 800, 1_000, 1_200]) : 0,
      discountFen: random.chance(0.2)
        ? Math.min(random.pick([100, 200, 300, 500, 800]), Math.floor(goods / 5))
        : 0,
      stage,
      refundShare: this.#refund(platform, product, at),
      buyer: about.buyer ?? drawBuyer(random, platform === 'wechat' ? 2 : 1),
      remark: evidence.kind === 'coupon' ? evidence.text : this.#remark(),
      promoter,
      traffic: platform === 'douyin' ? this.#traffic(evidence, promoter !== null, at) : null,
    };
  }

  #remark(): string {
    const kind = this.#random.next();
    if (kind < 0.0004) return '测试订单，请勿发货';
    return kind < 0.05 ? this.#random.pick(REMARKS) : '';
  }

  #line(product: ProductData, edition: Edition | null, coded: Edition | null): SaleLine {
    const price = edition?.template.products.find(([code]) => code === product.code)?.[1];
    const quantity = this.#random.weighted([1, 2, 3, 5], (n) =>
      n === 1 ? 78 : n === 2 ? 16 : n === 3 ? 4 : 2,
    );
    return { product, quantity, unitFen: price ?? product.priceFen, coded };
  }

  /** 拼多多 and 快手 say in their files that money went back, never how much: there it is always all of it. */
  #refund(platform: Platform, product: ProductData, at: number): number {
    const random = this.#random;
    if (!random.chance(REFUNDS[product.industry]) || this.#world.now - at < 2 * 86_400) return 0;
    const isFull = random.chance(0.6);
    const part = random.pick([0.2, 0.3, 0.5]);
    return isFull || platform === 'pdd' || platform === 'kuaishou' ? 1 : part;
  }

  #stage(at: number): SaleStage {
    const random = this.#random;
    if (random.chance(0.025)) return 'closed';
    const days = (this.#world.now - at) / 86_400;
    if (days < 1 && random.chance(0.08)) return 'unpaid';
    if (days < 1.5) return 'paid';
    if (days < 4) return random.chance(0.25) ? 'paid' : 'shipped';
    if (days < 12) return random.chance(0.7) ? 'shipped' : 'completed';
    return 'completed';
  }

  #traffic(evidence: Evidence, hasPromoter: boolean, at: number): Sale['traffic'] {
    if (this.#world.now - at < 86_400 && this.#random.chance(0.6)) {
      const pending = '数据将于第二天更新';
      return { form: pending, source: pending, channel: pending };
    }
    if (evidence.kind === 'live') return { form: '直播', source: '店铺自播', channel: '推荐' };
    if (hasPromoter)
      return { form: this.#random.pick(['短视频', '直播']), source: '精选联盟', channel: '推荐' };
    return {
      form: this.#random.weighted(['商品卡', '短视频', '图文', '直播'], (f) =>
        f === '商品卡' ? 55 : f === '短视频' ? 25 : 10,
      ),
      source: '店铺自营',
      channel: this.#random.pick(['搜索', '推荐', '店铺']),
    };
  }
}

function stranger(random: Random): { id: string; name: string } {
  const [id, name] = random.pick(STRANGERS);
  return { id, name };
}
