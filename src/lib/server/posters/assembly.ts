/** From rows to the inputs of `renderPoster`: kit, marks through the gate, the person, the names no line may break. */
import { and, eq } from 'drizzle-orm';
import { dayOf } from '#lib/shared/dates.ts';
import { askGate, type Bar } from '../brand/gate.ts';
import type { Campaign } from '../campaigns/schema.ts';
import { campaigns } from '../campaigns/schema.ts';
import { requireSettings } from '../county/lists.ts';
import type { CountySettings } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import type { Person } from './compose.ts';
import { contentSchema, EMPTY_CONTENT, type CampaignContent } from './content.ts';
import { carriesQr, isPersonalDesign, type Design } from './designs/design.ts';
import { loadDesign } from './design-copies.ts';
import { campaignFacts, type CampaignFacts } from './drafting.ts';
import { FORMATS, mayCarryQr, type FormatId } from './formats.ts';
import { hashOf } from './identity.ts';
import { DEFAULT_KIT, ROLES, type BrandKit, type PlacedMark } from './kit.ts';
import { libraryPicture, type LibraryPicture } from './library-picture.ts';
import type { PosterInputs } from './poster.ts';
import type { PosterContent } from './schema.ts';
import * as v from 'valibot';

export interface Assembly {
  campaign: Campaign;
  facts: CampaignFacts;
  design: Design;
  content: CampaignContent;
  kit: BrandKit;
  /** The product it sells; null for the county's own pictures. */
  productId: string | null;
  bar: Bar;
  /** Its picture, where it is one of the library. */
  picture: LibraryPicture | null;
  keep: string[];
}

/**
 * Everything a version needs to be drawn, for one merchant or for the county itself, on one day. The product family sells
 * the merchant's goods: its marks need the merchant's licence. The festival family is the county's own picture.
 */
export async function assemble(
  db: DbOrTx,
  version: Pick<PosterContent, 'countyId' | 'campaignId' | 'designId' | 'content'> &
    Partial<Pick<PosterContent, 'designVersion'>>,
  options: { merchantId: string | null; now: Date },
): Promise<Assembly> {
  const [campaign] = await db
    .select()
    .from(campaigns)
    .where(and(eq(campaigns.countyId, version.countyId), eq(campaigns.id, version.campaignId)));
  if (!campaign) throw new Error(`no campaign ${version.campaignId} in county ${version.countyId}`);
  const design = await requireDesign(db, version.countyId, version.designId, version.designVersion);
  const settings = await requireSettings(db, version.countyId);
  const facts = await campaignFacts(db, campaign);
  const content = v.parse(contentSchema, { ...EMPTY_CONTENT, ...version.content });
  const { sells } = design;
  const product = sells
    ? (facts.products.find((p) => p.name === content.product?.name) ?? facts.products[0])
    : undefined;
  const bar = await askGate(db, {
    countyId: version.countyId,
    merchantId: sells ? options.merchantId : null,
    productId: product?.id ?? null,
    industryIds: product ? [product.industryId] : facts.industryIds.slice(0, 1),
    on: dayOf(options.now),
    until: campaign.endsOn,
  });
  return {
    campaign,
    facts,
    design,
    content,
    kit: kitOf(version.countyId, settings),
    productId: product?.id ?? null,
    bar,
    picture: await libraryPicture(db, version.countyId, content, {
      design,
      until: campaign.endsOn,
      now: options.now,
    }),
    keep: [settings.spokenPrefix, ...facts.products.map((p) => p.name)].filter((n) => n !== ''),
  };
}

/** @throws when neither the house nor the county has it: a poster's design is never removed. */
export async function requireDesign(
  db: DbOrTx,
  countyId: string,
  id: string,
  version?: number,
): Promise<Design> {
  const design = await loadDesign(db, countyId, id, version);
  if (!design) throw new Error(`no design ${id} in county ${countyId}`);
  return design;
}

/** Inputs of one format. */
export function inputsFor(assembly: Assembly, format: FormatId, person: Person | null): PosterInputs {
  return {
    design: assembly.design,
    content: assembly.content,
    kit: assembly.kit,
    format: FORMATS[format],
    marks: assembly.bar.allowed.map((m): PlacedMark => ({
      brandId: m.brandId,
      level: m.level,
      wordmark: m.wordmark,
      drawing: m.drawing,
      ratio: m.ratio,
    })),
    standings: Object.fromEntries(
      assembly.bar.allowed.map(({ brandId, version, rules, rulesVersion, colours, validFrom, validTo }) => [
        brandId,
        { version, rules, rulesVersion, colours, validFrom, validTo },
      ]),
    ),
    on: assembly.bar.on,
    person: person && shownTo(assembly.design, format, person),
    photo: assembly.picture?.photo ?? null,
    keep: assembly.keep,
  };
}

/** A design without a merchant's slots is one picture for all; without a code slot no address changes its identity. */
function shownTo(design: Design, format: FormatId, person: Person): Person | null {
  if (!isPersonalDesign(design)) return null;
  return carriesQr(design, FORMATS[format]) ? person : { ...person, address: null };
}

/** What an approval freezes. */
export function contentHash(assembly: Pick<Assembly, 'design' | 'content' | 'kit'>): string {
  return hashOf({
    content: assembly.content,
    design: { id: assembly.design.id, version: assembly.design.version },
    kit: assembly.kit,
  });
}

/** Whether an approved version would be drawn otherwise today than what its approval froze. */
export function isChangedSince(version: Pick<PosterContent, 'approvedHash'>, assembly: Assembly): boolean {
  return version.approvedHash !== null && version.approvedHash !== contentHash(assembly);
}

/** The county's colours over the house kit; a colour that is none is left out. */
export function kitOf(
  countyId: string,
  settings: Pick<CountySettings, 'palette' | 'brocadeAllowed'>,
): BrandKit {
  const own = Object.fromEntries(
    ROLES.flatMap((role) => {
      const colour = settings.palette[role];
      return colour && /^#[0-9a-f]{6}$/iu.test(colour) ? [[role, colour]] : [];
    }),
  );
  return {
    ...DEFAULT_KIT,
    id: countyId,
    palette: { ...DEFAULT_KIT.palette, ...own },
    brocade: settings.brocadeAllowed,
  };
}

/** A stand-in of usual length for previews before any merchant is known. */
export const SAMPLE_PERSON: Person = {
  nameShown: '某某镇商户名称',
  address: 'HTTPS://EXAMPLE.CN/00000000',
  spokenCode: '白沙00',
};

export function personFor(format: FormatId, person: Person): Person {
  const f = FORMATS[format];
  return {
    nameShown: person.nameShown,
    address: mayCarryQr(f) ? person.address : null,
    spokenCode: f.spokenCode ? person.spokenCode : null,
  };
}
