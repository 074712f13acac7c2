import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { products } from '../../county/schema.ts';
import { countyId, createdAt, dayOrNull, day, id, instantOrNull } from '../../db/columns.ts';
import { counties } from '../../db/counties.ts';
import type { Hit, Verdict } from './check.ts';
import type { CountyAdditions } from './list.ts';
import {
  CHECK_MOMENTS,
  CLAIM_KINDS,
  DECISION_OUTCOMES,
  FINDING_KINDS,
  FINDING_RESOLUTIONS,
  LAW_SUBJECTS,
  PROOF_KINDS,
  RUN_KINDS,
  type ClaimScope,
  type Effect,
  type ListChange,
  type ProofPaper,
} from './states.ts';

/** The county's list, version by version: never changed, never deleted. Version 0 is the list as shipped and has no row. */
export const lawListVersions = pgTable(
  'law_list_versions',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    number: integer().notNull(),
    /** Version of the shipped list it was signed over. */
    baseVersion: text().notNull(),
    additions: jsonb().$type<CountyAdditions>().notNull(),
    changes: jsonb().$type<ListChange[]>().notNull(),
    note: text().notNull().default(''),
    /** What the change meant for the posters then in use. */
    effect: jsonb().$type<Effect[]>().notNull().default([]),
    signedBy: uuid(),
    signedByName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_list_versions_pkey', columns: [t.countyId, t.id] }),
    unique('law_list_versions_number_key').on(t.countyId, t.number),
  ],
);

/** A legal reviewer compared an entry with the official text. Append-only: the newest speaks. */
export const lawConfirmations = pgTable(
  'law_confirmations',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    /** 'law:AL' or 'rule:ABS-01'. */
    subject: text().notNull(),
    officialTextUrl: text().notNull(),
    note: text().notNull().default(''),
    confirmedBy: uuid(),
    confirmedByName: text().notNull(),
    confirmedOn: day(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_confirmations_pkey', columns: [t.countyId, t.id] }),
    index('law_confirmations_subject_idx').on(t.countyId, t.subject, t.createdAt),
  ],
);

/** A person looked at a platform's rule again. Append-only. */
export const lawPlatformLooks = pgTable(
  'law_platform_looks',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    /** Id of the shipped platform rule. */
    rule: text().notNull(),
    lookedAtOn: day(),
    nextCheckOn: day(),
    note: text().notNull().default(''),
    lookedBy: uuid(),
    lookedByName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_platform_looks_pkey', columns: [t.countyId, t.id] }),
    index('law_platform_looks_rule_idx').on(t.countyId, t.rule, t.createdAt),
  ],
);

/** What a check found, kept for the file: one row at every submission, approval and refusal. Append-only. */
export const lawChecks = pgTable(
  'law_checks',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    subject: text({ enum: LAW_SUBJECTS }).notNull(),
    /** A poster's content version, a campaign, a merchant: tables further right, so no foreign key. */
    subjectId: uuid().notNull(),
    moment: text({ enum: CHECK_MOMENTS }).notNull(),
    textHash: text().notNull(),
    listVersion: text().notNull(),
    verdict: text({ enum: ['pass', 'notice', 'review', 'block'] })
      .$type<Verdict>()
      .notNull(),
    hits: jsonb().$type<Hit[]>().notNull(),
    userId: uuid(),
    userName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_checks_pkey', columns: [t.countyId, t.id] }),
    index('law_checks_subject_idx').on(t.countyId, t.subject, t.subjectId, t.createdAt),
  ],
);

/** The author's answer to a hit that asks for review: a reason or proof. Append-only, the newest speaks. */
export const lawStatements = pgTable(
  'law_statements',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    subject: text({ enum: LAW_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    ruleId: text().notNull(),
    hitText: text().notNull(),
    reason: text().notNull(),
    claimId: uuid(),
    userId: uuid(),
    userName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_statements_pkey', columns: [t.countyId, t.id] }),
    index('law_statements_subject_idx').on(t.countyId, t.subject, t.subjectId, t.createdAt),
  ],
);

/** A reviewer's decision on one hit of one content version. Append-only, kept for ever. */
export const lawDecisions = pgTable(
  'law_decisions',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    subject: text({ enum: LAW_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    checkId: uuid().notNull(),
    ruleId: text().notNull(),
    hitText: text().notNull(),
    slot: text().notNull(),
    /** Of the checked texts: another text needs another decision. */
    textHash: text().notNull(),
    listVersion: text().notNull(),
    law: jsonb().$type<string[]>().notNull(),
    outcome: text({ enum: DECISION_OUTCOMES }).notNull(),
    reason: text().notNull(),
    /** What the author gave: words, papers; hashed, so that nobody can say later it was something else. */
    evidence: jsonb().$type<{ reason: string; papers: ProofPaper[] }>().notNull(),
    evidenceHash: text().notNull(),
    userId: uuid(),
    userName: text().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_decisions_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'law_decisions_check_fk',
      columns: [t.countyId, t.checkId],
      foreignColumns: [lawChecks.countyId, lawChecks.id],
    }),
    index('law_decisions_subject_idx').on(t.countyId, t.subject, t.subjectId, t.createdAt),
    index('law_decisions_rule_idx').on(t.countyId, t.ruleId, t.createdAt),
  ],
);

