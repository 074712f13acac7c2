/** What levels, requirements, kinds and states of brand records are called. */
import { m } from '#lib/paraglide/messages.js';
import type { CertificateStanding } from '#lib/server/brand/certificate.ts';
import type { ConsentStanding } from '#lib/server/brand/consent.ts';
import type { Chapter, ConsentUse, MarkVariant } from '#lib/server/brand/terms.ts';
import type { Brand, Certificate } from '#lib/server/brand/schema.ts';
import type { Tone } from '#lib/ui/tone.ts';

const levels = [m.brand_level_0, m.brand_level_1, m.brand_level_2, m.brand_level_3] as const;

export function levelWord(brand: { level: number; kind: Brand['kind'] }): string {
  if (brand.kind === 'provincial') return m.brand_kind_provincial();
  if (brand.kind === 'certificate') return m.brand_kind_certificate();
  return levels[brand.level]?.() ?? '';
}

export const requiredWord: Record<Brand['requiredOn'], () => string> = {
  all_campaign_posters: m.brand_required_all_campaign_posters,
  licensed_products: m.brand_required_licensed_products,
  optional: m.brand_required_optional,
};

export const kindWord: Record<Certificate['kind'], () => string> = {
  gi: m.brand_kind_gi,
  green_food: m.brand_kind_green_food,
  organic: m.brand_kind_organic,
  sc_licence: m.brand_kind_sc_licence,
  test_report: m.brand_kind_test_report,
  award: m.brand_kind_award,
  patent: m.brand_kind_patent,
  other: m.brand_kind_other,
};

export const certificateStateWord: Record<CertificateStanding['state'], () => string> = {
  valid: m.brand_certificate_state_valid,
  expiring: m.brand_certificate_state_expiring,
  expired: m.brand_certificate_state_expired,
  not_yet: m.brand_certificate_state_not_yet,
  suspended: m.brand_certificate_state_suspended,
  revoked: m.brand_certificate_state_revoked,
};

export const certificateStateTone: Record<CertificateStanding['state'], Tone> = {
  valid: 'brand',
  expiring: 'warn',
  expired: 'danger',
  not_yet: 'neutral',
  suspended: 'danger',
  revoked: 'danger',
};

export function certificateWord(standing: CertificateStanding): string {
  return standing.state === 'expiring'
    ? m.brand_certificate_days({ days: standing.days })
    : certificateStateWord[standing.state]();
}

export const consentStateWord: Record<ConsentStanding['state'], () => string> = {
  valid: m.brand_consent_state_valid,
  expiring: m.brand_consent_state_expiring,
  expired: m.brand_consent_state_expired,
  not_yet: m.brand_consent_state_not_yet,
  withdrawn: m.brand_consent_state_withdrawn,
};

export const consentStateTone: Record<ConsentStanding['state'], Tone> = {
  valid: 'brand',
  expiring: 'warn',
  expired: 'danger',
  not_yet: 'neutral',
  withdrawn: 'danger',
};

export function consentWord(standing: ConsentStanding): string {
  return standing.state === 'expiring'
    ? m.brand_certificate_days({ days: standing.days })
    : consentStateWord[standing.state]();
}

export const consentUseWord: Record<ConsentUse, () => string> = {
  poster: m.brand_consent_use_poster,
  print: m.brand_consent_use_print,
  livestream_cover: m.brand_consent_use_livestream_cover,
  report: m.brand_consent_use_report,
};

export const variantWord: Record<MarkVariant, () => string> = {
  full: m.brand_variant_full,
  mono: m.brand_variant_mono,
  reversed: m.brand_variant_reversed,
};

export const chapterWord: Record<Chapter, () => string> = {
  scope: m.brand_chapter_scope,
  references: m.brand_chapter_references,
  terms: m.brand_chapter_terms,
  requirements: m.brand_chapter_requirements,
  management: m.brand_chapter_management,
  principles: m.brand_chapter_principles,
  mark_use: m.brand_chapter_mark_use,
  operation: m.brand_chapter_operation,
  supervision: m.brand_chapter_supervision,
  improvement: m.brand_chapter_improvement,
};

/** Chapters in the order of a standard. */
export const CHAPTERS = Object.keys(chapterWord) as Chapter[];
