/**
 * Structural checks STR-01 … STR-14: what must stand on a poster beside its words. Pure functions over an input record; who
 * calls fills in what exists and says null for what there is none of.
 */
import type { ContentType, Hit } from './check.ts';
import { LOTTERY_ITEMS, STRUCTURAL_CHECKS, type Severity } from './list.ts';

/** Top prize of a draw, in fen: 50,000 yuan (unverified: 规范促销行为暂行规定). 50,000 itself is allowed. */
export const TOP_PRIZE_FEN = 5_000_000;
/** Our own floors for small print: share of the short side, px, contrast. */
export const SMALL_PRINT = { share: 0.022, px: 18, contrast: 4.5 } as const;
/** Our own floor for the label 广告. */
export const AD_LABEL = { share: 0.03, contrast: 4.5 } as const;

export interface LotteryRecord {
  /** By the names of {@link LOTTERY_ITEMS}. */
  items: Readonly<Record<string, string>>;
  topPrizeFen: number;
}

export interface StructuralInput {
  type: ContentType;
  price: { unit: string; spec: string; heldFrom: string; heldTo: string } | null;
  /** A crossed-out or compared price on the poster, and what it rests on. */
  comparedPrice: { basis: string | null } | null;
  /** Marks of public brands that stand on the poster; `licence` says whether the gate let them. */
  brandMarks: readonly { name: string; ok: boolean; reason: string }[];
  /** Review or experience text with a way to buy. */
  experience: boolean;
  purchaseLink: boolean;
  /** Null: no label layer. Share of the short side; contrast null = not measured. */
  adLabel: { share: number | null; contrast: number | null } | null;
  /** Words of a draw on the poster, and its record. */
  lottery: { mentioned: boolean; record: LotteryRecord | null };
  aiPictures: readonly { label: boolean; metadata: boolean }[];
  /** One entry a recognisable face. */
  faces: readonly { consent: boolean; reason: string }[];
  organisers: { shown: boolean; inEventZone: boolean; sellsOneMerchant: boolean };
  /** Formats that may carry no code, and whether one is drawn. */
  codelessFormats: readonly { format: string; drawsCode: boolean }[];
  live: { operator: string; platform: string; account: string; startsOn: string; startTime: string } | null;
  alcohol: { warned: boolean } | null;
  giMark: { productName: string; creditCode: string } | null;
  certificateMarks: readonly { name: string; ok: boolean; reason: string }[];
  smallPrint: readonly {
    slot: string;
    format: string;
    sizePx: number;
    shortSidePx: number;
    contrast: number | null;
  }[];
}

export interface StructuralFinding {
  ruleId: string;
  severity: Severity;
  slot: string;
  detailZh: string;
  detailEn: string;
}

/** An input with nothing on it: callers name what there is. */
export const NOTHING_PLACED: StructuralInput = {
  type: 'advertisement',
  price: null,
  comparedPrice: null,
  brandMarks: [],
  experience: false,
  purchaseLink: false,
  adLabel: null,
  lottery: { mentioned: false, record: null },
  aiPictures: [],
  faces: [],
  organisers: { shown: false, inEventZone: true, sellsOneMerchant: false },
  codelessFormats: [],
  live: null,
  alcohol: null,
  giMark: null,
  certificateMarks: [],
  smallPrint: [],
};

/** Everything that is missing or misplaced, in the order of the checks. */
export function checkStructure(input: StructuralInput): StructuralFinding[] {
  return [
    ...priceUnit(input),
    ...comparedPrice(input),
    ...marks('STR-03', input.brandMarks),
    ...adLabel(input),
    ...lottery(input),
    ...aiPictures(input),
    ...faces(input),
    ...organisers(input),
    ...codes(input),
    ...live(input),
    ...alcohol(input),
    ...gi(input),
    ...marks('STR-13', input.certificateMarks),
    ...smallPrint(input),
  ];
}

