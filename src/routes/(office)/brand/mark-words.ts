/** What each rule of a mark is called. */
import { m } from '#lib/paraglide/messages.js';
import type { MarkRule } from '#lib/server/brand/mark-check.ts';

export const markRuleWord: Record<MarkRule, () => string> = {
  aspect: m.brand_mark_rule_aspect,
  min_print: m.brand_mark_rule_min_print,
  min_screen: m.brand_mark_rule_min_screen,
  max_share: m.brand_mark_rule_max_share,
  clear_space: m.brand_mark_rule_clear_space,
  colour: m.brand_mark_rule_colour,
  contrast: m.brand_mark_rule_contrast,
  ground_uneven: m.brand_mark_rule_ground_uneven,
  variant: m.brand_mark_rule_variant,
  rotation: m.brand_mark_rule_rotation,
  opacity: m.brand_mark_rule_opacity,
  treatment: m.brand_mark_rule_treatment,
  order: m.brand_mark_rule_order,
  ratio: m.brand_mark_rule_ratio,
  must_appear_with: m.brand_mark_rule_must_appear_with,
  must_not_appear_with: m.brand_mark_rule_must_not_appear_with,
  version: m.brand_mark_rule_version,
};
