/** Nightly: who holds a licence, a certificate or keeps a consent that ends is told in time; each reminder once. */
import { and, asc, eq, gte, inArray, isNotNull, isNull, lte, sql } from 'drizzle-orm';
import { addDays, daysBetween, type Day } from '#lib/shared/dates.ts';
import { counties } from '../db/counties.ts';
import type { Db, DbOrTx } from '../db/database.ts';
import { merchants } from '../merchants/schema.ts';
import { tell } from '../notices/notices.ts';
import { peopleOfMerchant, peopleWithRight } from './licence-audience.ts';
import { dueReminder, OVER, REMIND_AT } from './reminder.ts';
import { brandReminders, brands, certificates, consents, licences, portraitPersons } from './schema.ts';

/** Ends longer past than this are history: a county that loads old papers is not flooded. */
const LOOK_BACK_DAYS = 14;

interface Ending {
  subject: 'licence' | 'certificate' | 'consent';
  id: string;
  validTo: Day;
  payload: Record<string, string>;
  merchantId: string | null;
  officePath: string;
  merchantPath: string;
}

/** Sends what is due in every county. Idempotent: a reminder that went out is kept. @returns how many. */
export async function sendReminders(db: Db, today: Day): Promise<number> {
  let sent = 0;
  for (const { id } of await db.select({ id: counties.id }).from(counties)) {
    const endings = [
      ...(await endingLicences(db, id, today)),
      ...(await endingCertificates(db, id, today)),
      ...(await endingConsents(db, id, today)),
    ];
    for (const ending of endings) if (await db.transaction((tx) => remind(tx, id, ending, today))) sent += 1;
  }
  return sent;
}

async function remind(tx: DbOrTx, countyId: string, ending: Ending, today: Day): Promise<boolean> {
  const earlier = await tx
    .select({ days: brandReminders.daysBefore })
    .from(brandReminders)
    .where(
      and(
        eq(brandReminders.countyId, countyId),
        eq(brandReminders.subject, ending.subject),
        eq(brandReminders.subjectId, ending.id),
      ),
    );
  const due = dueReminder(
    ending.validTo,
    today,
    earlier.map((e) => e.days),
  );
  if (due === null) return false;
  // Two workers at once: the key lets one of them send.
  const mine = await tx
    .insert(brandReminders)
    .values({ countyId, subject: ending.subject, subjectId: ending.id, daysBefore: due })
    .onConflictDoNothing()
    .returning();
  if (mine.length === 0) return false;
  const notice = {
    kind: `${ending.subject}.${due === OVER ? 'ended' : 'ending'}`,
    payload: { ...ending.payload, day: ending.validTo, days: daysBetween(today, ending.validTo) },
  };
  const office = await peopleWithRight(
    tx,
    countyId,
    ending.subject === 'consent'
      ? 'consent.edit'
      : ending.subject === 'certificate'
        ? 'certificate.edit'
        : 'licence.review',
  );
  await tell(tx, countyId, office, { ...notice, path: ending.officePath });
  const holders = await peopleOfMerchant(tx, countyId, ending.merchantId);
  await tell(
    tx,
    countyId,
    holders.filter((id) => !office.includes(id)),
    { ...notice, path: ending.merchantPath },
  );
  return true;
}

async function endingLicences(db: Db, countyId: string, today: Day): Promise<Ending[]> {
  const rows = await db
    .select({ licence: licences, brand: brands.name, holder: merchants.name, short: merchants.shortName })
    .from(licences)
    .innerJoin(brands, and(eq(brands.countyId, licences.countyId), eq(brands.id, licences.brandId)))
    .leftJoin(
      merchants,
      and(eq(merchants.countyId, licences.countyId), eq(merchants.id, licences.holderMerchantId)),
    )
    .where(
      and(
        eq(licences.countyId, countyId),
        eq(licences.status, 'granted'),
        gte(licences.validTo, addDays(today, -LOOK_BACK_DAYS)),
        lte(licences.validTo, addDays(today, REMIND_AT[0])),
        // A granted renewal makes the reminder pointless.
        sql`not exists (select 1 from licences later where later.county_id = ${licences.countyId}
          and later.renews_id = ${licences.id} and later.status = 'granted')`,
      ),
    )
    .orderBy(asc(licences.validTo));
  return rows.map(({ licence, brand, holder, short }) => ({
    subject: 'licence' as const,
    id: licence.id,
    validTo: licence.validTo,
    payload: { brand, holder: short ?? holder ?? '' },
    merchantId: licence.holderMerchantId,
    officePath: `/brand/licences/${licence.id}`,
    merchantPath: `/m/licences/${licence.id}`,
  }));
}

async function endingCertificates(db: Db, countyId: string, today: Day): Promise<Ending[]> {
  const rows = await db
    .select()
    .from(certificates)
    .where(
      and(
        eq(certificates.countyId, countyId),
        eq(certificates.state, 'active'),
        isNotNull(certificates.validTo),
        gte(certificates.validTo, addDays(today, -LOOK_BACK_DAYS)),
        lte(certificates.validTo, addDays(today, REMIND_AT[0])),
      ),
    )
    .orderBy(asc(certificates.validTo));
  return rows.flatMap((c) =>
    c.validTo === null
      ? []
      : [
          {
            subject: 'certificate' as const,
            id: c.id,
            validTo: c.validTo,
            payload: { name: c.number },
            merchantId: c.holderMerchantId,
            officePath: `/brand/certificates/${c.id}`,
            merchantPath: '/m/licences',
          },
        ],
  );
}

async function endingConsents(db: Db, countyId: string, today: Day): Promise<Ending[]> {
  const rows = await db
    .select({ consent: consents, name: portraitPersons.name })
    .from(consents)
    .innerJoin(
      portraitPersons,
      and(eq(portraitPersons.countyId, consents.countyId), eq(portraitPersons.id, consents.personId)),
    )
    .where(
      and(
        eq(consents.countyId, countyId),
        isNull(consents.withdrawnOn),
        gte(consents.validTo, addDays(today, -LOOK_BACK_DAYS)),
        lte(consents.validTo, addDays(today, REMIND_AT[0])),
      ),
    )
    .orderBy(asc(consents.validTo));
  const ids = rows.map((r) => r.consent.id);
  if (ids.length === 0) return [];
  // A later consent of the same person for the same picture takes its place.
  const renewed = await db
    .select({ id: consents.id })
    .from(consents)
    .where(
      and(
        eq(consents.countyId, countyId),
        inArray(consents.id, ids),
        sql`exists (select 1 from consents later where later.county_id = ${consents.countyId}
          and later.person_id = ${consents.personId} and later.asset_id = ${consents.assetId}
          and later.valid_to > ${consents.validTo} and later.withdrawn_on is null)`,
      ),
    );
  const gone = new Set(renewed.map((r) => r.id));
  return rows
    .filter((r) => !gone.has(r.consent.id))
    .map(({ consent, name }) => ({
      subject: 'consent' as const,
      id: consent.id,
      validTo: consent.validTo,
      payload: { name },
      merchantId: null,
      officePath: `/brand/consents/${consent.id}`,
      merchantPath: '/m',
    }));
}
