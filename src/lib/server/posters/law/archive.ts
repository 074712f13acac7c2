/**
 * The file of one content version for an inspector (Advertising Law art. 34): texts, checks, hits, reasons, decisions,
 * licences and proofs relied on, outputs with their hashes, downloads, recalls. From the same records the same bytes.
 */
import { createHash } from 'node:crypto';
import { and, asc, count, eq, inArray } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { listChecks, listDecisions, statementsOf } from '../../brand/law/checks.ts';
import { DISCLAIMER } from '../../brand/law/list.ts';
import { lawClaims } from '../../brand/law/schema.ts';
import { licences } from '../../brand/schema.ts';
import { campaigns } from '../../campaigns/schema.ts';
import type { DbOrTx } from '../../db/database.ts';
import { contentTexts, type CampaignContent } from '../content.ts';
import { posterApprovals, posterDownloads, posterOutputs, posterRecalls, posters } from '../schema.ts';
import { archivePage } from './archive-page.ts';
import { archiveZip } from './archive-zip.ts';
import { findVersion } from './reviews.ts';

export interface ArchiveFacts {
  poster: { name: string; version: number; state: string; designId: string; designVersion: number };
  campaign: { name: string; code: string; startsOn: string; endsOn: string };
  people: { submittedAt: string | null; approvedAt: string | null; withdrawnAt: string | null };
  approvedHash: string | null;
  texts: { slot: string; text: string }[];
  content: unknown;
  checks: {
    moment: string;
    at: string;
    by: string;
    listVersion: string;
    verdict: string;
    textHash: string;
    hits: {
      ruleIds: string[];
      severity: string;
      slot: string;
      text: string;
      law: string[];
      loweredBy: string[];
    }[];
  }[];
  statements: {
    ruleId: string;
    text: string;
    reason: string;
    claimId: string | null;
    by: string;
    at: string;
  }[];
  decisions: {
    ruleId: string;
    text: string;
    outcome: string;
    reason: string;
    law: string[];
    listVersion: string;
    textHash: string;
    evidenceHash: string;
    evidence: unknown;
    by: string;
    at: string;
  }[];
  approvals: { kind: string; by: string; at: string; hash: string; comment: string }[];
  licences: { documentNo: string; validFrom: string; validTo: string; status: string }[];
  claims: {
    id: string;
    phrase: string;
    papers: unknown;
    scope: unknown;
    validFrom: string;
    validTo: string | null;
  }[];
  outputs: {
    hash: string;
    format: string;
    merchantId: string | null;
    fileSha256: string;
    bytes: number;
    at: string;
    recalledAt: string | null;
    views: number;
    downloads: number;
  }[];
  recalls: { scope: string; reason: string; words: string; state: string; source: string; at: string }[];
}

export interface Archive {
  fileName: string;
  bytes: Buffer;
}

/** Null when the county has no such version, or the reader may not see its file. */
export async function exportArchive(db: DbOrTx, actor: Actor, contentId: string): Promise<Archive | null> {
  if (!can(actor, 'law.read')) return null;
  const facts = await gather(db, actor.countyId, contentId);
  if (!facts) return null;
  const files: [string, string][] = [
    ['texts.json', pretty({ texts: facts.texts, content: facts.content })],
    ['checks.json', pretty(facts.checks)],
    [
      'decisions.json',
      pretty({ statements: facts.statements, decisions: facts.decisions, approvals: facts.approvals }),
    ],
    ['evidence.json', pretty({ licences: facts.licences, claims: facts.claims })],
    ['outputs.json', pretty({ outputs: facts.outputs, recalls: facts.recalls })],
  ];
  const listed = files.map(([name, text]) => ({
    name,
    sha256: sha256(text),
    bytes: Buffer.byteLength(text),
  }));
  const bytes = await archiveZip([['index.html', archivePage(facts, listed, DISCLAIMER.zh)], ...files]);
  return { fileName: `law-archive-${facts.campaign.code}-v${facts.poster.version}.zip`, bytes };
}