/** A finding as the hit lists show it: it stands at a slot, on no word. */
export function structuralHit(finding: StructuralFinding): Hit {
  const check = STRUCTURAL_CHECKS.find((c) => c.id === finding.ruleId);
  if (!check) throw new RangeError(`no structural check ${finding.ruleId}`);
  return {
    ruleId: finding.ruleId,
    ruleIds: [finding.ruleId],
    category: '版面与记录',
    slot: finding.slot,
    start: 0,
    end: 0,
    text: '',
    parts: [],
    severity: finding.severity,
    law: check.law,
    whyZh: check.checkZh,
    whyEn: check.checkEn,
    suggestionZh: finding.detailZh,
    suggestionEn: finding.detailEn,
    evidenceNeeded: [],
    loweredBy: [],
  };
}

function found(ruleId: string, slot: string, detailZh: string, detailEn: string): StructuralFinding {
  const severity = STRUCTURAL_CHECKS.find((c) => c.id === ruleId)?.severity ?? 'review';
  return { ruleId, severity, slot, detailZh, detailEn };
}

function priceUnit({ type, price }: StructuralInput): StructuralFinding[] {
  if (!price || type !== 'advertisement') return [];
  const lacks: [string, string][] = [];
  if (price.unit.trim() === '' && price.spec.trim() === '') lacks.push(['单位与规格', 'unit and spec']);
  if (price.heldFrom === '' || price.heldTo === '') lacks.push(['有效期', 'the days it holds']);
  return lacks.map(([zh, en]) => found('STR-01', 'price', `补上价格的${zh}`, `Add ${en} to the price`));
}

function comparedPrice({ comparedPrice: compared }: StructuralInput): StructuralFinding[] {
  if (!compared || (compared.basis ?? '').trim() !== '') return [];
  return [
    found(
      'STR-02',
      'price',
      '填写参考价依据（同一场所前七日最低成交价，或最后一次成交价），否则去掉划线价',
      'State the basis (lowest deal of the last seven days at the same place, or the last deal), or drop the compared price',
    ),
  ];
}

function marks(ruleId: string, placed: StructuralInput['brandMarks']): StructuralFinding[] {
  return placed
    .filter((m) => !m.ok)
    .map((m) => found(ruleId, 'brandBar', `「${m.name}」：${m.reason}`, `${m.name}: ${m.reason}`));
}

function adLabel({ type, experience, purchaseLink, adLabel: label }: StructuralInput): StructuralFinding[] {
  if (type !== 'advertisement' || !experience || !purchaseLink) return [];
  const small = label !== null && label.share !== null && label.share < AD_LABEL.share;
  const faint = label !== null && label.contrast !== null && label.contrast < AD_LABEL.contrast;
  if (label && !small && !faint) return [];
  return [
    found(
      'STR-04',
      'adLabel',
      '加上“广告”标识：不小于短边的 3 %，对比度不低于 4.5:1',
      'Add the label 广告: at least 3 % of the short side, contrast at least 4.5:1',
    ),
  ];
}

function lottery({ lottery: { mentioned, record } }: StructuralInput): StructuralFinding[] {
  if (!mentioned && !record) return [];
  if (!record) {
    const ask = found(
      'STR-05',
      'disclosure',
      '没有抽奖的公示记录：请确认活动页已公示全部 15 项',
      'No record of the draw: make sure that its page publishes all fifteen items',
    );
    return [{ ...ask, severity: 'review' }];
  }
  const empty = LOTTERY_ITEMS.filter((item) => (record.items[item] ?? '').trim() === '');
  const out: StructuralFinding[] = [];
  if (empty.length > 0)
    out.push(
      found(
        'STR-05',
        'disclosure',
        `补齐：${empty.join('、')}`,
        `${empty.length} of 15 items are missing: ${empty.join(', ')}`,
      ),
    );
  if (record.topPrizeFen > TOP_PRIZE_FEN)
    out.push(
      found('STR-05', 'disclosure', '最高奖不得超过五万元', 'The top prize may not exceed 50,000 yuan'),
    );
  return out;
}

