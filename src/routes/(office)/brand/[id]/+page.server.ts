import { fail, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { can } from '#lib/server/accounts/rights.ts';
import { addMark, addStandard, setMarkRules, type BrandResult } from '#lib/server/brand/brand-editing.ts';
import { getBrand } from '#lib/server/brand/brands.ts';
import { DEFAULT_RULES } from '#lib/server/brand/mark-rule.ts';
import { CHAPTERS, VARIANTS } from '#lib/server/brand/terms.ts';
import { products } from '#lib/server/county/schema.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { dayOf } from '#lib/shared/dates.ts';
import { and, asc, eq } from 'drizzle-orm';
import { brandFailure } from '../brand-form-data.ts';
import { rulesFrom } from './rule-fields.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'brand.read');
  const { app, locale } = event.locals;
  const { db } = app.database;
  const today = dayOf(app.clock());
  const found = requireFound(await getBrand(db, actor.countyId, event.params.id, today));
  const english = locale === 'en';
  const named = (b: { id: string; name: string; nameEn: string }) => ({
    id: b.id,
    name: english ? b.nameEn : b.name,
  });
  const goods = await db
    .select({ id: products.id, name: products.name, nameEn: products.nameEn })
    .from(products)
    .where(
      and(
        eq(products.countyId, actor.countyId),
        found.brand.industryId ? eq(products.industryId, found.brand.industryId) : undefined,
      ),
    )
    .orderBy(asc(products.name));
  return {
    today,
    brand: {
      id: found.brand.id,
      kind: found.brand.kind,
      level: found.brand.level,
      name: english ? found.brand.nameEn : found.brand.name,
      owner: found.brand.owner,
      foundedOn: found.brand.foundedOn,
      requiredOn: found.brand.requiredOn,
      story: found.brand.story,
      retiredOn: found.brand.retiredOn,
    },
    parent: found.parent ? named(found.parent) : null,
    parents: found.parents.map(named),
    children: found.children.map(named),
    steward: found.steward,
    industry: found.industry ? (english ? found.industry.nameEn : found.industry.name) : null,
    merchant: found.merchant,
    marks: found.marks.map((k) => ({
      id: k.id,
      version: k.version,
      wordmark: k.wordmark,
      colours: k.colours,
      registrationNo: k.registrationNo,
      classes: k.classes,
      validFrom: k.validFrom,
      validTo: k.validTo,
      inForce: k.inForce,
      drawing: k.drawing ? { viewBox: k.drawing.viewBox, path: k.drawing.path } : null,
      variants: k.variants.map(({ variant, drawing }) => ({
        variant,
        viewBox: drawing.viewBox,
        path: drawing.path,
      })),
      rules: k.rules,
      rulesVersion: k.rulesVersion,
    })),
    house: DEFAULT_RULES,
    standards: found.standards.map((s) => ({
      id: s.id,
      version: s.version,
      title: s.title,
      documentNo: s.documentNo,
      chapters: s.chapters,
      inForceFrom: s.inForceFrom,
      inForceTo: s.inForceTo,
      transitionUntil: s.transitionUntil,
      fileId: s.fileId,
      inForce: s.inForce,
      products: goods.filter((p) => s.productIds.includes(p.id)).map((p) => named(p).name),
    })),
    goods: goods.map(named),
    mayEdit: can(actor, 'brand.edit'),
  };
};

export const actions: Actions = {
  mark: async (event) => {
    const actor = requireRight(event, 'brand.edit');
    const form = await event.request.formData();
    const text = (key: string): string => String(form.get(key) ?? '').trim();
    const files: Partial<Record<(typeof VARIANTS)[number], string>> = {};
    for (const variant of VARIANTS) {
      const file = form.get(`svg-${variant}`);
      if (file instanceof File && file.size > 0) files[variant] = await file.text();
    }
    return answer(
      event,
      await addMark(event.locals.app.database.db, actor, event.params.id, {
        wordmark: text('wordmark'),
        registrationNo: text('registrationNo'),
        classes: text('classes')
          .split(/[^\d]+/)
          .map(Number)
          .filter((n) => Number.isInteger(n) && n >= 1 && n <= 45),
        colours: [],
        validFrom: text('validFrom'),
        files,
      }),
    );
  },

  rules: async (event) => {
    const actor = requireRight(event, 'brand.edit');
    const form = await event.request.formData();
    const { db } = event.locals.app.database;
    return answer(
      event,
      await setMarkRules(db, actor, event.params.id, String(form.get('mark') ?? ''), rulesFrom(form)),
    );
  },

  standard: async (event) => {
    const actor = requireRight(event, 'brand.edit');
    const form = await event.request.formData();
    const text = (key: string): string => String(form.get(key) ?? '').trim();
    const file = form.get('file');
    return answer(
      event,
      await addStandard(event.locals.app, actor, event.params.id, {
        version: text('version'),
        title: text('title'),
        documentNo: text('documentNo'),
        chapters: Object.fromEntries(
          CHAPTERS.flatMap((chapter) => {
            const words = text(`chapter-${chapter}`).slice(0, 2000);
            return words ? [[chapter, words]] : [];
          }),
        ),
        productIds: form.getAll('product').map(String),
        inForceFrom: text('inForceFrom'),
        transitionUntil: text('transitionUntil') || null,
        file:
          file instanceof File && file.size > 0
            ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }
            : null,
      }),
    );
  },
};

function answer(event: RequestEvent, result: BrandResult) {
  if (!result.ok) return fail(400, { refused: brandFailure(result) });
  setFlash(event, { text: m.brand_saved() });
  redirect(303, event.url.pathname);
}
