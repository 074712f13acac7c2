/** What the form of a brand offers and brings back. */
import type { BrandFailure, BrandInput } from '#lib/server/brand/brand-editing.ts';
import { listBrands } from '#lib/server/brand/brands.ts';
import { BRAND_KINDS, REQUIRED_ON } from '#lib/server/brand/terms.ts';
import { industries, organisations } from '#lib/server/county/schema.ts';
import type { DbOrTx } from '#lib/server/db/database.ts';
import { merchants } from '#lib/server/merchants/schema.ts';
import { m } from '#lib/paraglide/messages.js';
import { asc, eq } from 'drizzle-orm';

export async function brandChoices(db: DbOrTx, countyId: string) {
  const [brands, units, lines, sellers] = await Promise.all([
    listBrands(db, countyId),
    db
      .select({ id: organisations.id, name: organisations.name })
      .from(organisations)
      .where(eq(organisations.countyId, countyId))
      .orderBy(asc(organisations.name)),
    db
      .select({ id: industries.id, name: industries.name, nameEn: industries.nameEn })
      .from(industries)
      .where(eq(industries.countyId, countyId))
      .orderBy(asc(industries.position)),
    db
      .select({ id: merchants.id, name: merchants.name })
      .from(merchants)
      .where(eq(merchants.countyId, countyId))
      .orderBy(asc(merchants.name)),
  ]);
  return {
    brands: brands
      .filter((b) => b.level < 3)
      .map((b) => ({ id: b.id, name: b.name, nameEn: b.nameEn, level: b.level, kind: b.kind })),
    organisations: units,
    industries: lines,
    merchants: sellers,
  };
}

export function brandInput(form: FormData): BrandInput {
  const text = (key: string): string => String(form.get(key) ?? '').trim();
  const orNull = (key: string): string | null => text(key) || null;
  return {
    kind: BRAND_KINDS.find((k) => text('place').startsWith(`${k}-`)) ?? 'tree',
    level: Number(text('place').split('-')[1]) || 0,
    parentId: orNull('parentId'),
    parentIds: form.getAll('parentIds').map(String),
    name: text('name'),
    nameEn: text('nameEn'),
    owner: text('owner'),
    stewardOrganisationId: orNull('steward'),
    industryId: orNull('industry'),
    merchantId: orNull('merchant'),
    foundedOn: orNull('foundedOn'),
    requiredOn: REQUIRED_ON.find((r) => r === text('requiredOn')) ?? 'optional',
    story: text('story'),
    retiredOn: orNull('retiredOn'),
  };
}

const FAILURES: Record<Exclude<BrandFailure, 'svg'>, () => string> = {
  not_allowed: m.brand_error_not_allowed,
  not_found: m.brand_error_not_found,
  name_missing: m.brand_error_name_missing,
  name_taken: m.brand_error_name_taken,
  parent_invalid: m.brand_error_parent_invalid,
  merchant_missing: m.brand_error_merchant_missing,
  days_invalid: m.brand_error_days_invalid,
  version_missing: m.brand_error_version_missing,
  version_taken: m.brand_error_version_taken,
  file_missing: m.brand_error_file_missing,
  svg_too_large: m.brand_error_svg_too_large,
  rules_invalid: m.brand_error_rules_invalid,
  empty: m.brand_error_empty,
  too_large: m.brand_error_too_large,
  not_readable: m.brand_error_not_readable,
  wrong_kind: m.brand_error_wrong_kind,
};

export function brandFailure(result: { reason: BrandFailure; detail?: string }): string {
  return result.reason === 'svg'
    ? m.brand_error_svg({ detail: result.detail ?? '' })
    : FAILURES[result.reason]();
}
