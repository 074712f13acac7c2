import { kitInForce } from '#lib/server/brand/kits.ts';
import {
  brandKits,
  brandParents,
  brands,
  brandStandards,
  certificates,
  licences,
  marks,
} from '#lib/server/brand/schema.ts';
import { getDrawing } from '#lib/server/brand/drawings.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { requireSettings } from '#lib/server/county/lists.ts';
import { DEFAULT_KIT } from '#lib/server/posters/kit.ts';
import { BRANDS, CERTIFICATES, LICENCES, OUTSIDE, STANDARDS } from '../data/brands.ts';
import { participantNamed } from '../world/participants.ts';
import { insertAll, type Loading } from './loading.ts';
import { merchantId } from './people.ts';

export async function loadBrand(loading: Loading): Promise<void> {
  const { tx, countyId, id, today } = loading;
  const merchant = (name: string | null) =>
    name === null ? null : merchantId(loading, participantNamed(name));
  const createdAt = instantAt(addDays(today, -750), '14:00');
  await insertAll(
    tx,
    brands,
    BRANDS.map((b) => ({
      countyId,
      id: id('brand', b.key),
      level: b.level,
      parentId: b.parent === null ? null : id('brand', b.parent),
      name: b.name,
      nameEn: b.nameEn,
      owner: b.owner,
      stewardOrganisationId: b.steward === null ? null : id('organisation', b.steward),
      industryId: b.industry === null ? null : id('industry', b.industry),
      merchantId: merchant(b.merchant),
      foundedOn: b.founded,
      requiredOn: b.requiredOn,
      story: b.story,
      createdAt,
    })),
  );
  await insertAll(
    tx,
    marks,
    BRANDS.map((b) => {
      const drawing = getDrawing(b.drawing);
      if (!drawing) throw new RangeError(`nobody has drawn ${b.drawing}`);
      return {
        countyId,
        id: id('mark', b.key),
        brandId: id('brand', b.key),
        version: 1,
        drawing: b.drawing,
        viewBox: drawing.viewBox,
        wordmark: b.wordmark,
        colours: [...b.colours],
        registrationNo: b.registrationNo,
        classes: [...b.classes],
        validFrom: b.founded,
        validTo: null,
        createdAt,
      };
    }),
  );
  await insertAll(
    tx,
    brands,
    OUTSIDE.map((b) => ({
      countyId,
      id: id('brand', b.key),
      kind: b.kind,
      level: 0,
      name: b.name,
      nameEn: b.nameEn,
      owner: b.owner,
      story: b.story,
      createdAt,
    })),
  );
  await insertAll(
    tx,
    brandParents,
    ['tea', 'orange'].map((key) => ({
      countyId,
      brandId: id('brand', key),
      parentId: id('brand', 'province'),
    })),
  );
  await insertAll(
    tx,
    brandStandards,
    STANDARDS.map((s) => ({
      countyId,
      id: id('standard', `${s.brand} ${s.version}`),
      brandId: id('brand', s.brand),
      version: s.version,
      title: s.title,
      documentNo: s.documentNo,
      chapters: { ...s.chapters },
      inForceFrom: addDays(today, s.from),
      inForceTo: s.to === null ? null : addDays(today, s.to),
      transitionUntil: s.transition === null ? null : addDays(today, s.transition),
      createdAt: instantAt(addDays(today, s.from), '09:00'),
    })),
  );
  const settings = await requireSettings(tx, countyId);
  if ((await kitInForce(tx, countyId)) === null)
    await tx.insert(brandKits).values({
      countyId,
      id: id('kit', '1'),
      version: 1,
      palette: { ...DEFAULT_KIT.palette, ...settings.palette },
      fonts: ['Noto Sans SC', 'Noto Serif SC', 'LXGW WenKai'],
      motifs: ['leaf', 'terrace', 'ridge', 'slice', 'ear', 'weave', 'seal'],
      brocadeAllowed: settings.brocadeAllowed,
      tone: '像村里人说话：实在、短句、讲来处，不喊口号，不卖惨。',
      createdAt,
    });
  let given = 0;
  await insertAll(
    tx,
    licences,
    LICENCES.map((l, i) => {
      const validFrom = addDays(today, l.from);
      const decided = ['granted', 'suspended', 'revoked'].includes(l.status ?? 'granted');
      if (decided) given += 1;
      const applied = decided
        ? addDays(validFrom, -40)
        : addDays(today, l.status === 'public_notice' ? -45 : -12 + (i % 5));
      return {
        countyId,
        id: id('licence', String(i)),
        brandId: id('brand', l.brand),
        holderMerchantId: merchant(l.merchant),
        uses:
          l.brand === 'county'
            ? ['packaging', 'advertising', 'exhibition', 'online_shop']
            : ['packaging', 'advertising', 'online_shop'],
        territory: null,
        validFrom,
        validTo: addDays(today, l.to),
        documentNo: decided ? `白品授〔${validFrom.slice(0, 4)}〕${String(given).padStart(3, '0')}号` : null,
        applicationNo: `申请${applied.slice(0, 4)}-${String(i + 1).padStart(4, '0')}`,
        standardVersion:
          l.brand === 'county' ? 'V2.1' : l.brand === 'tea' ? 'V1.3' : l.brand === 'orange' ? 'V1.2' : null,
        status: l.status ?? 'granted',
        renewsId: l.renews
          ? id('licence', String(LICENCES.findIndex((o) => o.merchant === l.merchant && o.brand === l.brand)))
          : null,
        conditions: l.conditions ?? null,
        noIncident: true,
        submittedAt: instantAt(applied, '10:30'),
        noticeFrom: l.status === 'public_notice' ? addDays(today, l.noticed ?? -5) : null,
        annualReviewDueOn: decided && l.to - l.from > 400 ? addDays(today, 30 + ((i * 37) % 300)) : null,
        suspendedOn: l.status === 'suspended' ? addDays(today, -20) : null,
        suspendedReason: l.status === 'suspended' ? (l.reason ?? null) : null,
        revokedOn: l.status === 'revoked' ? addDays(today, -96) : null,
        revokedReason: l.status === 'revoked' ? (l.reason ?? null) : null,
        appealUntil: l.status === 'revoked' ? addDays(today, -81) : null,
        createdAt: instantAt(applied, '10:00'),
      } satisfies typeof licences.$inferInsert;
    }),
  );
  await insertAll(
    tx,
    certificates,
    CERTIFICATES.map((c) => ({
      countyId,
      id: id('certificate', c.number),
      kind: c.kind,
      number: c.number,
      holderMerchantId: merchant(c.merchant),
      productId: c.product === null ? null : id('product', c.product),
      body: c.body,
      validFrom: addDays(today, c.from),
      validTo: c.to === null ? null : addDays(today, c.to),
      scope: c.scope,
      title: c.title ?? null,
      creditCode: c.creditCode ?? null,
      productName: c.productName ?? null,
      brandId:
        c.kind === 'gi' ? id('brand', 'gi-mark') : c.kind === 'green_food' ? id('brand', 'green-food') : null,
      verifyUrl: c.verifyUrl ?? null,
      state: c.state ?? 'active',
      stateReason: c.stateReason ?? null,
      createdAt,
    })),
  );
}
