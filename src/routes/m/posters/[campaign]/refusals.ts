import { m } from '#lib/paraglide/messages.js';
import type { PosterRefusal } from '#lib/server/posters/outputs.ts';

const WORDS: Record<PosterRefusal, () => string> = {
  not_found: m.merchant_refused_not_found,
  no_poster: m.merchant_refused_no_poster,
  not_taking_part: m.merchant_refused_not_taking_part,
  not_selling: m.merchant_refused_not_selling,
  licence_gate: m.merchant_refused_licence_gate,
  picture_rights: m.posters_refused_picture_rights_merchant,
  withdrawn: m.merchant_refused_withdrawn,
  changed_since_approval: m.merchant_refused_changed,
  law_block: m.law_merchant_block,
  law_name: m.law_merchant_name,
  law_format: m.law_merchant_format,
  name_needs_short_form: m.merchant_refused_name,
  missing_glyphs: m.merchant_refused_glyphs,
  not_drawable: m.merchant_refused_not_drawable,
  qr_unreadable: m.merchant_refused_qr_unreadable,
};

/** Why there is no picture, and whom to ask. */
export function refusalText(reason: PosterRefusal): string {
  return WORDS[reason]();
}
