/**
 * The gate over real records: which marks may stand on a picture, in the order county, industry, product. Asked at edit, at
 * render and at every download.
 */
import { and, eq, gt, inArray, isNull, or } from 'drizzle-orm';
import type { DbOrTx } from '../db/database.ts';
import type { Drawing } from './drawings.ts';
import { kitInForce } from './kits.ts';
import { markInForce, mayUse, type LicenceRecord, type Refusal, type Verdict } from './licence.ts';
import { markRecordDrawing } from './mark-drawing.ts';
import type { MarkPass } from './mark-rule.ts';
import {
  brands,
  licenceProducts,
  licences,
  marks,
  markVariants,
  type Brand,
  type Mark,
  type MarkVariantRow,
} from './schema.ts';

export interface BarRequest {
  countyId: string;
  /**
   * Whose goods the picture sells. Null: the county's own campaign picture, which merchants only pass on; its public marks
   * need no licence, and no merchant's mark is on it.
   */
  merchantId: string | null;
  productId: string | null;
  /** Industries whose regional brand may endorse. */
  industryIds: readonly string[];
  /** Where the picture is meant to be seen; left out: anywhere. */
  territory?: string | null;
  /** Civil days, both included. */
  on: string;
  until: string;
}

export interface AllowedMark {
  brandId: string;
  level: 1 | 2 | 3;
  name: string;
  wordmark: string;
  drawing: Drawing;
  version: number;
  /** Its rules: what differs from the house's, and their version. */
  rules: Mark['rules'];
  rulesVersion: number;
  colours: string[];
  /** Height against the county's mark, as the county's kit sets it. */
  ratio: number;
  validFrom: string;
  validTo: string | null;
  /** Null: the owner's own use. */
  licenceId: string | null;
}

export interface RefusedMark {
  brandId: string;
  level: 1 | 2 | 3;
  name: string;
  reason: Refusal | 'no_drawing';
  /** The picture may not be made without it. */
  required: boolean;
  /** The last day of the licence that came nearest, where the days are what is wrong. */
  validTo: string | null;
}

export interface Bar {
  allowed: AllowedMark[];
  refused: RefusedMark[];
  licenceIds: string[];
  /** The day it was asked for. */
  on: string;
}

export async function askGate(db: DbOrTx, request: BarRequest): Promise<Bar> {
  const candidates = (await brandsFor(db, request)).sort((a, b) => a.brand.level - b.brand.level);
  const records =
    request.merchantId === null ? [] : await licencesOf(db, request.countyId, request.merchantId);
  const ratios = (await kitInForce(db, request.countyId))?.ratios ?? { industry: 100, product: 100 };
  const bar: Bar = { allowed: [], refused: [], licenceIds: [], on: request.on };
  for (const { brand, mark, variants } of candidates) {
    const level = brand.level === 1 ? 1 : brand.level === 2 ? 2 : 3;
    const drawing = markRecordDrawing(mark, variants);
    const verdict = judge(brand, mark, request, records);
    if (verdict.ok && drawing) {
      bar.allowed.push({
        brandId: brand.id,
        level,
        name: brand.name,
        wordmark: mark.wordmark,
        drawing,
        version: mark.version,
        rules: mark.rules,
        rulesVersion: mark.rulesVersion,
        colours: mark.colours,
        ratio: (level === 1 ? 100 : level === 2 ? ratios.industry : ratios.product) / 100,
        validFrom: mark.validFrom,
        validTo: mark.validTo,
        licenceId: verdict.licenceId === '' ? null : verdict.licenceId,
      });
      if (verdict.licenceId !== '') bar.licenceIds.push(verdict.licenceId);
    } else {
      const reason = verdict.ok ? 'no_drawing' : verdict.reason;
      bar.refused.push({
        brandId: brand.id,
        level,
        name: brand.name,
        reason,
        required: isRequired(brand, request),
        validTo: lastDayHeld(records, brand.id),
      });
    }
  }
  return bar;
}

/** The first required mark that is refused, if any: such a picture is not made and not handed out. */
export function blocking(bar: Bar): RefusedMark | null {
  return bar.refused.find((r) => r.required) ?? null;
}

/** Whether every licence an output relies on still stands on this day. */
export async function licencesStand(
  db: DbOrTx,
  countyId: string,
  licenceIds: readonly string[],
  on: string,
): Promise<{ ok: true } | { ok: false; reason: Refusal }> {
  if (licenceIds.length === 0) return { ok: true };
  // Share lock: a revocation at the same moment waits for this read or is seen by it.
  const rows = await db
    .select()
    .from(licences)
    .where(and(eq(licences.countyId, countyId), inArray(licences.id, [...licenceIds])))
    .for('share');
  for (const id of licenceIds) {
    const row = rows.find((r) => r.id === id);
    if (!row) return { ok: false, reason: 'no_licence' };
    if (row.status === 'revoked' || (row.revokedOn !== null && row.revokedOn <= on))
      return { ok: false, reason: 'revoked' };
    if (row.status === 'suspended') return { ok: false, reason: 'suspended' };
    if (row.status !== 'granted') return { ok: false, reason: 'no_licence' };
    if (on < row.validFrom) return { ok: false, reason: 'not_yet_valid' };
    if (row.validTo < on) return { ok: false, reason: 'expired' };
  }
  return { ok: true };
}

