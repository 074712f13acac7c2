/**
 * What lies behind the demo's licences and consents: papers (drawn pages, no real ones), the steps each took, checks with
 * their scores, pictures of people as silhouettes. Repeatable: what is there is left alone.
 */
import { and, eq, isNull, ne } from 'drizzle-orm';
import sharp from 'sharp';
import type { Actor } from '#lib/server/accounts/actor.ts';
import type { Role } from '#lib/server/accounts/roles.ts';
import { users } from '#lib/server/accounts/schema.ts';
import { REQUIRED_PAPERS } from '#lib/server/brand/application.ts';
import { storePicture } from '#lib/server/brand/assets/intake.ts';
import { takePicture } from '#lib/server/brand/assets/picture-intake.ts';
import { assets } from '#lib/server/brand/assets/schema.ts';
import { recordConsent } from '#lib/server/brand/consents.ts';
import {
  insertFile,
  prepareFile,
  storeBytes,
  type BrandServices,
  type PreparedFile,
} from '#lib/server/brand/files.ts';
import type { LicenceStepKind } from '#lib/server/brand/licence-step.ts';
import {
  brands,
  consents,
  licenceChecks,
  licencePapers,
  licenceProducts,
  licences,
  licenceSteps,
  type Licence,
} from '#lib/server/brand/schema.ts';
import { products } from '#lib/server/county/schema.ts';
import type { Db, Tx } from '#lib/server/db/database.ts';
import { merchantProducts } from '#lib/server/merchants/schema.ts';
import { addDays, dayOf, instantAt, type Day } from '#lib/shared/dates.ts';
import { createHash } from 'node:crypto';
import { CONSENTS } from '../data/brands.ts';
import { SEED } from '../data/county.ts';
import { seedId } from '../world/random.ts';

/** The road of an application, one step after the other, and who takes each. */
const ROAD: readonly {
  step: LicenceStepKind;
  to: Licence['status'];
  by: 'holder' | 'operator' | 'reviewer' | 'leader';
}[] = [
  { step: 'submit', to: 'submitted', by: 'holder' },
  { step: 'accept', to: 'first_review', by: 'operator' },
  { step: 'pass_first_review', to: 'site_check', by: 'operator' },
  { step: 'pass_site_check', to: 'in_review', by: 'operator' },
  { step: 'pass_review', to: 'public_notice', by: 'reviewer' },
  { step: 'grant', to: 'granted', by: 'leader' },
];

const CHECKS = {
  pass_first_review: { kind: 'first_review', person: '黄晓燕', score: null },
  pass_site_check: { kind: 'site_check', person: '羊志强', score: 91 },
  pass_review: { kind: 'review', person: '陈国安', score: 88 },
} as const;

export async function loadBrandPapers(app: BrandServices, countyId: string): Promise<void> {
  const db = app.database.db as Db;
  const today = dayOf(app.clock());
  await loadLicencePapers(app, db, countyId, today);
  await loadConsents(app, db, countyId, today);
}

async function loadLicencePapers(app: BrandServices, db: Db, countyId: string, today: Day): Promise<void> {
  if ((await db.$count(licenceSteps, eq(licenceSteps.countyId, countyId))) > 0) return;
  const pages = new Map<string, { file: PreparedFile; key: string }>();
  for (const [i, kind] of [...REQUIRED_PAPERS, 'site_photo' as const].entries()) {
    const prepared = await prepareFile(
      `${kind}.jpg`,
      await page(i, kind === 'product_photo' || kind === 'site_photo'),
    );
    if (!prepared.ok) throw new Error(`the demo's ${kind} is ${prepared.reason}`);
    pages.set(kind, { file: prepared.file, key: await storeBytes(app.storage, countyId, prepared.file) });
  }
  const actors = await officeActors(db, countyId);
  const rows = await db
    .select({ licence: licences, industryId: brands.industryId })
    .from(licences)
    .innerJoin(brands, and(eq(brands.countyId, licences.countyId), eq(brands.id, licences.brandId)))
    .where(and(eq(licences.countyId, countyId), ne(licences.status, 'draft')));
  await db.transaction(async (tx) => {
    for (const { licence, industryId } of rows) {
      await walk(tx, licence, actors, pages, today);
      if (licence.documentNo !== null) continue;
      const own = await tx
        .select({ id: products.id, industryId: products.industryId })
        .from(merchantProducts)
        .innerJoin(
          products,
          and(eq(products.countyId, merchantProducts.countyId), eq(products.id, merchantProducts.productId)),
        )
        .where(
          and(
            eq(merchantProducts.countyId, countyId),
            eq(merchantProducts.merchantId, licence.holderMerchantId ?? ''),
          ),
        );
      const covered = own.filter((p) => industryId === null || p.industryId === industryId);
      if (covered.length > 0)
        await tx
          .insert(licenceProducts)
          .values(covered.map((p) => ({ countyId, licenceId: licence.id, productId: p.id })));
    }
  });
}

