/**
 * Pictures for people: drawn once for each set of inputs, kept by their hash, handed out through the gate every time.
 * Merchants get approved versions only, with their own name and code.
 */
import { and, asc, desc, eq, gte, isNotNull, isNull } from 'drizzle-orm';
import { dayOf } from '#lib/shared/dates.ts';
import type { Actor } from '../accounts/actor.ts';
import { can } from '../accounts/rights.ts';
import { blocking, licencesStand, marksStand, type RefusedMark } from '../brand/gate.ts';
import { currentList } from '../brand/law/lists.ts';
import { campaignCodes, campaignMerchants, campaigns } from '../campaigns/schema.ts';
import { LIVE_STATES } from '../campaigns/states.ts';
import { counties } from '../db/counties.ts';
import type { Database, DbOrTx } from '../db/database.ts';
import { qrAddress } from '../links/code.ts';
import { createPosterCode } from '../links/links.ts';
import { merchantProducts, merchants } from '../merchants/schema.ts';
import type { FileStore } from '../storage/storage.ts';
import { assemble, inputsFor, isChangedSince, personFor, type Assembly } from './assembly.ts';
import type { Person } from './compose.ts';
import { getDesign } from './designs/families.ts';
import { drawOutput, findOutput, redrawOutput, storedBytes } from './drawing.ts';
import { FORMATS, isFormatId, mayCarryQr, type FormatId, type PosterFormat } from './formats.ts';
import { hashOf } from './identity.ts';
import type { PosterIssue } from './issue.ts';
import { lawStands } from './law/gates.ts';
import { pictureIssues } from './library-picture.ts';
import { posterHash, type PosterInputs } from './poster.ts';
import {
  posterAddresses,
  posterContents,
  posterDownloads,
  posterOutputs,
  posterRecalls,
  type PosterContent,
  type PosterOutput,
} from './schema.ts';
import { shownName } from './text/names.ts';

/** What drawing needs of the running application; the App of a request fits. */
export interface PosterServices {
  readonly database: Pick<Database, 'db'>;
  readonly storage: FileStore;
  readonly config: { readonly shortOrigin: string };
  readonly clock: () => Date;
  readonly log?: (message: string, fields?: Record<string, unknown>) => void;
}

export interface PersonalPoster {
  hash: string;
  /** `/p/<hash>.jpg` */
  path: string;
  widthPx: number;
  heightPx: number;
  bytes: number;
  format: FormatId;
  contentId: string;
  /** What the poster says in words, for `alt`. */
  says: string;
}

export type PosterRefusal =
  | 'not_found'
  | 'no_poster'
  | 'not_taking_part'
  | 'not_selling'
  | 'licence_gate'
  /** A right or a consent of its picture ended or was taken back. */
  | 'picture_rights'
  /** Recalled for this merchant, or this very picture. */
  | 'withdrawn'
  /** What was approved is not what would be drawn now: design or county colours changed since. */
  | 'changed_since_approval'
  /** The list of today forbids a word of it. */
  | 'law_block'
  /** Or of the name that would be printed on it. */
  | 'law_name'
  /** This format's platform forbids a word that may stand elsewhere. */
  | 'law_format'
  | 'name_needs_short_form'
  | 'missing_glyphs'
  | 'not_drawable'
  /** Its code could not be read back from the finished picture. */
  | 'qr_unreadable';

export type PersonalResult =
  | { ok: true; output: PersonalPoster }
  /** `gate`: which mark the licence gate refused, and why. */
  | { ok: false; reason: PosterRefusal; issues: PosterIssue[]; gate?: RefusedMark };

export interface PosterRequest {
  merchantId: string | null;
  campaignId: string;
  format: FormatId;
  posterId?: string;
  /** Only this version: what a batch has frozen. */
  contentId?: string;
}

/** A poster that may be drawn: everything about it but its pixels. */
export interface PreparedPoster {
  ok: true;
  version: PosterContent;
  assembly: Assembly;
  inputs: PosterInputs;
  hash: string;
  code: string | null;
  lawListVersion: string;
}

