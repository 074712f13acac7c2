/**
 * Required disclosures: which lines and labels a poster needs, which of them stand on it, and words to add where they follow
 * from records. The program proposes; it never writes into approved text.
 */
import type { ContentType } from './check.ts';
import { LOTTERY_ITEMS } from './list.ts';
import { normalise } from './normalise.ts';

export type DisclosureCase =
  | 'ad_label'
  | 'compared_price'
  | 'price'
  | 'gift'
  | 'free_postage'
  | 'lottery'
  | 'livestream'
  | 'prepacked_food'
  | 'gi'
  | 'alcohol'
  | 'health_food'
  | 'ai_made'
  | 'source';

export interface Disclosure {
  case: DisclosureCase;
  /** What is required, in words for people. */
  zh: string;
  en: string;
  present: boolean;
  /** A line that would do, made from records; null where only the author knows it. */
  line: string | null;
}

export interface DisclosureInput {
  type: ContentType;
  texts: readonly string[];
  price: { heldFrom: string; heldTo: string; unit: string; spec: string } | null;
  comparedPriceBasis: string | null;
  hasAdLabel: boolean;
  purchaseLink: boolean;
  live: { operator: string; platform: string; account: string; startsOn: string; startTime: string } | null;
  /** Null: not prepacked food. */
  food: { name: string; netContent: string; scNumber: string; origin: string } | null;
  giMark: { productName: string; creditCode: string } | null;
  alcohol: boolean;
  healthFood: boolean;
  aiPicture: boolean;
  /** Figures on the poster that a claim proves. */
  claims: readonly { phrase: string; time: string; place: string; source: string }[];
}

const EXPERIENCE = /种草|测评|开箱|亲测|自用分享|安利/u;
const GIFT = /免费|买[一1二2]送|赠送|满\d{1,9}(?:减|送)|加赠|赠品/u;
const GIFT_TERMS = /规格|数量|先到先得|每人限|活动时间|送完即止|\d{1,6}(?:g|克|盒|袋|份|瓶)/u;
const POSTAGE = /包邮/u;
const POSTAGE_LIMITS = /除外|不包邮|全国包邮|偏远/u;
const DRAW = /抽奖|中奖|大转盘|刮刮乐|扭蛋|盲盒|开奖|幸运观众/u;
const COMPARED = /原价|划线价|日常价|平时价|市场价|专柜价/u;

export function disclosuresFor(input: DisclosureInput): Disclosure[] {
  const all = normalise(input.texts.join('\n')).text;
  const out: Disclosure[] = [];
  const need = (
    kind: DisclosureCase,
    zh: string,
    en: string,
    present: boolean,
    line: string | null = null,
  ): void => {
    out.push({ case: kind, zh, en, present, line });
  };
  if (input.aiPicture)
    need(
      'ai_made',
      '人工智能生成的图片须有显式标识',
      'An AI-made picture needs a visible label',
      /人工智能|AI\s?生成/u.test(all),
      '图片由人工智能生成',
    );
  if (input.type !== 'advertisement') return out;
  if (EXPERIENCE.test(all) && input.purchaseLink)
    need('ad_label', '“广告”标识', 'The label 广告', input.hasAdLabel || all.includes('广告'));
  if (COMPARED.test(all))
    need(
      'compared_price',
      '参考价依据',
      'The basis of the compared price',
      all.includes('参考价依据'),
      input.comparedPriceBasis ? `参考价依据：${input.comparedPriceBasis}` : null,
    );
  if (input.price) {
    const { heldFrom, heldTo, unit, spec } = input.price;
    need(
      'price',
      '价格的单位、规格和起止日期',
      'Unit, spec and days of the price',
      `${unit}${spec}` !== '' && (heldFrom !== '' || /有效期|活动期间/u.test(all)),
      heldFrom === '' ? null : `价格有效期 ${shortDay(heldFrom)}—${shortDay(heldTo)}`,
    );
  }
  if (GIFT.test(all))
    need(
      'gift',
      '赠品的品种、规格、数量、期限和条件',
      'Kind, spec, quantity, period and conditions of the gift',
      GIFT_TERMS.test(all),
    );
  if (POSTAGE.test(all))
    need('free_postage', '不包邮的地区', 'Regions without free postage', POSTAGE_LIMITS.test(all));
  if (DRAW.test(all))
    need(
      'lottery',
      `抽奖公示（${LOTTERY_ITEMS.length} 项，活动页写全，海报写简要）`,
      `The draw’s ${LOTTERY_ITEMS.length} items (all on the page, in short on the poster)`,
      /(?:详见|规则见)活动页|开奖时间/u.test(all),
      '奖项与规则详见活动页',
    );
  if (input.live) {
    const { operator, platform, account, startsOn, startTime } = input.live;
    need(
      'livestream',
      '直播间运营者、平台、账号、日期和时间',
      'Room operator, platform, account, day and hour',
      [operator, platform, account, startsOn, startTime].every((v) => v.trim() !== ''),
      operator === '' ? null : `直播间运营者：${operator}`,
    );
  }
  if (input.food) {
    const { name, netContent, scNumber, origin } = input.food;
    need(
      'prepacked_food',
      '品名、净含量、生产许可证编号、产地',
      'Name, net content, production licence, origin',
      [name, netContent].every((v) => v !== '' && all.includes(normalise(v).text)) &&
        (scNumber === '' || all.includes(scNumber)),
      [scNumber === '' ? '' : `生产许可证 ${scNumber}`, origin === '' ? '' : `产地：${origin}`]
        .filter((p) => p !== '')
        .join('　') || null,
    );
  }
  if (input.giMark)
    need(
      'gi',
      '地理标志专用标志旁的产品名称和统一社会信用代码',
      'Product name and credit code beside the GI mark',
      input.giMark.creditCode !== '' && all.includes(input.giMark.creditCode),
      input.giMark.creditCode === '' ? null : `${input.giMark.productName} ${input.giMark.creditCode}`,
    );
  if (input.alcohol)
    need(
      'alcohol',
      '适量饮酒，未成年人禁止饮酒',
      'Drink in moderation; no alcohol for minors',
      isWarned(all),
      '适量饮酒，未成年人禁止饮酒',
    );
  if (input.healthFood)
    need(
      'health_food',
      '“本品不能代替药物”和批准文号',
      '本品不能代替药物 and the approval number',
      all.includes('本品不能代替药物'),
      '本品不能代替药物',
    );
  for (const claim of input.claims) {
    if (!all.includes(normalise(claim.phrase).text)) continue;
    need(
      'source',
      `「${claim.phrase}」的来源、时间和范围`,
      `Source, time and scope of ${claim.phrase}`,
      claim.source !== '' && all.includes(normalise(claim.source).text),
      `数据来源：${[claim.source, claim.time, claim.place].filter((p) => p !== '').join('，')}`,
    );
  }
  return out;
}

export function isWarned(text: string): boolean {
  return /适量饮酒|理性饮酒|过量饮酒有害/u.test(text) && /未成年人(?:禁止|请勿|不得)饮酒/u.test(text);
}

/** '2026-11-09' → '11月9日'. */
function shortDay(day: string): string {
  const [, month = '', date = ''] = day.split('-');
  return `${Number(month)}月${Number(date)}日`;
}
