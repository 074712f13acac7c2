/** A step of a licence is written down for ever, stands in the audit log, and is told to whoever must know. */
import { and, eq } from 'drizzle-orm';
import type { Actor } from '../accounts/actor.ts';
import type { Right } from '../accounts/rights.ts';
import { record } from '../audit/audit.ts';
import { organisations } from '../county/schema.ts';
import type { DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { tell } from '../notices/notices.ts';
import { peopleOfMerchant, peopleWithRight } from './licence-audience.ts';
import type { LicenceStepKind } from './licence-step.ts';
import { brands, licenceSteps, type Licence } from './schema.ts';

/** What the holder's people read. */
const TO_HOLDER: Partial<Record<LicenceStepKind, string>> = {
  accept: 'licence.accepted',
  pass_first_review: 'licence.first_reviewed',
  pass_site_check: 'licence.site_checked',
  pass_review: 'licence.noticed',
  grant: 'licence.granted',
  return: 'licence.returned',
  refuse: 'licence.refused',
  suspend: 'licence.suspended',
  resume: 'licence.resumed',
  revoke: 'licence.revoked',
};

/** Whose turn it is then. */
const TO_OFFICE: Partial<Record<LicenceStepKind, { kind: string; right: Right }>> = {
  submit: { kind: 'licence.to_accept', right: 'licence.intake' },
  withdraw: { kind: 'licence.withdrawn', right: 'licence.intake' },
  pass_site_check: { kind: 'licence.to_review', right: 'licence.review' },
  pass_review: { kind: 'licence.to_grant', right: 'licence.grant' },
};

/** Inside the step's transaction. `licence` is as it stands after the step; whoever acts is not told. */
export async function announceStep(
  tx: DbOrTx,
  actor: Actor,
  licence: Licence,
  step: { step: LicenceStepKind; from: Licence['status']; words: string; now: Date },
): Promise<void> {
  const { countyId, id } = licence;
  await tx.insert(licenceSteps).values({
    countyId,
    licenceId: id,
    step: step.step,
    fromStatus: step.from,
    toStatus: licence.status,
    userId: actor.userId,
    userName: actor.name,
    comment: step.words,
    createdAt: step.now,
  });
  const { brand, holder } = await namesOf(tx, licence);
  await record(tx, actor, {
    action: `licence.${step.step}`,
    subject: 'licence',
    subjectId: id,
    label: `${brand} · ${holder}`,
    before: { status: step.from },
    after: { status: licence.status, rowVersion: licence.rowVersion },
    reason: step.words || null,
  });
  const payload = {
    brand,
    holder,
    by: actor.name,
    comment: step.words,
    day: step.step === 'revoke' ? (licence.appealUntil ?? '') : licence.validTo,
  };
  const others = (ids: readonly string[]) => ids.filter((userId) => userId !== actor.userId);
  const holderKind = TO_HOLDER[step.step];
  if (holderKind)
    await tell(tx, countyId, others(await peopleOfMerchant(tx, countyId, licence.holderMerchantId)), {
      kind: holderKind,
      path: `/m/licences/${id}`,
      payload,
    });
  const office = TO_OFFICE[step.step];
  if (office)
    await tell(tx, countyId, others(await peopleWithRight(tx, countyId, office.right)), {
      kind: office.kind,
      path: `/brand/licences/${id}`,
      payload,
    });
}

/** What brand and holder are called. */
export async function namesOf(
  db: DbOrTx,
  licence: Pick<Licence, 'countyId' | 'brandId' | 'holderMerchantId' | 'holderOrganisationId'>,
): Promise<{ brand: string; holder: string }> {
  const { countyId } = licence;
  const [brand] = await db
    .select({ name: brands.name })
    .from(brands)
    .where(and(eq(brands.countyId, countyId), eq(brands.id, licence.brandId)));
  if (licence.holderMerchantId !== null) {
    const [merchant] = await db
      .select({ name: merchants.name, shortName: merchants.shortName })
      .from(merchants)
      .where(and(eq(merchants.countyId, countyId), eq(merchants.id, licence.holderMerchantId)));
    return { brand: brand?.name ?? '', holder: merchant?.shortName ?? merchant?.name ?? '' };
  }
  const [unit] = await db
    .select({ name: organisations.name })
    .from(organisations)
    .where(
      and(eq(organisations.countyId, countyId), eq(organisations.id, licence.holderOrganisationId ?? '')),
    );
  return { brand: brand?.name ?? '', holder: unit?.name ?? '' };
}
