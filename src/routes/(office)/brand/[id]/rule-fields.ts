/** The fields of a mark's rules: shares are typed as per cent, an empty field keeps the house's value. */
import { m } from '#lib/paraglide/messages.js';
import type { Companion, MarkRules } from '#lib/server/brand/mark-rule.ts';

type Figure = {
  [K in keyof MarkRules]: MarkRules[K] extends number ? K : never;
}[keyof MarkRules];

export const FIGURES: readonly { key: Figure; label: () => string; times: number }[] = [
  { key: 'aspectTolerance', label: m.brand_rule_aspect, times: 100 },
  { key: 'minScreenPx', label: m.brand_rule_min_screen, times: 1 },
  { key: 'minScreenPxSmall', label: m.brand_rule_min_screen_small, times: 1 },
  { key: 'minPrintMm', label: m.brand_rule_min_print, times: 1 },
  { key: 'minPrintMmSmall', label: m.brand_rule_min_print_small, times: 1 },
  { key: 'maxSharePct', label: m.brand_rule_max_share, times: 1 },
  { key: 'clearSpace', label: m.brand_rule_clear_space, times: 1 },
  { key: 'maxDeltaE', label: m.brand_rule_delta_e, times: 1 },
  { key: 'minContrast', label: m.brand_rule_contrast, times: 1 },
  { key: 'maxGroundDeviation', label: m.brand_rule_deviation, times: 1 },
];

export const companionWord: Record<Companion, () => string> = {
  credit_code: m.brand_rule_with_credit_code,
  product_name: m.brand_rule_with_product_name,
};

export const COMPANIONS = ['credit_code', 'product_name'] as const satisfies readonly Companion[];

/** What the form says, for the schema to judge; nonsense stays nonsense. */
export function rulesFrom(form: FormData): Record<string, unknown> {
  const text = (key: string): string => String(form.get(key) ?? '').trim();
  const rules: Record<string, unknown> = {};
  for (const { key, times } of FIGURES) {
    if (text(key) === '') continue;
    rules[key] = Number(text(key)) / times;
  }
  const colours = text('colours')
    .split(/[\s,，、]+/)
    .filter(Boolean);
  if (colours.length > 0) rules['colours'] = colours;
  const low = text('ratioFrom');
  const high = text('ratioTo');
  if (low !== '' && high !== '') rules['ratioPct'] = [Number(low), Number(high)];
  if (form.get('reversedOnDark') !== 'on') rules['reversedOnDark'] = false;
  const companions = COMPANIONS.filter((c) => form.getAll('with').includes(c));
  if (companions.length > 0) rules['mustAppearWith'] = companions;
  const apart = text('notWith')
    .split(/[\s,，、]+/)
    .filter(Boolean);
  if (apart.length > 0) rules['mustNotAppearWith'] = apart;
  return rules;
}