function aiPictures(input: StructuralInput): StructuralFinding[] {
  return input.aiPictures
    .filter((p) => !p.label || !p.metadata)
    .map((p) =>
      found(
        'STR-06',
        'picture',
        p.label ? '补上文件元数据标识' : '加上人工智能生成的显式标识',
        p.label ? 'Add the mark in the file’s metadata' : 'Add the visible label for AI-made pictures',
      ),
    );
}

function faces(input: StructuralInput): StructuralFinding[] {
  return input.faces
    .filter((f) => !f.consent)
    .map((f) =>
      found(
        'STR-07',
        'picture',
        `换一张图片，或取得授权：${f.reason}`,
        `Choose another picture, or get consent: ${f.reason}`,
      ),
    );
}

function organisers({ organisers: o }: StructuralInput): StructuralFinding[] {
  if (!o.shown) return [];
  if (o.sellsOneMerchant)
    return [
      found(
        'STR-08',
        'organisers',
        '单个商户的商品海报上不写指导、主办、承办、协办单位',
        'No organisers on the poster of one merchant’s product',
      ),
    ];
  if (!o.inEventZone)
    return [
      found(
        'STR-08',
        'organisers',
        '移到活动信息区，不与价格相邻',
        'Move them to the event information, away from the price',
      ),
    ];
  return [];
}

function codes(input: StructuralInput): StructuralFinding[] {
  return input.codelessFormats
    .filter((f) => f.drawsCode)
    .map((f) => found('STR-09', 'qr', `${f.format} 版去掉二维码`, `Remove the code from ${f.format}`));
}

function live({ live: record }: StructuralInput): StructuralFinding[] {
  if (!record) return [];
  const fields: [string, string, string][] = [
    [record.operator, '直播间运营者', 'room operator'],
    [record.platform, '平台', 'platform'],
    [record.account, '账号名', 'account'],
    [record.startsOn, '日期', 'day'],
    [record.startTime, '时间', 'hour'],
  ];
  const empty = fields.filter(([value]) => value.trim() === '');
  if (empty.length === 0) return [];
  return [
    found(
      'STR-10',
      'live',
      `补上：${empty.map(([, zh]) => zh).join('、')}`,
      `Add: ${empty.map(([, , en]) => en).join(', ')}`,
    ),
  ];
}

function alcohol({ alcohol: drink }: StructuralInput): StructuralFinding[] {
  if (!drink || drink.warned) return [];
  return [
    found(
      'STR-11',
      'disclosure',
      '加上“适量饮酒，未成年人禁止饮酒”',
      'Add 适量饮酒，未成年人禁止饮酒 (drink in moderation; no alcohol for minors)',
    ),
  ];
}

function gi({ giMark }: StructuralInput): StructuralFinding[] {
  if (!giMark) return [];
  const lacks: [string, string][] = [];
  if (giMark.productName.trim() === '') lacks.push(['产品名称', 'the product’s name']);
  if (giMark.creditCode.trim() === '') lacks.push(['统一社会信用代码', 'the credit code']);
  return lacks.map(([zh, en]) => found('STR-12', 'brandBar', `标志旁补上${zh}`, `Put ${en} beside the mark`));
}

function smallPrint(input: StructuralInput): StructuralFinding[] {
  const out = new Map<string, StructuralFinding>();
  for (const line of input.smallPrint) {
    const least = Math.max(SMALL_PRINT.px, line.shortSidePx * SMALL_PRINT.share);
    const small = line.sizePx < least - 0.05;
    const faint = line.contrast !== null && line.contrast < SMALL_PRINT.contrast;
    if (!small && !faint) continue;
    out.set(
      line.slot,
      found(
        'STR-14',
        line.slot,
        small
          ? `${line.format}：字号 ${round(line.sizePx)} px，至少 ${round(least)} px`
          : `${line.format}：对比度 ${round(line.contrast ?? 0)}:1，至少 4.5:1`,
        small
          ? `${line.format}: ${round(line.sizePx)} px, at least ${round(least)} px`
          : `${line.format}: contrast ${round(line.contrast ?? 0)}:1, at least 4.5:1`,
      ),
    );
  }
  return [...out.values()];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