/** What the county says of its goods and can prove. A claim without valid papers lowers nothing. */
export const lawClaims = pgTable(
  'law_claims',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    kind: text({ enum: CLAIM_KINDS }).notNull(),
    /** Which proof it is to the rules. */
    proves: text({ enum: PROOF_KINDS }).notNull(),
    /** The words it stands for: a hit is lowered where they are part of the text. */
    phrase: text().notNull(),
    productId: uuid(),
    papers: jsonb().$type<ProofPaper[]>().notNull(),
    scope: jsonb().$type<ClaimScope>().notNull(),
    validFrom: day(),
    validTo: dayOrNull(),
    createdBy: uuid(),
    createdByName: text().notNull(),
    createdAt: createdAt(),
    withdrawnAt: instantOrNull(),
    withdrawnReason: text(),
  },
  (t) => [
    primaryKey({ name: 'law_claims_pkey', columns: [t.countyId, t.id] }),
    foreignKey({
      name: 'law_claims_product_fk',
      columns: [t.countyId, t.productId],
      foreignColumns: [products.countyId, products.id],
    }),
    index('law_claims_product_idx').on(t.countyId, t.productId),
  ],
);

/** Something in use that the list of today would not let through: told to its authors, proposed for recall. */
export const lawFindings = pgTable(
  'law_findings',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    subject: text({ enum: LAW_SUBJECTS }).notNull(),
    subjectId: uuid().notNull(),
    label: text().notNull(),
    /** A path on our own origin. */
    path: text().notNull(),
    kind: text({ enum: FINDING_KINDS }).notNull(),
    textHash: text().notNull(),
    listVersion: text().notNull(),
    hits: jsonb().$type<Hit[]>().notNull(),
    moment: text({ enum: CHECK_MOMENTS }).notNull(),
    createdAt: createdAt(),
    resolvedAt: instantOrNull(),
    resolution: text({ enum: FINDING_RESOLUTIONS }),
    resolvedBy: uuid(),
    resolvedReason: text(),
  },
  (t) => [
    primaryKey({ name: 'law_findings_pkey', columns: [t.countyId, t.id] }),
    unique('law_findings_once_key').on(t.countyId, t.subject, t.subjectId, t.textHash, t.listVersion, t.kind),
    index('law_findings_open_idx').on(t.countyId, t.resolvedAt, t.createdAt),
  ],
);

/** A run over everything in use: nightly, and when the list changes. */
export const lawRuns = pgTable(
  'law_runs',
  {
    countyId: countyId().references(() => counties.id),
    id: id(),
    kind: text({ enum: RUN_KINDS }).notNull(),
    listVersion: text().notNull(),
    checked: integer().notNull(),
    blocked: integer().notNull(),
    reviewed: integer().notNull(),
    effects: jsonb().$type<Effect[]>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'law_runs_pkey', columns: [t.countyId, t.id] }),
    index('law_runs_newest_idx').on(t.countyId, t.createdAt),
  ],
);

export type LawListVersion = typeof lawListVersions.$inferSelect;
export type LawConfirmation = typeof lawConfirmations.$inferSelect;
export type LawPlatformLook = typeof lawPlatformLooks.$inferSelect;
export type LawCheckRow = typeof lawChecks.$inferSelect;
export type LawStatement = typeof lawStatements.$inferSelect;
export type LawDecision = typeof lawDecisions.$inferSelect;
export type LawClaim = typeof lawClaims.$inferSelect;
export type LawFinding = typeof lawFindings.$inferSelect;
export type LawRun = typeof lawRuns.$inferSelect;
