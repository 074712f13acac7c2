/**
 * Campaign content, stored apart from the design: one content feeds every format. Its text limits fit all families.
 */
import * as v from 'valibot';
import { countCharacters } from './text/units.ts';

const line = v.pipe(v.string(), v.trim(), v.normalize('NFC'));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/u));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const fen = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_00));

export const contentSchema = v.object({
  headline: v.pipe(v.string(), v.trim(), v.normalize('NFC')),
  slogan: line,
  sellingPoints: v.pipe(v.array(line), v.maxLength(4)),
  product: v.nullable(v.object({ name: line, spec: line })),
  price: v.nullable(
    v.object({
      amountFen: fen,
      /** Upper end of a range. */
      toFen: v.nullable(fen),
      unit: line,
      heldFrom: day,
      heldTo: day,
    }),
  ),
  picture: v.nullable(
    v.object({
      id: v.string(),
      focalX: share,
      focalY: share,
      scale: v.pipe(v.number(), v.minValue(1), v.maxValue(3)),
    }),
  ),
  /** Drawn large and faint behind a product, at full strength where there is no picture. */
  motif: v.picklist(['slice', 'leaf']),
  startsOn: v.nullable(day),
  endsOn: v.nullable(day),
  time: line,
  venue: line,
  transit: line,
  organisers: v.object({
    guide: v.array(line),
    host: v.array(line),
    undertake: v.array(line),
    assist: v.array(line),
  }),
  disclosure: v.array(line),
  qrCaption: line,
});

export type CampaignContent = v.InferOutput<typeof contentSchema>;

export const EMPTY_CONTENT: CampaignContent = {
  headline: '',
  slogan: '',
  sellingPoints: [],
  product: null,
  price: null,
  picture: null,
  motif: 'slice',
  startsOn: null,
  endsOn: null,
  time: '',
  venue: '',
  transit: '',
  organisers: { guide: [], host: [], undertake: [], assist: [] },
  disclosure: [],
  qrCaption: '',
};

/** Text of each slot as the author typed it, for counting, coverage and the law check. */
export function contentTexts(content: CampaignContent): { slot: string; text: string }[] {
  const c = content;
  return [
    { slot: 'headline', text: c.headline },
    { slot: 'slogan', text: c.slogan },
    ...c.sellingPoints.map((text, i) => ({ slot: `sellingPoints.${i + 1}`, text })),
    ...(c.product
      ? [
          { slot: 'product.name', text: c.product.name },
          { slot: 'product.spec', text: c.product.spec },
        ]
      : []),
    ...(c.price ? [{ slot: 'price.unit', text: c.price.unit }] : []),
    { slot: 'time', text: c.time },
    { slot: 'venue', text: c.venue },
    { slot: 'transit', text: c.transit },
    ...(['guide', 'host', 'undertake', 'assist'] as const).flatMap((k) =>
      c.organisers[k].map((text, i) => ({ slot: `organisers.${k}.${i + 1}`, text })),
    ),
    ...c.disclosure.map((text, i) => ({ slot: `disclosure.${i + 1}`, text })),
    { slot: 'qrCaption', text: c.qrCaption },
  ].filter((t) => t.text !== '');
}

/** Characters of a slot as the editor counts them: full width 1, half width ½. */
export function charactersOf(text: string): number {
  return countCharacters(text);
}
