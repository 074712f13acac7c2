/**
 * Campaign content, stored apart from the design: one content feeds every format. Its text limits fit all families.
 */
import * as v from 'valibot';
import { countCharacters } from './text/units.ts';

const line = v.pipe(v.string(), v.trim(), v.normalize('NFC'));
const day = v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/u));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const fen = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999_00));

/** 广告, 公益广告 or 公告: the last two sell nothing. */
export const CONTENT_TYPES = ['advertisement', 'public_interest', 'announcement'] as const;
export type ContentType = (typeof CONTENT_TYPES)[number];

export const GROUNDS = ['light', 'dark'] as const;
export type Ground = (typeof GROUNDS)[number];

export const LIVE_PLATFORMS = ['channels', 'douyin', 'kuaishou', 'taobao'] as const;
export type LivePlatform = (typeof LIVE_PLATFORMS)[number];

/**
 * Parts only some families have. They are absent, not empty, in contents that do not need them: a stored content and the
 * hash its approval froze stay what they are.
 */
const parts = {
  contentType: v.optional(v.picklist(CONTENT_TYPES)),
  ground: v.optional(v.picklist(GROUNDS)),
  live: v.optional(
    v.object({
      platform: v.picklist(LIVE_PLATFORMS),
      /** What to search for. */
      account: line,
      startsOn: day,
      startTime: v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/u)),
      host: line,
      /** 直播间运营者, as the law wants it named. */
      operator: line,
      goods: v.pipe(v.array(v.object({ name: line, priceFen: fen, unit: line })), v.maxLength(3)),
    }),
  ),
  story: v.optional(
    v.object({
      paragraphs: v.pipe(v.array(line), v.maxLength(3)),
      facts: v.pipe(
        v.array(v.object({ label: line, value: line, /** A record proves it. */ evidence: v.boolean() })),
        v.maxLength(3),
      ),
    }),
  ),
  steps: v.optional(v.object({ who: line, gets: line, whenWhere: line, join: line, contact: line })),
  /** Frozen numbers only: each says whence and as of when. */
  figures: v.optional(
    v.pipe(
      v.array(v.object({ value: line, unit: line, label: line, source: line, asOf: day })),
      v.maxLength(4),
    ),
  ),
  thanks: v.optional(line),
  term: v.optional(v.object({ name: line, on: day })),
  notice: v.optional(
    v.object({ body: v.pipe(v.array(line), v.maxLength(4)), signatory: line, signedOn: day }),
  ),
  sealText: v.optional(line),
  /** 几站到: stops of the way there, in order. */
  stops: v.optional(v.pipe(v.array(line), v.maxLength(4))),
  /** What to taste. */
  tastes: v.optional(v.pipe(v.array(line), v.maxLength(4))),
};

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
  ...parts,
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
    ...partTexts(c),
  ].filter((t) => t.text !== '');
}

function partTexts(c: CampaignContent): { slot: string; text: string }[] {
  const { live, story, steps, figures, term, notice } = c;
  return [
    ...(live
      ? [
          { slot: 'live.account', text: live.account },
          { slot: 'live.host', text: live.host },
          { slot: 'live.operator', text: live.operator },
          ...live.goods.flatMap((g, i) => [
            { slot: `live.goods.${i + 1}`, text: g.name },
            { slot: `live.goods.${i + 1}.unit`, text: g.unit },
          ]),
        ]
      : []),
    ...(story?.paragraphs ?? []).map((text, i) => ({ slot: `story.paragraphs.${i + 1}`, text })),
    ...(story?.facts ?? []).flatMap((f, i) => [
      { slot: `story.facts.${i + 1}.label`, text: f.label },
      { slot: `story.facts.${i + 1}`, text: f.value },
    ]),
    ...(steps
      ? (['who', 'gets', 'whenWhere', 'join', 'contact'] as const).map((k) => ({
          slot: `steps.${k}`,
          text: steps[k],
        }))
      : []),
    ...(figures ?? []).flatMap((f, i) => [
      { slot: `figures.${i + 1}.value`, text: f.value },
      { slot: `figures.${i + 1}.unit`, text: f.unit },
      { slot: `figures.${i + 1}.label`, text: f.label },
      { slot: `figures.${i + 1}.source`, text: f.source },
    ]),
    { slot: 'thanks', text: c.thanks ?? '' },
    { slot: 'term', text: term?.name ?? '' },
    ...(notice?.body ?? []).map((text, i) => ({ slot: `notice.body.${i + 1}`, text })),
    { slot: 'notice.signatory', text: notice?.signatory ?? '' },
    { slot: 'sealText', text: c.sealText ?? '' },
    ...(c.stops ?? []).map((text, i) => ({ slot: `stops.${i + 1}`, text })),
    ...(c.tastes ?? []).map((text, i) => ({ slot: `tastes.${i + 1}`, text })),
  ];
}

/** Characters of a slot as the editor counts them: full width 1, half width ½. */
export function charactersOf(text: string): number {
  return countCharacters(text);
}
