import type { AssetRefusal } from '../brand/assets/asset-state.ts';
import type { MarkRule } from '../brand/mark-check.ts';

/** What keeps a poster from being drawn. Every issue names its slot, so that the studio can jump to it. */
export type PosterIssue =
  | { code: 'text_too_long'; slot: string; have: number; fits: number }
  | { code: 'missing_glyphs'; slot: string; characters: string[] }
  | { code: 'name_needs_short_form'; slot: string; have: number; fits: number }
  | { code: 'overflow'; slot: string; byPx: number; with?: string }
  | { code: 'contrast_too_low'; slot: string; ratio: number; needs: number }
  | { code: 'qr_too_long'; slot: string }
  | { code: 'slot_missing'; slot: string }
  | { code: 'picture_missing'; slot: string }
  /** The white-ground picture shows a cut-out and nothing else. */
  | { code: 'cutout_missing'; slot: string }
  /** A mark against its own rules: what was measured, what is allowed. */
  | { code: 'mark_rule'; slot: string; rule: MarkRule; mark: string; measured: string; allowed: string }
  /** A right or a consent does not cover this poster. */
  | { code: 'picture_rights'; slot: string; reason: AssetRefusal }
  /** Fewer pixels than its slot: a warning; below 60 % it is not shown. */
  | { code: 'picture_small'; slot: string; percent: number; shown: boolean }
  | { code: 'locked'; slot: string; property: string }
  | { code: 'out_of_bounds'; slot: string; property: string }
  | { code: 'too_many_lines'; slot: string; have: number; fits: number }
  /** 公告 and 公益广告 have no goods, no price. */
  | { code: 'not_for_content_type'; slot: string };
