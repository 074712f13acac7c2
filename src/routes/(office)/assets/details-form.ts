/** From the form of an asset to its details. */
import * as v from 'valibot';
import type { AssetDetails } from '#lib/server/brand/assets/assets.ts';
import { ASSET_LICENCES, ASSET_SOURCES, ASSET_USES } from '#lib/server/brand/assets/terms.ts';
import { isDay } from '#lib/shared/dates.ts';

const line = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most), v.normalize('NFC'));
const day = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text.trim() || null),
  v.nullable(v.pipe(v.string(), v.check(isDay))),
);
const id = v.pipe(
  v.optional(v.string(), ''),
  v.transform((text) => text || null),
  v.nullable(v.pipe(v.string(), v.uuid())),
);
const share = v.pipe(
  v.optional(v.string(), '0.5'),
  v.transform(Number),
  v.number(),
  v.minValue(0),
  v.maxValue(1),
);

const Details = v.object({
  title: line(60),
  description: line(300),
  author: line(40),
  source: v.picklist(ASSET_SOURCES),
  licence: v.picklist(ASSET_LICENCES),
  territory: line(40),
  rightsFrom: day,
  rightsTo: day,
  rightsNote: line(300),
  productId: id,
  townshipId: id,
  merchantId: id,
  focalX: share,
  focalY: share,
});

export type ReadDetails = { ok: true; details: AssetDetails } | { ok: false; fields: string[] };

export function readDetails(form: FormData): ReadDetails {
  const texts = Object.fromEntries([...form].filter(([, value]) => typeof value === 'string'));
  const parsed = v.safeParse(Details, texts);
  if (!parsed.success)
    return { ok: false, fields: parsed.issues.map((issue) => String(issue.path?.[0]?.key ?? '')) };
  const chosen = form.getAll('uses');
  return {
    ok: true,
    details: {
      ...parsed.output,
      territory: parsed.output.territory || null,
      recognisable: form.has('recognisable'),
      isOfficial: form.has('isOfficial'),
      aiMade: form.has('aiMade'),
      drawing: form.has('drawing'),
      uses: ASSET_USES.filter((use) => chosen.includes(use)),
      tags: readTags(form.get('tags')),
    },
  };
}

/** Words between commas, enumeration commas, semicolons or spaces. */
export function readTags(value: unknown): string[] {
  return typeof value === 'string' ? value.split(/[、,，;；\s]+/u).filter((t) => t !== '') : [];
}
