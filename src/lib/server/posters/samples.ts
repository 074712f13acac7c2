/** Contents for goldens, benches and the validation of designs: usual, longest and shortest. Samples, not claims. */
import { getDrawing } from '../brand/drawings.ts';
import type { Person } from './compose.ts';
import { EMPTY_CONTENT, type CampaignContent } from './content.ts';
import { carriesQr, isPersonalDesign, type Design } from './designs/design.ts';
import { requireFamily, type SampleMark } from './designs/families.ts';
import { FORMATS, mayCarryQr, type FormatId } from './formats.ts';
import { DEFAULT_KIT, type PlacedMark } from './kit.ts';
import type { PosterInputs } from './poster.ts';

export { FESTIVAL, PRODUCT } from './designs/sample-contents.ts';

const MARKS: Record<SampleMark, [drawing: string, wordmark: string]> = {
  county: ['baisha-liangshi', '白沙良食'],
  tea: ['baisha-tea', '白沙绿茶'],
  orange: ['baisha-orange', '白沙红心橙'],
  product: ['product-sun-grove', '日头山'],
};

export function sampleMarks(...names: readonly SampleMark[]): PlacedMark[] {
  return names.map((name, i) => {
    const [stem, wordmark] = MARKS[name];
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
    address: mayCarryQr(f) ? address : null,
    spokenCode: f.spokenCode ? '白沙07' : null,
  };
}

/** Inputs of a family's usual poster. */
export function sampleInputs(
  designId: string,
  format: FormatId,
  change: Partial<PosterInputs> = {},
): PosterInputs {
  const { design, sample } = requireFamily(designId);
  const person = samplePerson(format, sample.merchant);
  return {
    design,
    content: sample.content,
    kit: DEFAULT_KIT,
    format: FORMATS[format],
    marks: sampleMarks(...sample.marks),
    person: isPersonalDesign(design)
      ? { ...person, address: carriesQr(design, FORMATS[format]) ? person.address : null }
      : null,
    keep: ['白沙'],
    ...change,
  };
}

/** Every slot filled to its limit with the widest characters. */
export function longestContent(design: Design): CampaignContent {
  const full = (slot: string): string => '国'.repeat(Math.floor(design.slots[slot]?.maxChars ?? 0));
  const many = (slot: string): string[] =>
    Array.from({ length: design.slots[slot]?.maxItems ?? 0 }, () => full(slot));
  const org = '县农业农村局国国国国国国';
  const note = design.slots['disclosure']?.maxChars ?? 0;
  return {
    ...EMPTY_CONTENT,
    headline: full('headline') || '红心橙开园',
    slogan: full('slogan'),
    sellingPoints: many('sellingPoints'),
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
    disclosure:
      design.slots['disclosure']?.maxItems === 1
        ? ['国'.repeat(note)]
        : ['国'.repeat(Math.floor(note / 2)), '国'.repeat(Math.floor(note / 2))],
    qrCaption: full('qrCaption'),
    ...longestParts(design, full, many),
  };
}

function longestParts(
  design: Design,
  full: (slot: string) => string,
  many: (slot: string) => string[],
): Partial<CampaignContent> {
  const has = (slot: string): boolean => design.slots[slot] !== undefined;
  return {
    ...(has('live.account') && {
      live: {
        platform: 'channels' as const,
        account: full('live.account'),
        startsOn: '2026-12-28',
        startTime: '20:30',
        host: full('live.host'),
        operator: full('live.operator'),
        goods: many('live.goods').map((name) => ({
          name,
          priceFen: 1_288_80,
          unit: full('live.goods.unit'),
        })),
      },
    }),
    ...(has('story.paragraphs') && {
      story: {
        paragraphs: many('story.paragraphs'),
        facts: many('story.facts').map((value) => ({
          label: full('story.facts.label'),
          value,
          evidence: true,
        })),
      },
    }),
    ...(has('steps.who') && {
      steps: {
        who: full('steps.who'),
        gets: full('steps.gets'),
        whenWhere: full('steps.whenWhere'),
        join: full('steps.join'),
        contact: full('steps.contact'),
      },
    }),
    ...(has('figures.value') && {
      figures: many('figures.value').map(() => ({
        value: '1,284,600',
        unit: full('figures.unit'),
        label: full('figures.label'),
        source: full('figures.source'),
        asOf: '2026-12-28',
      })),
    }),
    ...(has('thanks') && { thanks: full('thanks') }),
    ...(has('term') && { term: { name: full('term'), on: '2026-12-22' } }),
    ...(has('notice.body') && {
      notice: {
        body: many('notice.body'),
        signatory: full('notice.signatory'),
        signedOn: '2026-12-28',
      },
    }),
    ...(has('sealText') && { sealText: full('sealText') }),
    ...(has('stops') && { stops: many('stops') }),
    ...(has('tastes') && { tastes: many('tastes') }),
  };
}

/** Only what a design requires, as short as it can be. */
export function shortestContent(design: Design): CampaignContent {
  return {
    ...EMPTY_CONTENT,
    headline: '茶',
    product: design.slots['product.name'] ? { name: '茶', spec: '' } : null,
    ...shortestParts(design),
  };
}

function shortestParts(design: Design): Partial<CampaignContent> {
  const has = (slot: string): boolean => design.slots[slot] !== undefined;
  return {
    ...(has('live.account') && {
      live: {
        platform: 'douyin' as const,
        account: '茶',
        startsOn: '2027-01-01',
        startTime: '08:00',
        host: '',
        operator: '茶行',
        goods: [],
      },
    }),
    ...(has('story.paragraphs') && { story: { paragraphs: ['山里的茶。'], facts: [] } }),
    ...(has('steps.who') && {
      steps: { who: '茶农', gets: '培训', whenWhere: '1月1日', join: '报名', contact: '李' },
    }),
    ...(has('figures.value') && {
      figures: [{ value: '1', unit: '户', label: '', source: '县', asOf: '2027-01-01' }],
    }),
    ...(has('term') && { term: { name: '冬至', on: '2026-12-22' } }),
    ...(has('notice.body') && { notice: { body: ['改期。'], signatory: '县', signedOn: '2027-01-01' } }),
    ...(has('sealText') && { sealText: '白' }),
  };
}
