/** Slots of the parts that only some families have, with the limits that hold in all of them. */
import type { CampaignContent } from '../content.ts';
import type { Slot } from './design.ts';

const line = (maxChars: number, options: Partial<Slot> = {}): Slot => ({
  kind: 'text',
  lock: 'contentOnly',
  required: false,
  maxChars,
  maxLines: 1,
  ...options,
});

export const PART_SLOTS = {
  live: {
    'live.account': line(14, { required: true }),
    'live.host': line(8),
    'live.operator': line(20, { required: true }),
    'live.goods': line(8, { maxItems: 3 }),
    'live.goods.unit': line(5, { maxItems: 3 }),
  },
  story: {
    'story.paragraphs': line(60, { maxItems: 3, required: true }),
    'story.facts': line(9, { maxItems: 3 }),
    'story.facts.label': line(4, { maxItems: 3 }),
  },
  steps: {
    'steps.who': line(40, { required: true }),
    'steps.gets': line(40, { required: true }),
    'steps.whenWhere': line(40, { required: true }),
    'steps.join': line(40, { required: true }),
    'steps.contact': line(20, { required: true }),
  },
  figures: {
    'figures.value': line(8, { maxItems: 4, required: true }),
    'figures.unit': line(4, { maxItems: 4 }),
    'figures.label': line(12, { maxItems: 4 }),
    'figures.source': line(20, { maxItems: 4, required: true }),
    thanks: line(30),
  },
  term: { term: line(2, { required: true }) },
  notice: {
    'notice.body': line(80, { maxItems: 4, required: true }),
    'notice.signatory': line(18, { required: true }),
  },
  seal: { sealText: line(4) },
  market: {
    stops: line(5, { maxItems: 4 }),
    tastes: line(6, { maxItems: 4 }),
  },
} as const satisfies Record<string, Record<string, Slot>>;

/** The texts of the parts, slot by slot. */
export function partSlotTexts(c: CampaignContent): [slot: string, values: string[]][] {
  const { live, story, steps, figures, term, notice } = c;
  return [
    ['live.account', [live?.account ?? '']],
    ['live.host', [live?.host ?? '']],
    ['live.operator', [live?.operator ?? '']],
    ['live.goods', (live?.goods ?? []).map((g) => g.name)],
    ['live.goods.unit', (live?.goods ?? []).map((g) => g.unit)],
    ['story.paragraphs', story?.paragraphs ?? []],
    ['story.facts', (story?.facts ?? []).map((f) => f.value)],
    ['story.facts.label', (story?.facts ?? []).map((f) => f.label)],
    ['steps.who', [steps?.who ?? '']],
    ['steps.gets', [steps?.gets ?? '']],
    ['steps.whenWhere', [steps?.whenWhere ?? '']],
    ['steps.join', [steps?.join ?? '']],
    ['steps.contact', [steps?.contact ?? '']],
    ['figures.value', (figures ?? []).map((f) => f.value)],
    ['figures.unit', (figures ?? []).map((f) => f.unit)],
    ['figures.label', (figures ?? []).map((f) => f.label)],
    ['figures.source', (figures ?? []).map((f) => f.source)],
    ['thanks', [c.thanks ?? '']],
    ['term', [term?.name ?? '']],
    ['notice.body', notice?.body ?? []],
    ['notice.signatory', [notice?.signatory ?? '']],
    ['sealText', [c.sealText ?? '']],
    ['stops', c.stops ?? []],
    ['tastes', c.tastes ?? []],
  ];
}