/**
 * Takes a request through every gate: who asks, approval, recall, licences, rights of the picture, what the merchant sells,
 * the law. The newest approved poster that has the format and passes; a code is made where the format carries one.
 */
export async function preparePoster(
  app: Pick<PosterServices, 'database' | 'config' | 'clock'>,
  actor: Actor,
  request: PosterRequest,
): Promise<PreparedPoster | Extract<PersonalResult, { ok: false }>> {
  const own = request.merchantId !== null && actor.merchantIds.includes(request.merchantId);
  if (!own && !can(actor, 'poster.read')) return refused('not_found');
  const { countyId } = actor;
  const now = app.clock();
  return app.database.db.transaction(async (tx) => {
    let refusal = refused('no_poster');
    for (const version of await listCurrentVersions(tx, countyId, request.campaignId, request.posterId)) {
      if (request.contentId !== undefined && version.id !== request.contentId) continue;
      if (getDesign(version.designId)?.formats.includes(request.format) === false) continue;
      const person = await personOf(tx, app.config.shortOrigin, version, request.merchantId, request.format);
      if (!person.ok) return person;
      const assembly = await assemble(tx, version, { merchantId: request.merchantId, now });
      if (isChangedSince(version, assembly)) {
        refusal = refused('changed_since_approval');
        continue;
      }
      const unlicensed = blocking(assembly.bar);
      if (unlicensed) {
        // Not licensed for the goods: the campaign's other poster may still be theirs.
        refusal = { ...refused('licence_gate'), gate: unlicensed };
        continue;
      }
      if (pictureIssues(assembly.picture, FORMATS[request.format]).length > 0) {
        refusal = refused('picture_rights');
        continue;
      }
      if (!(await mayOffer(tx, assembly, request.merchantId))) {
        refusal = refused('not_selling');
        continue;
      }
      const named =
        request.merchantId === null ? null : { id: request.merchantId, name: person.person.nameShown };
      const lawful = await lawStands(tx, version, assembly, {
        merchant: named,
        format: request.format,
        now,
        moment: 'render',
      });
      if (!lawful.ok) {
        refusal = refused(lawful.reason);
        continue;
      }
      const inputs = inputsFor(assembly, request.format, person.person);
      // The version is part of the address: recalling one leaves an equal picture of the next alone.
      const hash = hashOf({
        picture: posterHash(inputs),
        contentId: version.id,
        merchantId: request.merchantId,
      });
      const { version: lawListVersion } = await currentList(tx, countyId);
      return { ok: true as const, version, assembly, inputs, hash, code: person.code, lawListVersion };
    }
    return refusal;
  });
}

/**
 * A merchant's own poster of a campaign in one format; the newest approved poster unless one is named. The merchant
 * itself, or somebody of the office, may ask; without a merchant it is the county's own.
 */
export async function personalPoster(
  app: PosterServices,
  actor: Actor,
  request: PosterRequest,
): Promise<PersonalResult> {
  const prepared = await preparePoster(app, actor, request);
  if (!prepared.ok) return prepared;
  const { hash } = prepared;
  const { countyId } = actor;
  const known = await findOutput(app.database.db, countyId, hash);
  if (known?.recalledAt) return refused('withdrawn');
  if (known) {
    if (!(await app.storage.exists(known.fileKey))) {
      const again = await redrawOutput(app, prepared.inputs, known);
      if (!again.ok) return refused(refusalOf(again.issues), again.issues);
    }
    return handed(known, request.format, prepared.assembly);
  }
  const drawn = await drawOutput(app, prepared.inputs, {
    countyId,
    hash,
    contentId: prepared.version.id,
    merchantId: request.merchantId,
    format: request.format,
    formatVersion: FORMATS[request.format].version,
    code: prepared.code,
    licenceIds: prepared.assembly.bar.licenceIds,
    marksPassed: prepared.assembly.bar.allowed.map(({ brandId, version, rulesVersion }) => ({
      brandId,
      version,
      rulesVersion,
    })),
    lawListVersion: prepared.lawListVersion,
  });
  if (drawn.ok) return handed(drawn.output, request.format, prepared.assembly);
  return drawn.reason === 'qr_unreadable'
    ? refused('qr_unreadable')
    : refused(refusalOf(drawn.issues), drawn.issues);
}

