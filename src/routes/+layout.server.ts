import { readFlash } from '#lib/server/web/flash.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
  locale: locals.locale,
  theme: locals.theme,
  flash: readFlash(cookies),
});
