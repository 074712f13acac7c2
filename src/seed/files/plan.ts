/** Which file each sale is exported in: one per shop and year, as an office would bring them in. */
import type { Mapping } from '#lib/server/sales/profiles/mapping.ts';
import { addDays, dayOf, type Day } from '#lib/shared/dates.ts';
import { SHOPS, type Platform } from '../data/merchants.ts';
import type { Sale } from '../world/sale.ts';
import type { World } from '../world/world.ts';
import { douyinCases, douyinOrders } from './douyin.ts';
import { JD_MAPPING, jdOrders, kuaishouOrders, pddOrders, wechatOrders } from './marketplaces.ts';
import { PLANTED } from './planted.ts';
import { stallSheet } from './stall.ts';
import { taobaoItems, taobaoOrders } from './taobao.ts';

export interface ExportFile {
  name: string;
  platform: Platform | 'stall';
  /** Chosen on upload, where the file itself does not say. */
  shop: string | null;
  mapping: Mapping | null;
  exportedAt: Date;
  /** Rows that were spoilt on purpose. */
  planted: number;
  bytes: () => Uint8Array;
}

const PERIOD_DAYS = 366;
/** A small county is brought in at one go: tests wait for files more than for rows. */
const SMALL_SCALE = 0.2;

/** Files in the order in which they are imported: oldest period first. */
export function exportFiles(
  world: World,
  activityName: (sale: World['stallSales'][number]) => string,
): ExportFile[] {
  const files: ExportFile[] = [];
  const first = addDays(world.today, -731);
  const days = world.scale < SMALL_SCALE ? 740 : PERIOD_DAYS;
  for (let from = first; from <= world.today; from = addDays(from, days)) {
    const to = addDays(from, days - 1);
    const isLast = to >= world.today;
    const exportedAt = isLast
      ? new Date(world.now * 1000)
      : new Date(Date.parse(`${addDays(to, 9)}T21:30:00+08:00`));
    const period = world.sales.filter((sale) => within(sale.orderedAt, from, to));
    for (const platform of ['taobao', 'douyin', 'pdd', 'jd', 'wechat', 'kuaishou'] as const) {
      for (const shop of SHOPS.filter((s) => s.platform === platform)) {
        const sales = period.filter((sale) => sale.shop === shop);
        if (sales.length > 0) files.push(...filesOfShop(platform, shop.name, sales, exportedAt, isLast));
      }
    }
    const stalls = world.stallSales.filter((sale) => within(sale.at, from, to));
    if (stalls.length > 0) {
      files.push(file('摊位登记表', 'stall', null, exportedAt, () => stallSheet(stalls, activityName)));
    }
  }
  return files;
}

function filesOfShop(
  platform: Platform,
  shop: string,
  sales: readonly Sale[],
  at: Date,
  isLast: boolean,
): ExportFile[] {
  switch (platform) {
    case 'taobao':
      return [
        file(`订单报表-${shop}`, platform, null, at, () => taobaoOrders(sales)),
        file(`宝贝报表-${shop}`, platform, shop, at, () => taobaoItems(sales)),
      ];
    case 'douyin':
      return [
        file(`抖店订单-${shop}`, platform, shop, at, () => douyinOrders(sales)),
        ...(sales.some((s) => s.refundShare > 0)
          ? [file(`抖店售后-${shop}`, platform, shop, at, () => douyinCases(sales))]
          : []),
      ];
    case 'pdd': {
      const planted = isLast && shop === '打安红心橙产地店' ? PLANTED : [];
      return [
        {
          ...file(`拼多多订单-${shop}`, platform, shop, at, () => pddOrders(sales, planted)),
          planted: planted.length,
        },
      ];
    }
    case 'jd':
      return [{ ...file('订单软件-京东馆', platform, null, at, () => jdOrders(sales)), mapping: JD_MAPPING }];
    case 'wechat':
      return [file(`微信小店-${shop}`, platform, shop, at, () => wechatOrders(sales))];
    case 'kuaishou':
      return [file(`快手订单-${shop}`, platform, shop, at, () => kuaishouOrders(sales))];
  }
}

function file(
  title: string,
  platform: ExportFile['platform'],
  shop: string | null,
  exportedAt: Date,
  bytes: () => Uint8Array,
): ExportFile {
  return {
    name: `${title}-${dayOf(exportedAt).replaceAll('-', '')}.csv`,
    platform,
    shop,
    mapping: null,
    exportedAt,
    planted: 0,
    bytes,
  };
}

function within(seconds: number, from: Day, to: Day): boolean {
  const day = dayOf(new Date(seconds * 1000));
  return from <= day && day <= to;
}