export type ServeRefusal =
  | 'not_found'
  | 'withdrawn'
  | 'changed_since_approval'
  | 'licence_gate'
  | 'picture_rights'
  | 'law_block'
  | 'campaign_cancelled';

/**
 * A picture by its address, through the gate: approval, recall, campaign, licences of this day. Counted as a view when
 * `count` says so. A file that was evicted is drawn again while it is read.
 */
export async function servePoster(
  app: PosterServices,
  hash: string,
  visitor: { userId: string | null; kind: 'view' | 'download' },
): Promise<
  { ok: true; output: PosterOutput; read: () => Promise<Uint8Array> } | { ok: false; reason: ServeRefusal }
> {
  const now = app.clock();
  return app.database.db.transaction(async (tx) => {
    const [address] = await tx.select().from(posterAddresses).where(eq(posterAddresses.hash, hash));
    const output = address ? await findOutput(tx, address.countyId, hash) : null;
    if (!output) return { ok: false as const, reason: 'not_found' as const };
    const [found] = await tx
      .select({ version: posterContents, campaignState: campaigns.state })
      .from(posterContents)
      .innerJoin(
        campaigns,
        and(eq(campaigns.countyId, posterContents.countyId), eq(campaigns.id, posterContents.campaignId)),
      )
      .where(and(eq(posterContents.countyId, output.countyId), eq(posterContents.id, output.contentId)));
    if (!found || found.version.state !== 'approved' || output.recalledAt !== null)
      return { ok: false as const, reason: 'withdrawn' as const };
    if (found.campaignState === 'cancelled')
      return { ok: false as const, reason: 'campaign_cancelled' as const };
    // A replaced version's pictures live on as they were drawn; the one handed out must still be what was approved.
    const assembly = await assemble(tx, found.version, { merchantId: output.merchantId, now });
    if (found.version.replacedAt === null && isChangedSince(found.version, assembly))
      return { ok: false as const, reason: 'changed_since_approval' as const };
    const stand = await licencesStand(tx, output.countyId, output.licenceIds, dayOf(now));
    const versions = await marksStand(tx, output.countyId, output.marksPassed, dayOf(now));
    if (!stand.ok || !versions.ok) return { ok: false as const, reason: 'licence_gate' as const };
    if (pictureIssues(assembly.picture, mediumOf(output)).length > 0)
      return { ok: false as const, reason: 'picture_rights' as const };
    const lawful = await lawStands(tx, found.version, assembly, {
      merchant:
        output.merchantId === null ? null : await merchantNamed(tx, output.countyId, output.merchantId),
      format: output.format,
      now,
      moment: 'download',
    });
    if (!lawful.ok) return { ok: false as const, reason: 'law_block' as const };
    await tx.insert(posterDownloads).values({
      countyId: output.countyId,
      hash,
      merchantId: output.merchantId,
      userId: visitor.userId,
      kind: visitor.kind,
    });
    await tx
      .update(posterOutputs)
      .set({ fetchedAt: now })
      .where(and(eq(posterOutputs.countyId, output.countyId), eq(posterOutputs.hash, hash)));
    return { ok: true as const, output, read: () => readOutput(app, output, found.version, assembly) };
  });
}

