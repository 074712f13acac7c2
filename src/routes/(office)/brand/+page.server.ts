import { can } from '#lib/server/accounts/rights.ts';
import { brandTree, type BrandRow } from '#lib/server/brand/brands.ts';
import { listLicences } from '#lib/server/brand/licences.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.read');
  const { app } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const [tree, { counts }] = await Promise.all([
    brandTree(db, actor.countyId, today),
    listLicences(db, actor.countyId, { view: 'all', today, page: 1, pageSize: 1 }),
  ]);
  const shown = tree.map((row) => branch(row, today));
  return {
    tree: shown.filter((b) => b.kind === 'tree'),
    outside: shown.filter((b) => b.kind !== 'tree'),
    counts,
    mayEdit: can(actor, 'brand.edit'),
    mayReadLicences: can(actor, 'licence.read'),
  };
};

export interface Branch {
  id: string;
  kind: BrandRow['brand']['kind'];
  name: string;
  nameEn: string;
  level: number;
  owner: string;
  foundedOn: string | null;
  retired: boolean;
  requiredOn: BrandRow['brand']['requiredOn'];
  mark: { version: number; wordmark: string; viewBox: string; path: string } | null;
  licenceCount: number;
  children: Branch[];
}

function branch({ brand, mark, licenceCount, children }: BrandRow, today: string): Branch {
  return {
    id: brand.id,
    kind: brand.kind,
    name: brand.name,
    nameEn: brand.nameEn,
    level: brand.level,
    owner: brand.owner,
    foundedOn: brand.foundedOn,
    retired: brand.retiredOn !== null && brand.retiredOn <= today,
    requiredOn: brand.requiredOn,
    mark: mark
      ? {
          version: mark.version,
          wordmark: mark.wordmark,
          viewBox: mark.drawing.viewBox,
          path: mark.drawing.path,
        }
      : null,
    licenceCount,
    children: children.map((child) => branch(child, today)),
  };
}