async function gather(db: DbOrTx, countyId: string, contentId: string): Promise<ArchiveFacts | null> {
  const version = await findVersion(db, countyId, contentId);
  if (!version) return null;
  const [named] = await db
    .select({ name: posters.name, campaign: campaigns })
    .from(posters)
    .innerJoin(campaigns, and(eq(campaigns.countyId, posters.countyId), eq(campaigns.id, posters.campaignId)))
    .where(and(eq(posters.countyId, countyId), eq(posters.id, version.posterId)));
  if (!named) return null;
  const about = { subject: 'poster' as const, subjectId: version.id };
  const [checks, statements, decisions, approvals, outputs, recalls] = await Promise.all([
    listChecks(db, countyId, about),
    statementsOf(db, countyId, about),
    listDecisions(db, countyId, about),
    db
      .select()
      .from(posterApprovals)
      .where(and(eq(posterApprovals.countyId, countyId), eq(posterApprovals.contentId, version.id)))
      .orderBy(asc(posterApprovals.createdAt), asc(posterApprovals.id)),
    db
      .select()
      .from(posterOutputs)
      .where(and(eq(posterOutputs.countyId, countyId), eq(posterOutputs.contentId, version.id)))
      .orderBy(asc(posterOutputs.createdAt), asc(posterOutputs.hash)),
    db
      .select()
      .from(posterRecalls)
      .where(
        and(
          eq(posterRecalls.countyId, countyId),
          inArray(posterRecalls.scopeId, [version.id, version.campaignId]),
        ),
      )
      .orderBy(asc(posterRecalls.createdAt), asc(posterRecalls.id)),
  ]);
  const licenceIds = [...new Set(outputs.flatMap((o) => o.licenceIds))];
  const claimIds = [...statements.values()].flatMap((s) => (s.claimId ? [s.claimId] : []));
  const [relied, claims, used] = await Promise.all([
    licenceIds.length === 0
      ? []
      : db
          .select()
          .from(licences)
          .where(and(eq(licences.countyId, countyId), inArray(licences.id, licenceIds)))
          .orderBy(asc(licences.documentNo)),
    claimIds.length === 0
      ? []
      : db
          .select()
          .from(lawClaims)
          .where(and(eq(lawClaims.countyId, countyId), inArray(lawClaims.id, claimIds)))
          .orderBy(asc(lawClaims.createdAt), asc(lawClaims.id)),
    db
      .select({ hash: posterDownloads.hash, kind: posterDownloads.kind, n: count() })
      .from(posterDownloads)
      .innerJoin(
        posterOutputs,
        and(
          eq(posterOutputs.countyId, posterDownloads.countyId),
          eq(posterOutputs.hash, posterDownloads.hash),
        ),
      )
      .where(and(eq(posterDownloads.countyId, countyId), eq(posterOutputs.contentId, version.id)))
      .groupBy(posterDownloads.hash, posterDownloads.kind),
  ]);
  const times = (hash: string, kind: string): number =>
    used.find((u) => u.hash === hash && u.kind === kind)?.n ?? 0;
  const { campaign } = named;
  return {
    poster: {
      name: named.name,
      version: version.version,
      state: version.state,
      designId: version.designId,
      designVersion: version.designVersion,
    },
    campaign: {
      name: campaign.name,
      code: campaign.code,
      startsOn: campaign.startsOn,
      endsOn: campaign.endsOn,
    },
    people: {
      submittedAt: iso(version.submittedAt),
      approvedAt: iso(version.approvedAt),
      withdrawnAt: iso(version.withdrawnAt),
    },
    approvedHash: version.approvedHash,
    texts: contentTexts(version.content as CampaignContent),
    content: version.content,
    checks: checks.map((c) => ({
      moment: c.moment,
      at: c.createdAt.toISOString(),
      by: c.userName,
      listVersion: c.listVersion,
      verdict: c.verdict,
      textHash: c.textHash,
      hits: c.hits.map((h) => ({
        ruleIds: h.ruleIds,
        severity: h.severity,
        slot: h.slot,
        text: h.text,
        law: h.law,
        loweredBy: h.loweredBy.map((l) => `${l.by}: ${l.label}`),
      })),
    })),
    statements: [...statements.values()].map((s) => ({
      ruleId: s.ruleId,
      text: s.hitText,
      reason: s.reason,
      claimId: s.claimId,
      by: s.userName,
      at: s.createdAt.toISOString(),
    })),
    decisions: decisions.map((d) => ({
      ruleId: d.ruleId,
      text: d.hitText,
      outcome: d.outcome,
      reason: d.reason,
      law: d.law,
      listVersion: d.listVersion,
      textHash: d.textHash,
      evidenceHash: d.evidenceHash,
      evidence: d.evidence,
      by: d.userName,
      at: d.createdAt.toISOString(),
    })),
    approvals: approvals.map((a) => ({
      kind: a.kind,
      by: a.userName,
      at: a.createdAt.toISOString(),
      hash: a.contentHash,
      comment: a.comment,
    })),
    licences: relied.map((l) => ({
      documentNo: l.documentNo ?? '',
      validFrom: l.validFrom,
      validTo: l.validTo,
      status: l.status,
    })),
    claims: claims.map((c) => ({
      id: c.id,
      phrase: c.phrase,
      papers: c.papers,
      scope: c.scope,
      validFrom: c.validFrom,
      validTo: c.validTo,
    })),
    outputs: outputs.map((o) => ({
      hash: o.hash,
      format: o.format,
      merchantId: o.merchantId,
      fileSha256: o.fileSha256,
      bytes: o.bytes,
      at: o.createdAt.toISOString(),
      recalledAt: iso(o.recalledAt),
      views: times(o.hash, 'view'),
      downloads: times(o.hash, 'download'),
    })),
    recalls: recalls.map((r) => ({
      scope: r.scope,
      reason: r.reason,
      words: r.words,
      state: r.state,
      source: r.source,
      at: r.createdAt.toISOString(),
    })),
  };
}

function iso(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
