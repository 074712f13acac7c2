import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { saveProduct } from '#lib/server/county/catalogue.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { parseForm } from '#lib/server/web/form.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { parseMoney } from '#lib/shared/money.ts';
import { PICTURE_NAMES } from '#lib/shared/pictures.ts';

const required = (max: number) =>
  v.pipe(
    v.string(),
    v.minLength(1, () => m.catalogue_fill()),
    v.maxLength(max, () => m.catalogue_too_long({ max })),
  );

const Form = v.strictObject({
  name: required(40),
  nameEn: required(80),
  code: v.pipe(
    required(20),
    v.toUpperCase(),
    v.regex(/^[A-Z0-9]+$/, () => m.catalogue_bad_code()),
  ),
  industryId: v.pipe(
    v.string(),
    v.uuid(() => m.common_please_choose()),
  ),
  spec: required(40),
  unit: required(10),
  price: v.pipe(
    v.string(),
    v.transform(parseMoney),
    v.check(
      (p) => p.ok && p.fen > 0,
      () => m.catalogue_bad_price(),
    ),
    v.transform((p) => (p.ok ? p.fen : 0)),
  ),
  margin: v.pipe(
    v.string(),
    v.regex(/^(\d{1,2}(\.\d{1,2})?)?$/, () => m.catalogue_bad_margin()),
    v.transform((text) => (text === '' ? null : Math.round(Number(text) * 100))),
  ),
  picture: v.union([v.literal(''), v.picklist(PICTURE_NAMES)]),
  storyZh: v.pipe(
    v.string(),
    v.maxLength(500, () => m.catalogue_too_long({ max: 500 })),
  ),
  storyEn: v.pipe(
    v.string(),
    v.maxLength(1000, () => m.catalogue_too_long({ max: 1000 })),
  ),
});

/** The action of both pages: a new product (`id` null) and a changed one. */
export async function save(event: RequestEvent, id: string | null) {
  const actor = requireRight(event, 'catalogue.edit');
  const form = parseForm(Form, await event.request.formData());
  if (!form.ok) return fail(400, { values: form.values, errors: form.errors });
  const { price, margin, picture, ...rest } = form.value;
  const result = await saveProduct(event.locals.app.database.db, actor, id, {
    ...rest,
    listPriceFen: price,
    marginBp: margin,
    picture: picture || null,
  });
  if (!result.ok) {
    if (result.reason === 'not_found') requireFound(null);
    const values = Object.fromEntries(Object.entries(form.value).map(([k, x]) => [k, String(x ?? '')]));
    return fail(400, {
      values: { ...values, price: String(price / 100), margin: margin === null ? '' : String(margin / 100) },
      errors: { code: m.catalogue_code_taken({ code: rest.code }) } as Record<string, string>,
    });
  }
  setFlash(event, { text: m.catalogue_saved({ name: rest.name }) });
  redirect(303, '/catalogue');
}