/** The bytes of a recorded picture. @throws when its file is gone and it cannot be drawn as it was any more. */
async function readOutput(
  app: PosterServices,
  output: PosterOutput,
  version: PosterContent,
  assembly: Assembly,
): Promise<Uint8Array> {
  const stored = await storedBytes(app, output);
  if (stored) return stored;
  if (!isFormatId(output.format)) throw new Error(`no format ${output.format} any more`);
  const { db } = app.database;
  const nameShown =
    output.merchantId === null
      ? await countyName(db, output.countyId)
      : (await merchantNamed(db, output.countyId, output.merchantId))?.name;
  const carriesQr = mayCarryQr(FORMATS[output.format]) && output.code !== null;
  const person = personFor(output.format, {
    nameShown: nameShown ?? '',
    address: carriesQr ? qrAddress(app.config.shortOrigin, output.code ?? '') : null,
    spokenCode: carriesQr ? null : output.code,
  });
  const inputs = inputsFor(assembly, output.format, person);
  const hash = hashOf({
    picture: posterHash(inputs),
    contentId: version.id,
    merchantId: output.merchantId,
  });
  const again = hash === output.hash ? await redrawOutput(app, inputs, output) : null;
  if (!again?.ok) throw new Error(`the file of ${output.hash} is gone, and its picture is another one today`);
  return again.bytes;
}

/** The version that is handed out first for a campaign, or null. */
export async function currentVersion(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
  posterId?: string,
): Promise<PosterContent | null> {
  const [first] = await listCurrentVersions(db, countyId, campaignId, posterId);
  return first ?? null;
}

/** What is handed out for a campaign, one row a poster: approved, not replaced, not withdrawn; newest approval first. */
export async function listCurrentVersions(
  db: DbOrTx,
  countyId: string,
  campaignId: string,
  posterId?: string,
): Promise<PosterContent[]> {
  return db
    .select()
    .from(posterContents)
    .where(
      and(
        eq(posterContents.countyId, countyId),
        eq(posterContents.campaignId, campaignId),
        eq(posterContents.state, 'approved'),
        isNull(posterContents.replacedAt),
        isNotNull(posterContents.approvedAt),
        ...(posterId ? [eq(posterContents.posterId, posterId)] : []),
      ),
    )
    .orderBy(desc(posterContents.approvedAt), asc(posterContents.designId), asc(posterContents.id));
}

type PersonResult =
  | { ok: true; person: Person; code: string | null }
  | { ok: false; reason: PosterRefusal; issues: PosterIssue[] };

/** Name and code of whoever the picture is for. */
async function personOf(
  tx: DbOrTx,
  shortOrigin: string,
  version: PosterContent,
  merchantId: string | null,
  format: FormatId,
): Promise<PersonResult> {
  const { countyId, campaignId } = version;
  const [campaign] = await tx
    .select({ state: campaigns.state })
    .from(campaigns)
    .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, campaignId)));
  if (!campaign || !LIVE_STATES.includes(campaign.state)) return refused('no_poster');
  let nameShown: string;
  if (merchantId === null) {
    nameShown = await countyName(tx, countyId);
  } else {
    const [merchant] = await tx
      .select()
      .from(merchants)
      .where(and(eq(merchants.countyId, countyId), eq(merchants.id, merchantId)));
    if (!merchant || merchant.state !== 'active') return refused('not_found');
    const [part] = await tx
      .select()
      .from(campaignMerchants)
      .where(
        and(
          eq(campaignMerchants.countyId, countyId),
          eq(campaignMerchants.campaignId, campaignId),
          eq(campaignMerchants.merchantId, merchantId),
        ),
      );
    if (!part) return refused('not_taking_part');
    if (await isRecalledFor(tx, version, merchantId)) return refused('withdrawn');
    nameShown = shownName(merchant);
  }
  const needs = FORMATS[format];
  const code = mayCarryQr(needs)
    ? (await createPosterCode(tx, { countyId, campaignId, merchantId, contentId: version.id, format })).code
    : null;
  const spokenCode = needs.spokenCode ? await spokenCodeOf(tx, countyId, campaignId, merchantId) : null;
  return {
    ok: true,
    code: code ?? spokenCode,
    person: personFor(format, { nameShown, address: code ? qrAddress(shortOrigin, code) : null, spokenCode }),
  };
}

