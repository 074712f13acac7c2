/** The paper that proves a right: a contract, a letter, a receipt. Kept as it came, given out only as an attachment. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import { findAsset } from './assets.ts';
import { fileKind } from './file-kind.ts';
import { cleanName, type Arrived, type AssetServices } from './intake.ts';
import { takePicture } from './picture-intake.ts';
import type { IntakeFailure } from './refusals.ts';
import { assets } from './schema.ts';

const MOST_PROOF_BYTES = 20 * 1024 * 1024;

export type ProofResult =
  | { ok: true }
  | { ok: false; reason: 'not_found' | 'not_allowed' }
  | { ok: false; reason: 'refused'; failure: IntakeFailure };

/** A PDF stays as it is; a photo of a paper is encoded anew like every picture. Replaces the paper before it. */
export async function setProof(
  app: AssetServices,
  actor: Actor,
  assetId: string,
  arrived: Arrived,
): Promise<ProofResult> {
  if (!can(actor, 'poster.edit')) return { ok: false, reason: 'not_allowed' };
  const asset = await findAsset(app.database.db, actor.countyId, assetId);
  if (!asset) return { ok: false, reason: 'not_found' };
  const { sizeBytes } = arrived;
  if (sizeBytes === 0) return refused({ code: 'empty' });
  if (sizeBytes > MOST_PROOF_BYTES)
    return refused({ code: 'too_many_bytes', bytes: sizeBytes, most: MOST_PROOF_BYTES });
  const source = await readFile(arrived.path);
  const kind = fileKind(source);
  let bytes: Uint8Array = source;
  let type: 'application/pdf' | 'image/jpeg' | 'image/png' = 'application/pdf';
  if (kind.kind !== 'pdf') {
    if (!kind.taken) return refused({ code: 'kind', kind: kind.kind });
    if (kind.kind === 'mp4' || kind.kind === 'quicktime') return refused({ code: 'kind', kind: 'unknown' });
    const taken = await takePicture(source);
    if (!taken.ok) return refused(taken.failure);
    bytes = taken.picture.bytes;
    type = taken.picture.contentType;
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const ending = type === 'application/pdf' ? 'pdf' : type === 'image/png' ? 'png' : 'jpg';
  const proofKey = `asset-proofs/${actor.countyId}/${asset.id}/${sha256}.${ending}`;
  await app.storage.put(proofKey, bytes, { contentType: type });
  await app.database.db.transaction(async (tx) => {
    await tx
      .update(assets)
      .set({ proofKey, proofName: cleanName(arrived.fileName), proofType: type })
      .where(and(eq(assets.countyId, actor.countyId), eq(assets.id, asset.id)));
    await record(tx, actor, {
      action: 'asset.proof_set',
      subject: 'asset',
      subjectId: asset.id,
      label: asset.title,
      after: { sha256, name: cleanName(arrived.fileName) },
    });
  });
  return { ok: true };
}

function refused(failure: IntakeFailure): ProofResult {
  return { ok: false, reason: 'refused', failure };
}