/** How far on the road each status stands; granted ones that were stopped have walked it all. */
function stepsOf(licence: Licence): typeof ROAD {
  const reached: Partial<Record<Licence['status'], number>> = {
    submitted: 1,
    first_review: 2,
    site_check: 3,
    in_review: 4,
    public_notice: 5,
    returned: 2,
    refused: 3,
    withdrawn: 1,
  };
  return ROAD.slice(0, reached[licence.status] ?? ROAD.length);
}

async function walk(
  tx: Tx,
  licence: Licence,
  actors: Record<'operator' | 'reviewer' | 'leader', Actor>,
  pages: ReadonlyMap<string, { file: PreparedFile; key: string }>,
  today: Day,
): Promise<void> {
  const { countyId, id: licenceId } = licence;
  const holder = { userId: null, countyId };
  const begun = dayOf(licence.submittedAt ?? licence.createdAt);
  const road = stepsOf(licence);
  const spread = licence.documentNo === null ? 4 : 7;
  let day = begun;
  let from: Licence['status'] = 'draft';
  for (const kind of REQUIRED_PAPERS) {
    const paper = pages.get(kind);
    if (!paper) continue;
    const file = await insertFile(tx, holder, paper.file, paper.key, {
      purpose: 'licence_paper',
      merchantId: licence.holderMerchantId,
      restricted: kind === 'identity_card',
    });
    await tx.insert(licencePapers).values({
      countyId,
      licenceId,
      kind,
      fileId: file.id,
      issuedOn: kind === 'test_report' ? addDays(begun, licence.status === 'returned' ? -380 : -45) : null,
    });
  }
  for (const [i, { step, to, by }] of road.entries()) {
    if (i > 0) day = addDays(day, spread) > today ? today : addDays(day, spread);
    const actor = by === 'holder' ? null : actors[by];
    const at = instantAt(day, `1${i}:20`);
    await tx.insert(licenceSteps).values({
      countyId,
      licenceId,
      step,
      fromStatus: from,
      toStatus: to,
      userId: actor?.userId ?? null,
      userName: actor?.name ?? '商户',
      createdAt: at,
    });
    from = to;
    const check =
      step === 'pass_first_review' || step === 'pass_site_check' || step === 'pass_review'
        ? CHECKS[step]
        : null;
    if (!check) continue;
    const [row] = await tx
      .insert(licenceChecks)
      .values({
        countyId,
        licenceId,
        kind: check.kind,
        person: check.person,
        checkedOn: day,
        score: check.score,
        passed: true,
        createdBy: actor?.userId ?? null,
        createdAt: at,
      })
      .returning();
    const photo = pages.get('site_photo');
    if (check.kind !== 'site_check' || !row || !photo || !actor) continue;
    const file = await insertFile(tx, actor, photo.file, photo.key, {
      purpose: 'licence_paper',
      merchantId: null,
    });
    await tx
      .insert(licencePapers)
      .values({ countyId, licenceId, kind: 'site_photo', fileId: file.id, checkId: row.id });
  }
  const last = LAST[licence.status];
  if (!last) return;
  const actor = last.by === 'holder' ? null : actors[last.by];
  const on =
    licence.status === 'revoked'
      ? licence.revokedOn
      : licence.status === 'suspended'
        ? licence.suspendedOn
        : addDays(day, 2);
  await tx.insert(licenceSteps).values({
    countyId,
    licenceId,
    step: last.step,
    fromStatus: from,
    toStatus: licence.status,
    userId: actor?.userId ?? null,
    userName: actor?.name ?? '商户',
    comment: licence.revokedReason ?? licence.suspendedReason ?? last.words,
    createdAt: instantAt((on ?? today) > today ? today : (on ?? today), '17:10'),
  });
}

/** What ended or interrupted the road. */
const LAST: Partial<
  Record<
    Licence['status'],
    { step: LicenceStepKind; by: 'holder' | 'operator' | 'reviewer' | 'leader'; words: string }
  >
> = {
  returned: { step: 'return', by: 'operator', words: '检测报告超过 12 个月或照片看不清，请补交后再提交' },
  refused: { step: 'refuse', by: 'reviewer', words: '茶园不在白沙绿茶产地范围内，请改申请县域公用品牌' },
  withdrawn: { step: 'withdraw', by: 'holder', words: '' },
  suspended: { step: 'suspend', by: 'reviewer', words: '' },
  revoked: { step: 'revoke', by: 'leader', words: '' },
};

