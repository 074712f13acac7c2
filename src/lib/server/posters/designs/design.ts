/**
 * A design (版式) as data: slots with their locks and limits. `violations` is the one judge of a document; the editor, the
 * save and the render all ask it, so a document edited by hand cannot get out. The designs themselves stand in their
 * family's file and are gathered in `families.ts`.
 */
import { charactersOf, type CampaignContent, type ContentType, type Ground } from '../content.ts';
import { mayCarryQr, type FormatId, type PosterFormat } from '../formats.ts';
import type { PosterIssue } from '../issue.ts';
import type { Palette } from '../kit.ts';
import { PART_SLOTS, partSlotTexts } from './slots.ts';

export type Lock = 'locked' | 'contentOnly' | 'bounded';

export interface Slot {
  kind:
    | 'text'
    | 'price'
    | 'date'
    | 'photo'
    | 'brandBar'
    | 'organisers'
    | 'disclosure'
    | 'adLabel'
    | 'personal.name'
    | 'personal.qr'
    | 'personal.code';
  lock: Lock;
  required: boolean;
  /** User-perceived characters, a half-width one counts a half. */
  maxChars?: number;
  maxLines?: number;
  maxItems?: number;
  /** For bounded slots: what may be set, and between which values. */
  bounds?: Record<string, readonly [number, number]>;
  choices?: readonly string[];
}

export interface Design {
  id: string;
  version: number;
  family: string;
  nameZh: string;
  nameEn: string;
  forZh: string;
  forEn: string;
  formats: readonly FormatId[];
  /** What it may be before the law, the first unless the content says otherwise. */
  contentTypes: readonly [ContentType, ...ContentType[]];
  /** Grounds it is drawn on, the first unless the content says otherwise. */
  grounds: readonly [Ground, ...Ground[]];
  /** It sells a merchant's goods: every mark needs that merchant's licence. */
  sells: boolean;
  /** Roles it draws with other colours than the kit's. */
  palette?: Partial<Palette>;
  slots: Record<string, Slot>;
}

export interface PosterDocument {
  content: CampaignContent;
  /** What somebody tried to change about the design itself, by slot; empty for every document made in the studio. */
  overrides: Record<string, Record<string, unknown>>;
}

export const text = (maxChars: number, maxLines = 1, required = false): Slot => ({
  kind: 'text',
  lock: 'contentOnly',
  required,
  maxChars,
  maxLines,
});

/** What nearly every design of the house has. */
export const COMMON_SLOTS = {
  slogan: text(18),
  sellingPoints: { ...text(10), maxItems: 4 },
  time: text(9),
  venue: text(14),
  transit: text(14),
  picture: {
    kind: 'photo',
    lock: 'bounded',
    required: false,
    bounds: { focalX: [0, 1], focalY: [0, 1], scale: [1, 2.5] },
  },
  disclosure: { kind: 'disclosure', lock: 'contentOnly', required: false, maxChars: 120, maxItems: 4 },
  qrCaption: text(9),
  brandBar: { kind: 'brandBar', lock: 'locked', required: true },
  adLabel: { kind: 'adLabel', lock: 'locked', required: true },
  merchant: { kind: 'personal.name', lock: 'locked', required: true, maxChars: 24 },
  qr: { kind: 'personal.qr', lock: 'locked', required: true },
  spokenCode: { kind: 'personal.code', lock: 'locked', required: false },
} as const satisfies Record<string, Slot>;

export { PART_SLOTS };

export function contentTypeOf(design: Design, content: CampaignContent): ContentType {
  return content.contentType ?? design.contentTypes[0];
}

export function groundOf(design: Design, content: CampaignContent): Ground {
  return content.ground ?? design.grounds[0];
}

/** Whether a picture of this design and format shows a code. */
export function carriesQr(design: Design, format: PosterFormat): boolean {
  return design.slots['qr'] !== undefined && mayCarryQr(format);
}

/** Whether it names the merchant: without, every merchant's picture is the same. */
export function isPersonalDesign(design: Design): boolean {
  return design.slots['merchant'] !== undefined || design.slots['qr'] !== undefined;
}

