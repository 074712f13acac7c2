/**
 * 这笔订单为什么算给这个活动: turns what the pure core found about an order's lines into a structure and sentences.
 * It derives nothing anew: journeys, credits and reasons come from `creditLine`.
 */
import { MODEL_WORDS, TOUCH_WORDS } from '#lib/shared/attribution-words.ts';
import { formatFen } from '#lib/shared/money.ts';
import type { LineCredits } from './credit.ts';
import type { Model } from './model.ts';
import type { LineTier, Tier, TouchType, Unused } from './touch.ts';

export interface Named {
  id: string;
  name: string;
  nameEn: string | null;
}

/** Names of what touches point to; an id that is not there is left unnamed. */
export interface Names {
  campaigns: ReadonlyMap<string, Named>;
  activities: ReadonlyMap<string, Named>;
  merchants: ReadonlyMap<string, Named>;
}

export interface ExplainedTouch {
  type: TouchType;
  /** ISO 8601. */
  at: string;
  code: string | null;
  campaign: Named | null;
  activity: Named | null;
  merchant: Named | null;
  /** Null: it is in the journey. */
  unused: Unused | null;
  /** Null where it is not used. */
  credit: { tier: Tier; ageSeconds: number; decayWeight: number; fen: Record<Model, number> } | null;
}

export interface ExplainedLine {
  lineId: string;
  title: string;
  netFen: number;
  orderTier: LineTier;
  pending: boolean;
  truncated: boolean;
  codesDisagree: boolean;
  touches: ExplainedTouch[];
}

export interface ExplainedOrder {
  orderId: string;
  platform: string;
  orderNo: string;
  soldOn: string;
  placedAt: string;
  paidFen: number;
  refundedFen: number;
  netFen: number;
  ruleSetKey: string;
  headlineModel: Model;
  /** When the stored rows were made; null when there are none yet. */
  computedAt: string | null;
  /** The stored rows are what the stored input gives. */
  reproduced: boolean;
  lines: ExplainedLine[];
  sentences: { zh: string[]; en: string[] };
}

export function explainLine(
  line: { lineId: string; title: string; netFen: number },
  result: LineCredits,
  names: Names,
): ExplainedLine {
  const credits = new Map(result.credits.map((credit) => [credit.touch.key, credit]));
  return {
    ...line,
    orderTier: result.orderTier,
    pending: result.pending,
    truncated: result.journey.truncated,
    codesDisagree: result.journey.codesDisagree,
    touches: result.journey.found.map(({ touch, unused }) => {
      const credit = unused === null ? credits.get(touch.key) : undefined;
      return {
        type: touch.type,
        at: new Date(touch.at * 1000).toISOString(),
        code: touch.code,
        campaign: named(names.campaigns, touch.campaignId),
        activity: named(names.activities, touch.activityId),
        merchant: named(names.merchants, touch.merchantId),
        unused,
        credit:
          credit === undefined
            ? null
            : {
                tier: credit.tier,
                ageSeconds: credit.ageSeconds,
                decayWeight: credit.decayWeight,
                fen: credit.fen,
              },
      };
    }),
  };
}

/** Fen per campaign by one model over all lines; touches without a campaign and uncredited lines apart. */
export function sharesOf(lines: readonly ExplainedLine[], model: Model) {
  const campaigns = new Map<string, { campaign: Named; fen: number; types: Set<TouchType> }>();
  let withoutCampaignFen = 0;
  let unattributedFen = 0;
  for (const line of lines) {
    const used = line.touches.filter((touch) => touch.credit !== null);
    if (used.length === 0) unattributedFen += line.netFen;
    for (const { credit, campaign, type } of used) {
      const fen = credit?.fen[model] ?? 0;
      if (campaign === null) withoutCampaignFen += fen;
      else {
        const share = campaigns.get(campaign.id) ?? { campaign, fen: 0, types: new Set() };
        share.fen += fen;
        if (fen !== 0 || line.netFen === 0) share.types.add(type);
        campaigns.set(campaign.id, share);
      }
    }
  }
  return {
    campaigns: [...campaigns.values()].filter((share) => share.types.size > 0),
    withoutCampaignFen,
    unattributedFen,
  };
}

