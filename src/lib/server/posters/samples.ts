/** Contents for goldens, benches and the validation of designs: usual, longest and shortest. Samples, not claims. */
import { getDrawing } from '../brand/drawings.ts';
import type { Person } from './compose.ts';
import { EMPTY_CONTENT, type CampaignContent } from './content.ts';
import { getDesign, type Design } from './designs/design.ts';
import { FORMATS, type FormatId } from './formats.ts';
import { DEFAULT_KIT, type PlacedMark } from './kit.ts';
import type { PosterInputs } from './poster.ts';

export const FESTIVAL: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '早春开茶节',
  slogan: '白沙第八届',
  sellingPoints: ['开采', '炒茶', '品新茶'],
  picture: { id: 'art:tea-hills', focalX: 0.5, focalY: 0.5, scale: 1 },
  motif: 'leaf',
  startsOn: '2027-01-16',
  endsOn: '2027-01-17',
  time: '9:00—17:00',
  venue: '陨石坑茶园广场',
  transit: '县城乘 3 路到茶园',
  organisers: { guide: ['县农业农村局'], host: ['县茶叶协会'], undertake: ['白沙良食运营中心'], assist: [] },
  qrCaption: '长按识别，找我报名',
};

export const PRODUCT: CampaignContent = {
  ...EMPTY_CONTENT,
  headline: '红心橙开园',
  product: { name: '红心橙', spec: '5 斤装' },
  slogan: '白沙本地果园',
  sellingPoints: ['果径 75—85 毫米', '果肉橙红，汁水足', '坏果 48 小时内包赔'],
  price: { amountFen: 5880, toFen: null, unit: '5 斤装', heldFrom: '2026-12-01', heldTo: '2026-12-31' },
  picture: { id: 'art:orange', focalX: 0.5, focalY: 0.5, scale: 1 },
  disclosure: ['省内包邮，省外运费另计'],
  qrCaption: '长按识别，找我买',
};

const MARKS: Record<string, [drawing: string, wordmark: string]> = {
  county: ['baisha-liangshi', '白沙良食'],
  tea: ['baisha-tea', '白沙绿茶'],
  orange: ['baisha-orange', '白沙红心橙'],
  product: ['product-sun-grove', '日头山'],
};

export function sampleMarks(...names: (keyof typeof MARKS)[]): PlacedMark[] {
  return names.map((name, i) => {
    const [stem, wordmark] = MARKS[name] ?? ['', ''];
    const drawing = getDrawing(stem);
    if (!drawing) throw new Error(`no drawing ${stem}`);
    return { brandId: name, level: i === 0 ? 1 : i === 1 ? 2 : 3, wordmark, drawing, ratio: 1 };
  });
}

export const SAMPLE_ADDRESS = 'HTTPS://SHENXIANG.EXAMPLE/7K3M9QZT';

export function samplePerson(format: FormatId, nameShown: string, address = SAMPLE_ADDRESS): Person {
  const f = FORMATS[format];
  return {
    nameShown,
    address: f.qr === 'personal' ? address : null,
    spokenCode: f.spokenCode ? '白沙07' : null,
  };
}

/** Inputs of a family's usual poster. */
export function sampleInputs(
  designId: 'brocade-band' | 'plain-price',
  format: FormatId,
  change: Partial<PosterInputs> = {},
): PosterInputs {
  const festival = designId === 'brocade-band';
  return {
    design: requireSampleDesign(designId),
    content: festival ? FESTIVAL : PRODUCT,
    kit: DEFAULT_KIT,
    format: FORMATS[format],
    marks: festival ? sampleMarks('county', 'tea') : sampleMarks('county', 'orange'),
    person: samplePerson(format, festival ? '牙叉镇春芽茶行' : '牙叉镇阿伦水果店'),
    keep: ['白沙'],
    ...change,
  };
}

/** Every slot filled to its limit with the widest characters. */
export function longestContent(design: Design): CampaignContent {
  const full = (slot: string): string => '国'.repeat(Math.floor(design.slots[slot]?.maxChars ?? 0));
  const org = '县农业农村局国国国国国国';
  const note = design.slots['disclosure']?.maxChars ?? 0;
  return {
    ...EMPTY_CONTENT,
    headline: full('headline') || '红心橙开园',
    slogan: full('slogan'),
    sellingPoints: [0, 1, 2, 3].map(() => full('sellingPoints')),
    product: design.slots['product.name'] ? { name: full('product.name'), spec: full('product.spec') } : null,
    price: design.slots['price']
      ? {
          amountFen: 1_288_000,
          toFen: 1_588_000,
          unit: full('price'),
          heldFrom: '2026-12-21',
          heldTo: '2027-12-31',
        }
      : null,
    picture: { id: 'illustration:market-day', focalX: 0.5, focalY: 0.54, scale: 1 },
    startsOn: '2026-12-28',
    endsOn: '2027-11-30',
    time: full('time'),
    venue: full('venue'),
    transit: full('transit'),
    organisers: design.slots['organisers']
      ? { guide: [org], host: [org], undertake: [org], assist: [org] }
      : EMPTY_CONTENT.organisers,
    disclosure: ['国'.repeat(Math.floor(note / 2)), '国'.repeat(Math.floor(note / 2))],
    qrCaption: full('qrCaption'),
  };
}

/** Only what a design requires, as short as it can be. */
export function shortestContent(design: Design): CampaignContent {
  return {
    ...EMPTY_CONTENT,
    headline: '茶',
    product: design.slots['product.name'] ? { name: '茶', spec: '' } : null,
  };
}

function requireSampleDesign(id: string): Design {
  const design = getDesign(id);
  if (!design) throw new Error(`no design ${id}`);
  return design;
}
