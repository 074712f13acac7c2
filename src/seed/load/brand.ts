import { brands, certificates, licences, marks } from '#lib/server/brand/schema.ts';
import { getDrawing } from '#lib/server/brand/drawings.ts';
import { addDays, instantAt } from '#lib/shared/dates.ts';
import { BRANDS, CERTIFICATES, LICENCES } from '../data/brands.ts';
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
    licences,
    LICENCES.map((l, i) => {
      const validFrom = addDays(today, l.from);
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
        documentNo: `白品授〔${validFrom.slice(0, 4)}〕${String(i + 1).padStart(3, '0')}号`,
        standardVersion: 'V2.1',
        status: l.status ?? 'granted',
        conditions: l.conditions ?? null,
        revokedOn: l.status === 'revoked' ? addDays(today, -96) : null,
        revokedReason: l.reason ?? null,
        createdAt: instantAt(addDays(today, Math.min(l.from, -6)), '10:30'),
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
      createdAt,
    })),
  );
}
