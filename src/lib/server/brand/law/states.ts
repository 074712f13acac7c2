/** The closed lists of the law check. Their words are in messages/…/law.json. */
import type { Severity, CountyException, CountyTerm, SeverityChange } from './list.ts';
import type { Verdict } from './check.ts';

export const LAW_SUBJECTS = ['poster', 'campaign', 'merchant'] as const;
export type LawSubject = (typeof LAW_SUBJECTS)[number];

export const CHECK_MOMENTS = [
  'submit',
  'approve',
  'recheck',
  'render',
  'download',
  'name_change',
  'nightly',
  'list_change',
] as const;
export type CheckMoment = (typeof CHECK_MOMENTS)[number];

/** 放行、放行（须改动）、不予放行. */
export const DECISION_OUTCOMES = ['pass', 'pass_with_changes', 'refuse'] as const;
export type DecisionOutcome = (typeof DECISION_OUTCOMES)[number];

export const CLAIM_KINDS = [
  'figure',
  'origin',
  'quality',
  'award',
  'comparison',
  'patent',
  'nutrition',
  'consent',
] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** Proofs as the rules name them, besides certificates and licences, which have registers of their own. */
export const PROOF_KINDS = [
  'statistic_with_scope',
  'data_source',
  'test_report',
  'product_grade_standard',
  'official_title',
  'award',
  'contract',
  'patent',
  'authorization',
  'reference_price_basis',
  'village_statement',
  'consumer_tip',
  'consent',
] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

/** A paper behind a claim: a certificate of the register, or a document named and hashed. */
export interface ProofPaper {
  kind: 'certificate' | 'document';
  /** Row id of a certificate. */
  id: string | null;
  name: string;
  number: string;
  /** Of the file, where one was handed in. */
  sha256: string | null;
  fileKey?: string | null;
  validTo: string | null;
}

/** Advertising Law art. 11: a figure states when, where, by what measure and from which source. */
export interface ClaimScope {
  time: string;
  place: string;
  measure: string;
  source: string;
}

export const FINDING_KINDS = ['block', 'evidence_lapsed', 'undecided'] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];
export const FINDING_RESOLUTIONS = ['withdrawn', 'changed', 'kept', 'cleared'] as const;
export type FindingResolution = (typeof FINDING_RESOLUTIONS)[number];

export const RUN_KINDS = ['nightly', 'list_change'] as const;

export type ListChange =
  | { change: 'term_added' | 'term_removed'; term: CountyTerm }
  | { change: 'exception_added' | 'exception_removed'; exception: CountyException }
  | { change: 'severity_changed'; from: Severity; to: Severity; severity: SeverityChange }
  | { change: 'severity_restored'; severity: SeverityChange };

/** What a list makes of one thing in use, before and after. */
export interface Effect {
  subjectId: string;
  label: string;
  path: string;
  before: Verdict;
  after: Verdict;
  /** Words that are hit now and were not, or more severely. */
  words: string[];
  ruleIds: string[];
}