async function countyName(db: DbOrTx, countyId: string): Promise<string> {
  const [county] = await db.select({ name: counties.name }).from(counties).where(eq(counties.id, countyId));
  return county?.name ?? '';
}

async function merchantNamed(
  tx: DbOrTx,
  countyId: string,
  id: string,
): Promise<{ id: string; name: string } | null> {
  const [row] = await tx
    .select({ name: merchants.name, shortName: merchants.shortName })
    .from(merchants)
    .where(and(eq(merchants.countyId, countyId), eq(merchants.id, id)));
  return row ? { id, name: shownName(row) } : null;
}

/** Whether everything the merchant had was recalled after this version was approved; a later approval is a new start. */
async function isRecalledFor(tx: DbOrTx, version: PosterContent, merchantId: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: posterRecalls.id })
    .from(posterRecalls)
    .where(
      and(
        eq(posterRecalls.countyId, version.countyId),
        eq(posterRecalls.scope, 'merchant'),
        eq(posterRecalls.scopeId, merchantId),
        eq(posterRecalls.state, 'confirmed'),
        gte(posterRecalls.decidedAt, version.approvedAt ?? version.createdAt),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** A poster with one product goes only to merchants that sell it. */
async function mayOffer(tx: DbOrTx, assembly: Assembly, merchantId: string | null): Promise<boolean> {
  const { productId } = assembly;
  if (merchantId === null || productId === null) return true;
  const [row] = await tx
    .select({ productId: merchantProducts.productId })
    .from(merchantProducts)
    .where(
      and(
        eq(merchantProducts.countyId, assembly.campaign.countyId),
        eq(merchantProducts.merchantId, merchantId),
        eq(merchantProducts.productId, productId),
      ),
    );
  return row !== undefined;
}

async function spokenCodeOf(
  tx: DbOrTx,
  countyId: string,
  campaignId: string,
  merchantId: string | null,
): Promise<string | null> {
  const [row] = await tx
    .select({ code: campaignCodes.code })
    .from(campaignCodes)
    .where(
      and(
        eq(campaignCodes.countyId, countyId),
        eq(campaignCodes.campaignId, campaignId),
        eq(campaignCodes.kind, 'spoken'),
        merchantId === null ? isNull(campaignCodes.merchantId) : eq(campaignCodes.merchantId, merchantId),
        isNull(campaignCodes.suspendedAt),
      ),
    )
    .limit(1);
  return row?.code ?? null;
}

function handed(row: PosterOutput, format: FormatId, assembly: Assembly): PersonalResult {
  return {
    ok: true,
    output: {
      hash: row.hash,
      path: `/p/${row.hash}.jpg`,
      widthPx: row.widthPx,
      heightPx: row.heightPx,
      bytes: row.bytes,
      format,
      contentId: row.contentId,
      says: inWords(assembly),
    },
  };
}

/** Old pictures may be of a format that is no longer drawn: these were all for screens. */
function mediumOf(output: Pick<PosterOutput, 'format'>): Pick<PosterFormat, 'medium'> {
  return isFormatId(output.format) ? FORMATS[output.format] : { medium: 'screen' };
}

function inWords(assembly: Assembly): string {
  const c = assembly.content;
  return [c.slogan, c.product?.name ?? c.headline, c.product ? '' : c.venue, c.time]
    .filter((t) => t !== '')
    .join('，');
}

function refusalOf(issues: readonly PosterIssue[]): PosterRefusal {
  if (issues.some((i) => i.code === 'name_needs_short_form')) return 'name_needs_short_form';
  if (issues.some((i) => i.code === 'missing_glyphs' && i.slot === 'merchant')) return 'missing_glyphs';
  return 'not_drawable';
}

function refused(
  reason: PosterRefusal,
  issues: PosterIssue[] = [],
): { ok: false; reason: PosterRefusal; issues: PosterIssue[]; gate?: RefusedMark } {
  return { ok: false, reason, issues };
}

export type { PosterInputs };