async function loadConsents(app: BrandServices, db: Db, countyId: string, today: Day): Promise<void> {
  if ((await db.$count(consents, eq(consents.countyId, countyId))) > 0) return;
  const { operator } = await officeActors(db, countyId);
  for (const [i, c] of CONSENTS.entries()) {
    const taken = await takePicture(await silhouette(i));
    if (!taken.ok) throw new Error(`the demo's picture of ${c.person} is ${taken.failure.code}`);
    const values = await storePicture(app.storage, countyId, taken.picture);
    const id = seedId(SEED, 'asset', `portrait-${i}`);
    await db
      .insert(assets)
      .values({
        ...values,
        countyId,
        id,
        kind: 'drawing',
        title: c.picture,
        description: `${c.picture}（剪影）`,
        fileName: `portrait-${i}.png`,
        uploadSha256: createHash('sha256').update(`portrait-${i}`).digest('hex'),
        source: 'own',
        licence: 'own_work',
        uses: ['poster', 'print', 'report'],
        rightsFrom: addDays(today, c.from),
        recognisable: true,
        isOfficial: c.official,
        uploadedBy: operator.userId,
        uploaderName: operator.name,
        createdAt: instantAt(addDays(today, c.from), '09:30'),
      })
      .onConflictDoNothing();
    const recorded = await recordConsent(app, operator, {
      personId: null,
      personName: c.person,
      birthYear: c.birthYear,
      isOfficial: c.official,
      assetId: id,
      uses: [...c.uses],
      territory: '',
      validFrom: addDays(today, c.from),
      validTo: addDays(today, c.to),
      nameAllowed: c.name,
      guardianName: c.guardian ?? '',
      paper: { name: '肖像同意书.jpg', bytes: await page(20 + i, false) },
    });
    if (!recorded.ok) throw new Error(`the demo's consent of ${c.person} is ${recorded.reason}`);
    if (c.withdrawn !== null)
      await db
        .update(consents)
        .set({
          withdrawnOn: addDays(today, c.withdrawn),
          withdrawnAt: instantAt(addDays(today, c.withdrawn), '16:00'),
          withdrawnReason: '本人来电，不愿再出现在海报上',
        })
        .where(
          and(
            eq(consents.countyId, countyId),
            eq(consents.id, recorded.consent.id),
            isNull(consents.withdrawnOn),
          ),
        );
  }
}

async function officeActors(
  db: Db,
  countyId: string,
): Promise<Record<'operator' | 'reviewer' | 'leader', Actor>> {
  const actorOf = async (role: Role): Promise<Actor> => {
    const [user] = await db
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(eq(users.email, `${role}@baisha.example`));
    if (!user) throw new Error(`the demo has no ${role}`);
    return {
      userId: user.id,
      countyId,
      roles: [role],
      organisationId: null,
      merchantIds: [],
      name: user.name,
    };
  };
  return {
    operator: await actorOf('operator'),
    reviewer: await actorOf('reviewer'),
    leader: await actorOf('leader'),
  };
}

/** A drawn page with lines for words and a seal, or a plain landscape where a photograph belongs: nobody mistakes it for real. */
async function page(n: number, landscape: boolean): Promise<Uint8Array> {
  const hue = (n * 47) % 360;
  const lines = Array.from({ length: 11 }, (_, i) => {
    const width = 360 + ((i * 97 + n * 53) % 160);
    return `<rect x="90" y="${220 + i * 62}" width="${width}" height="14" rx="7" fill="#c9c3b4"/>`;
  }).join('');
  const svg = landscape
    ? `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><rect width="960" height="720" fill="hsl(${hue},30%,86%)"/><path d="M0 480C200 340 320 420 480 360S800 260 960 380V720H0Z" fill="hsl(${hue},28%,58%)"/><path d="M0 600C240 500 420 560 620 520S860 520 960 480V720H0Z" fill="hsl(${(hue + 30) % 360},32%,42%)"/><circle cx="700" cy="170" r="60" fill="#f4e3b2"/></svg>`
    : `<svg xmlns="http://www.w3.org/2000/svg" width="720" height="1018"><rect width="720" height="1018" fill="#fbf8ef"/><rect x="40" y="40" width="640" height="938" fill="none" stroke="#d8d1bf" stroke-width="4"/><rect x="200" y="104" width="320" height="34" rx="6" fill="hsl(${hue},35%,40%)"/>${lines}<circle cx="540" cy="840" r="74" fill="none" stroke="#b93427" stroke-width="10"/><circle cx="540" cy="840" r="22" fill="#b93427"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}

/** A figure before hills: no face, nobody's likeness. */
async function silhouette(n: number): Promise<Uint8Array> {
  const hue = 90 + n * 40;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="1200"><rect width="1200" height="1200" fill="hsl(${hue},35%,88%)"/><path d="M0 760C260 560 420 700 640 600S1000 520 1200 680V1200H0Z" fill="hsl(${hue},26%,66%)"/><path d="M0 960C300 840 520 920 760 860S1060 860 1200 820V1200H0Z" fill="hsl(${hue},30%,46%)"/><g fill="hsl(${hue},30%,22%)"><circle cx="${520 + n * 40}" cy="520" r="110"/><path d="M${340 + n * 40} 1040C${350 + n * 40} 760 ${430 + n * 40} 660 ${520 + n * 40} 660S${690 + n * 40} 760 ${700 + n * 40} 1040Z"/></g></svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}