/** Everything in a document that the design does not allow, slot by slot. */
export function violations(design: Design, document: PosterDocument): PosterIssue[] {
  const issues: PosterIssue[] = [];
  for (const [slot, changes] of Object.entries(document.overrides)) {
    const rule = design.slots[slot];
    for (const [property, value] of Object.entries(changes)) {
      const bound = rule?.lock === 'bounded' ? rule.bounds?.[property] : undefined;
      if (!bound) issues.push({ code: 'locked', slot, property });
      else if (typeof value !== 'number' || value < bound[0] || value > bound[1])
        issues.push({ code: 'out_of_bounds', slot, property });
    }
  }
  issues.push(...kindIssues(design, document.content));
  const picture = document.content.picture;
  const bounds = design.slots['picture']?.bounds;
  if (picture && bounds) {
    for (const [property, [low, high]] of Object.entries(bounds)) {
      const value = picture[property as 'focalX' | 'focalY' | 'scale'];
      if (value < low || value > high) issues.push({ code: 'out_of_bounds', slot: 'picture', property });
    }
  }
  for (const [slot, values] of slotTexts(design, document.content)) {
    const rule = design.slots[slot];
    if (!rule) continue;
    const filled = values.filter((v) => v !== '');
    if (rule.required && filled.length === 0) issues.push({ code: 'slot_missing', slot });
    if (rule.maxItems !== undefined && filled.length > rule.maxItems) {
      issues.push({ code: 'too_many_lines', slot, have: filled.length, fits: rule.maxItems });
    }
    const max = rule.maxChars;
    if (max === undefined) continue;
    const counted = rule.kind === 'disclosure' ? [filled.join('')] : filled;
    for (const value of counted) {
      const have = charactersOf(value);
      if (have > max) issues.push({ code: 'text_too_long', slot, have, fits: max });
      const lines = value.split('\n').length;
      if (rule.maxLines !== undefined && lines > rule.maxLines)
        issues.push({ code: 'too_many_lines', slot, have: lines, fits: rule.maxLines });
    }
  }
  return issues;
}

/** 公告 and 公益广告 sell nothing; a design is drawn only on its own grounds. */
function kindIssues(design: Design, content: CampaignContent): PosterIssue[] {
  const issues: PosterIssue[] = [];
  const type = contentTypeOf(design, content);
  if (!design.contentTypes.includes(type)) issues.push({ code: 'not_for_content_type', slot: 'contentType' });
  if (!design.grounds.includes(groundOf(design, content)))
    issues.push({ code: 'locked', slot: 'ground', property: 'ground' });
  if (type !== 'advertisement') {
    const sold = {
      'product.name': content.product,
      price: content.price,
      'live.goods': content.live?.goods[0],
    };
    for (const [slot, value] of Object.entries(sold))
      if (value && design.slots[slot]) issues.push({ code: 'not_for_content_type', slot });
  }
  return issues;
}

/** The texts that fill each slot of this design. */
export function slotTexts(design: Design, c: CampaignContent): [slot: string, values: string[]][] {
  const o = c.organisers;
  const all: [string, string[]][] = [
    ['headline', [c.headline]],
    // A product family names its product by the headline when it has no other name.
    ['product.name', [c.product?.name || (design.slots['product.name']?.required ? c.headline : '')]],
    ['product.spec', [c.product?.spec ?? '']],
    ['price', [c.price?.unit ?? '']],
    ['slogan', [c.slogan]],
    ['sellingPoints', c.sellingPoints],
    ['time', [c.time]],
    ['venue', [c.venue]],
    ['transit', [c.transit]],
    ['organisers', [o.guide.join('、'), o.host.join('、'), o.undertake.join('、'), o.assist.join('、')]],
    ['disclosure', c.disclosure],
    ['qrCaption', [c.qrCaption]],
    ...partSlotTexts(c),
  ];
  return all
    .filter(([slot]) => design.slots[slot] !== undefined && slot !== 'organisers')
    .concat(design.slots['organisers'] ? organiserTexts(c) : []);
}

function organiserTexts(c: CampaignContent): [string, string[]][] {
  const o = c.organisers;
  return [o.guide, o.host, o.undertake, o.assist].map((names) => ['organisers', names]);
}