/** The order in a few sentences: net amount, what came before it, who gets it and by which rule. */
export function sentencesOf(order: Omit<ExplainedOrder, 'sentences'>): ExplainedOrder['sentences'] {
  const zh = [netZh(order)];
  const en = [netEn(order)];
  const touches = uniqueTouches(order.lines);
  const used = touches.filter((touch) => touch.unused === null);
  if (used.length > 0) {
    zh.push(`算数的接触有 ${used.length} 次：${used.slice(-6).map(touchZh).join('、')}。`);
    en.push(
      `${used.length === 1 ? 'One contact counts' : `${used.length} contacts count`}: ${used.slice(-6).map(touchEn).join('; ')}.`,
    );
  }
  const unused = touches.length - used.length;
  if (unused > 0) {
    zh.push(`另有 ${unused} 次接触没有计入，原因列在下面。`);
    en.push(`${unused} more ${unused === 1 ? 'was' : 'were'} found and not used; the reasons are below.`);
  }
  const share = sharesOf(order.lines, order.headlineModel);
  const [modelZh, modelEn] = [
    MODEL_WORDS[order.headlineModel].zh,
    MODEL_WORDS[order.headlineModel].en.toLowerCase(),
  ];
  if (order.lines.some((line) => line.pending)) {
    zh.push('平台还没有给出这笔订单的来源（数据将于第二天更新），先列为未归因；重新导出导入后会自动更新。');
    en.push(
      'The platform has not named this order’s source yet; it counts as unattributed until a newer export is imported.',
    );
  } else if (used.length === 0) {
    zh.push('没有找到任何证据，列为未归因。');
    en.push('No evidence was found: it is unattributed.');
  } else {
    const parts = [
      ...share.campaigns.map(({ campaign, fen, types }) => ({
        zh: `${money(fen)} 记给“${campaign.name}”，依据：${[...types].map((type) => TOUCH_WORDS[type].zh).join('、')}`,
        en: `${money(fen)} goes to “${campaign.nameEn ?? campaign.name}” (${[...types].map((type) => TOUCH_WORDS[type].en).join(', ')})`,
      })),
      ...(share.withoutCampaignFen === 0
        ? []
        : [
            {
              zh: `${money(share.withoutCampaignFen)} 来自不属于活动的商户常用码`,
              en: `${money(share.withoutCampaignFen)} came through a merchant’s standing code without a campaign`,
            },
          ]),
      ...(share.unattributedFen === 0
        ? []
        : [
            {
              zh: `${money(share.unattributedFen)} 未归因`,
              en: `${money(share.unattributedFen)} is unattributed`,
            },
          ]),
    ];
    zh.push(`按“${modelZh}”规则，${parts.map((part) => part.zh).join('；')}。`);
    en.push(`By ${modelEn}, ${parts.map((part) => part.en).join('; ')}.`);
  }
  if (!order.reproduced) {
    zh.push('注意：按现有数据重算的结果与账上记录不一致，请等待重新计算或联系管理员核对。');
    en.push(
      'Note: recomputing from the stored facts does not give the stored rows; wait for the next computation or ask an administrator.',
    );
  }
  return { zh, en };
}

function netZh({ netFen, paidFen, refundedFen }: Omit<ExplainedOrder, 'sentences'>): string {
  return refundedFen === 0
    ? `这笔订单净额 ${money(netFen)}。`
    : `这笔订单净额 ${money(netFen)}（实付 ${money(paidFen)}，退款 ${money(refundedFen)}）。`;
}

function netEn({ netFen, paidFen, refundedFen }: Omit<ExplainedOrder, 'sentences'>): string {
  return refundedFen === 0
    ? `This order’s net amount is ${money(netFen)}.`
    : `This order’s net amount is ${money(netFen)} (paid ${money(paidFen)}, refunded ${money(refundedFen)}).`;
}

/** Touches of a person belong to every line of an order: told once. One that counts for any line counts. */
function uniqueTouches(lines: readonly ExplainedLine[]): ExplainedTouch[] {
  const seen = new Map<string, ExplainedTouch>();
  for (const touch of lines.flatMap((line) => line.touches)) {
    const key = [
      touch.type,
      touch.at,
      touch.code,
      touch.campaign?.id,
      touch.activity?.id,
      touch.merchant?.id,
    ].join('|');
    const before = seen.get(key);
    if (before === undefined || (before.unused !== null && touch.unused === null)) seen.set(key, touch);
  }
  return [...seen.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const ON_ORDER: ReadonlySet<TouchType> = new Set([
  'order_code',
  'coupon',
  'live_window',
  'declaration',
  'override',
]);

function touchZh(touch: ExplainedTouch): string {
  const where = touch.activity?.name ?? touch.campaign?.name;
  const what = `${where === undefined ? '' : `“${where}”`}${TOUCH_WORDS[touch.type].zh}${touch.code !== null && ON_ORDER.has(touch.type) ? `（${touch.code}）` : ''}`;
  return ON_ORDER.has(touch.type) ? what : `${dayOf(touch.at, 'zh-CN')}${what}`;
}

function touchEn(touch: ExplainedTouch): string {
  const place = touch.activity ?? touch.campaign;
  const where = place === null ? '' : ` (“${place.nameEn ?? place.name}”)`;
  const code = touch.code !== null && ON_ORDER.has(touch.type) ? ` ${touch.code}` : '';
  const what = `${TOUCH_WORDS[touch.type].en}${code}${where}`;
  return ON_ORDER.has(touch.type) ? what : `${what} on ${dayOf(touch.at, 'en')}`;
}

function dayOf(at: string, locale: 'zh-CN' | 'en'): string {
  const date = new Date(at);
  const options = { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric' } as const;
  if (locale === 'en') return new Intl.DateTimeFormat('en-GB', options).format(date);
  const parts = new Intl.DateTimeFormat('en', { ...options, month: 'numeric' }).formatToParts(date);
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('month')} 月 ${of('day')} 日`;
}

function money(fen: number): string {
  return formatFen(fen);
}

function named(map: ReadonlyMap<string, Named>, id: string | null): Named | null {
  return id === null ? null : (map.get(id) ?? { id, name: id.slice(0, 8), nameEn: null });
}
