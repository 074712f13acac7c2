/**
 * The families: a design, how it is composed, and a usual content for goldens and validation. A new family is its own file
 * and one line in `FAMILIES`; goldens, the validation and the contact sheet find it there.
 */
import type { Board, ComposeContext } from '../compose.ts';
import type { CampaignContent } from '../content.ts';
import { brocadeBandFamily } from './brocade-band.ts';
import type { Design } from './design.ts';
import { marketDayFamily } from './market-day.ts';
import { civicFamily } from './civic.ts';
import { noticeFamily } from './notice.ts';
import { onAirFamily } from './on-air.ts';
import { longScrollFamily } from './long-scroll.ts';
import { plainPriceFamily } from './plain-price.ts';
import { sealFamily } from './seal.ts';
import { solarTermFamily } from './solar-term.ts';
import { terraceFamily } from './terrace.ts';
import { storefrontFamily } from './storefront.ts';

export interface Family {
  design: Design;
  compose: (context: ComposeContext) => Board;
  /** A sample of the usual length: not a claim. */
  sample: { content: CampaignContent; marks: readonly SampleMark[]; merchant: string };
}

export type SampleMark = 'county' | 'tea' | 'orange' | 'product';

/** All families of the house in the order the studio shows them. */
export const FAMILY_IDS = [
  'brocade-band',
  'on-air',
  'market-day',
  'plain-price',
  'terrace',
  'seal',
  'notice',
  'long-scroll',
  'solar-term',
  'storefront',
  'civic',
] as const;

// prettier-ignore: one family a line.
const FAMILIES: readonly Family[] = [
  brocadeBandFamily,
  onAirFamily,
  marketDayFamily,
  noticeFamily,
  civicFamily,
  plainPriceFamily,
  storefrontFamily,
  terraceFamily,
  sealFamily,
  longScrollFamily,
  solarTermFamily,
];

const place = (family: Family): number => (FAMILY_IDS as readonly string[]).indexOf(family.design.id);
const ORDERED = [...FAMILIES].sort((a, b) => place(a) - place(b));

export const DESIGNS: readonly Design[] = ORDERED.map((f) => f.design);

export function getDesign(id: string): Design | null {
  return getFamily(id)?.design ?? null;
}

export function getFamily(id: string): Family | null {
  return ORDERED.find((f) => f.design.id === id) ?? null;
}

export function requireFamily(id: string): Family {
  const family = getFamily(id);
  if (!family) throw new Error(`no family ${id}`);
  return family;
}