/** Whether the versions of the marks on an output are still in force on this day. */
export async function marksStand(
  db: DbOrTx,
  countyId: string,
  passed: readonly Pick<MarkPass, 'brandId' | 'version'>[],
  on: string,
): Promise<{ ok: true } | { ok: false; reason: Refusal }> {
  if (passed.length === 0) return { ok: true };
  const rows = await db
    .select({ mark: marks, retiredOn: brands.retiredOn })
    .from(marks)
    .innerJoin(brands, and(eq(brands.countyId, marks.countyId), eq(brands.id, marks.brandId)))
    .where(
      and(
        eq(marks.countyId, countyId),
        inArray(
          marks.brandId,
          passed.map((p) => p.brandId),
        ),
      ),
    );
  const stands = passed.every(({ brandId, version }) =>
    rows.some(
      (r) =>
        r.mark.brandId === brandId &&
        r.mark.version === version &&
        markInForce(r.mark, on) &&
        (r.retiredOn === null || on < r.retiredOn),
    ),
  );
  return stands ? { ok: true } : { ok: false, reason: 'mark_version_retired' };
}

/** The owner shows its own mark without a licence: the county its public brands, a merchant its product brand. */
function judge(brand: Brand, mark: Mark, request: BarRequest, records: readonly LicenceRecord[]): Verdict {
  const own = request.merchantId === null || (brand.level === 3 && brand.merchantId === request.merchantId);
  if (own) {
    return markInForce(mark, request.on)
      ? { ok: true, licenceId: '' }
      : { ok: false, reason: 'mark_version_retired' };
  }
  return mayUse(
    mark,
    {
      holderId: request.merchantId ?? '',
      productId: request.productId,
      use: 'advertising',
      territory: request.territory ?? null,
      on: request.on,
      until: request.until < request.on ? request.on : request.until,
    },
    records,
  );
}

function isRequired(brand: Brand, request: BarRequest): boolean {
  return brand.requiredOn === 'all_campaign_posters' && (brand.level === 1 || request.merchantId === null);
}

function lastDayHeld(records: readonly LicenceRecord[], brandId: string): string | null {
  const days = records.filter((r) => r.brandId === brandId).map((r) => r.validTo);
  return days.sort().at(-1) ?? null;
}

interface Candidate {
  brand: Brand;
  mark: Mark;
  variants: MarkVariantRow[];
}

async function brandsFor(db: DbOrTx, request: BarRequest): Promise<Candidate[]> {
  const level3 =
    request.merchantId === null ? [] : [and(eq(brands.level, 3), eq(brands.merchantId, request.merchantId))];
  const level2 =
    request.industryIds.length === 0
      ? []
      : [and(eq(brands.level, 2), inArray(brands.industryId, [...request.industryIds]))];
  const rows = await db
    .select({ brand: brands, mark: marks })
    .from(brands)
    .innerJoin(marks, and(eq(marks.countyId, brands.countyId), eq(marks.brandId, brands.id)))
    .where(
      and(
        eq(brands.countyId, request.countyId),
        or(isNull(brands.retiredOn), gt(brands.retiredOn, request.on)),
        or(eq(brands.level, 1), ...level2, ...level3),
      ),
    );
  // Of each brand the version in force, or else the newest, which the gate then refuses.
  const best = new Map<string, { brand: Brand; mark: Mark }>();
  for (const row of rows) {
    const known = best.get(row.brand.id);
    const better =
      !known ||
      (markInForce(row.mark, request.on) && !markInForce(known.mark, request.on)) ||
      (markInForce(row.mark, request.on) === markInForce(known.mark, request.on) &&
        row.mark.version > known.mark.version);
    if (better) best.set(row.brand.id, row);
  }
  const chosen = [...best.values()].slice(0, 8);
  const loaded =
    chosen.length === 0
      ? []
      : await db
          .select()
          .from(markVariants)
          .where(
            and(
              eq(markVariants.countyId, request.countyId),
              inArray(
                markVariants.markId,
                chosen.map((c) => c.mark.id),
              ),
            ),
          );
  return chosen.map((c) => ({ ...c, variants: loaded.filter((v) => v.markId === c.mark.id) }));
}

async function licencesOf(db: DbOrTx, countyId: string, merchantId: string): Promise<LicenceRecord[]> {
  const rows = await db
    .select()
    .from(licences)
    .where(and(eq(licences.countyId, countyId), eq(licences.holderMerchantId, merchantId)));
  if (rows.length === 0) return [];
  const covered = await db
    .select()
    .from(licenceProducts)
    .where(
      and(
        eq(licenceProducts.countyId, countyId),
        inArray(
          licenceProducts.licenceId,
          rows.map((r) => r.id),
        ),
      ),
    );
  return rows.map((r) => ({
    id: r.id,
    brandId: r.brandId,
    holderId: merchantId,
    status: r.status,
    markIds: r.markIds,
    uses: r.uses,
    productIds: covered.filter((c) => c.licenceId === r.id).map((c) => c.productId),
    territory: r.territory,
    validFrom: r.validFrom,
    validTo: r.validTo,
    revokedOn: r.revokedOn,
  }));
}
