/** What the form of a certificate offers and brings back, and why it is refused. */
import { asc, eq } from 'drizzle-orm';
import { m } from '#lib/paraglide/messages.js';
import type { CertificateFailure, CertificateInput } from '#lib/server/brand/certificates.ts';
import { CERTIFICATE_KINDS } from '#lib/server/brand/terms.ts';
import { products } from '#lib/server/county/schema.ts';
import type { DbOrTx } from '#lib/server/db/database.ts';
import { merchants } from '#lib/server/merchants/schema.ts';

export async function certificateChoices(db: DbOrTx, countyId: string) {
  const [holders, goods] = await Promise.all([
    db
      .select({ id: merchants.id, name: merchants.name })
      .from(merchants)
      .where(eq(merchants.countyId, countyId))
      .orderBy(asc(merchants.name)),
    db
      .select({ id: products.id, name: products.name, nameEn: products.nameEn })
      .from(products)
      .where(eq(products.countyId, countyId))
      .orderBy(asc(products.name)),
  ]);
  return { holders, goods };
}

export async function certificateInput(form: FormData): Promise<CertificateInput> {
  const text = (key: string): string => String(form.get(key) ?? '').trim();
  const file = form.get('file');
  return {
    kind: CERTIFICATE_KINDS.find((k) => k === text('kind')) ?? 'other',
    number: text('number').slice(0, 80),
    holderMerchantId: text('holder') || null,
    productId: text('product') || null,
    body: text('body').slice(0, 80),
    validFrom: text('validFrom'),
    validTo: text('validTo') || null,
    scope: text('scope').slice(0, 200),
    title: text('title').slice(0, 120),
    creditCode: text('creditCode').toUpperCase(),
    productName: text('productName').slice(0, 60),
    verifyUrl: text('verifyUrl').slice(0, 500),
    file:
      file instanceof File && file.size > 0
        ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
        : null,
  };
}

export const certificateFailure: Record<CertificateFailure, () => string> = {
  not_allowed: m.brand_error_not_allowed,
  not_found: m.brand_error_not_found,
  stale: m.brand_error_stale,
  number_missing: m.brand_error_number_missing,
  number_taken: m.brand_error_number_taken,
  body_missing: m.brand_error_body_missing,
  days_invalid: m.brand_error_days_invalid,
  address_invalid: m.brand_error_address_invalid,
  credit_code_invalid: m.brand_error_credit_code_invalid,
  gi_incomplete: m.brand_error_gi_incomplete,
  holder_missing: m.brand_error_holder_missing,
  title_missing: m.brand_error_title_missing,
  words_missing: m.brand_error_words_missing,
  empty: m.brand_error_empty,
  too_large: m.brand_error_too_large,
  not_readable: m.brand_error_not_readable,
  wrong_kind: m.brand_error_wrong_kind,
};
