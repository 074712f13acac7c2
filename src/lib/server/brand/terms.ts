/** The fixed words of brands, licences, certificates and consents, as tables and code know them. */

/** What kind of mark it is: one of the county's three levels, or outside its tree. */
export const BRAND_KINDS = ['tree', 'provincial', 'certificate'] as const;
export type BrandKind = (typeof BRAND_KINDS)[number];

export const REQUIRED_ON = ['all_campaign_posters', 'licensed_products', 'optional'] as const;
export type RequiredOn = (typeof REQUIRED_ON)[number];

export const VARIANTS = ['full', 'mono', 'reversed'] as const;
export type MarkVariant = (typeof VARIANTS)[number];

/** Chapters of a brand's standard (品牌标准), in their order. */
export const CHAPTERS = [
  'scope',
  'references',
  'terms',
  'requirements',
  'management',
  'principles',
  'mark_use',
  'operation',
  'supervision',
  'improvement',
] as const;
export type Chapter = (typeof CHAPTERS)[number];

export const LICENCE_USES = ['packaging', 'advertising', 'exhibition', 'online_shop'] as const;
export type LicenceUse = (typeof LICENCE_USES)[number];

/** 草稿 … 撤回. Expiring, expired and renewed are not kept: they follow from the days and from a later licence. */
export const LICENCE_STATUSES = [
  'draft',
  'submitted',
  'first_review',
  'site_check',
  'in_review',
  'public_notice',
  'granted',
  'returned',
  'refused',
  'suspended',
  'revoked',
  'withdrawn',
] as const;
export type LicenceStatus = (typeof LICENCE_STATUSES)[number];

/** Papers of an application (spec of the provincial practice); the last two are the office's own pictures. */
export const PAPER_KINDS = [
  'application_form',
  'registration',
  'trademark',
  'production_licence',
  'origin',
  'test_report',
  'certificate',
  'product_photo',
  'commitment',
  'incident_statement',
  'identity_card',
  'site_photo',
  'other',
] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

export const CHECK_KINDS = ['first_review', 'site_check', 'review', 'annual_review'] as const;
export type CheckKind = (typeof CHECK_KINDS)[number];

export const OBJECTION_OUTCOMES = ['dismissed', 'upheld'] as const;

export const CERTIFICATE_KINDS = [
  'gi',
  'green_food',
  'organic',
  'sc_licence',
  'test_report',
  'award',
  'patent',
  'other',
] as const;
export type CertificateKind = (typeof CERTIFICATE_KINDS)[number];

export const CERTIFICATE_STATES = ['active', 'suspended', 'revoked'] as const;
export type CertificateState = (typeof CERTIFICATE_STATES)[number];

export const CONSENT_USES = ['poster', 'print', 'livestream_cover', 'report'] as const;
export type ConsentUse = (typeof CONSENT_USES)[number];

export const FILE_PURPOSES = ['licence_paper', 'certificate', 'standard', 'consent'] as const;
export type FilePurpose = (typeof FILE_PURPOSES)[number];
