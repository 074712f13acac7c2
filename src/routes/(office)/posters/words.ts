/** What states, issues, refusals and reasons of posters are called. A new one is a type error until it has its words. */
import { markRuleWord } from '../brand/mark-words.ts';
import { m } from '#lib/paraglide/messages.js';
import type { ContentType, Ground, LivePlatform } from '#lib/server/posters/content.ts';
import type { ContentFailure } from '#lib/server/posters/contents.ts';
import type { FormatId } from '#lib/server/posters/formats.ts';
import type { PosterIssue } from '#lib/server/posters/issue.ts';
import type { PosterRefusal } from '#lib/server/posters/outputs.ts';
import type { ContentState, DecisionKind, RecallReason } from '#lib/server/posters/states.ts';
import type { RefusedMark } from '#lib/server/brand/gate.ts';
import type { Tone } from '#lib/ui/tone.ts';
import { refusalWord as assetRefusalWord } from '../assets/words.ts';

type Word = () => string;

export const stateWord: Record<ContentState, Word> = {
  draft: m.posters_state_draft,
  in_review: m.posters_state_in_review,
  approved: m.posters_state_approved,
  withdrawn: m.posters_state_withdrawn,
};

export const stateTone: Record<ContentState, Tone> = {
  draft: 'neutral',
  in_review: 'warn',
  approved: 'brand',
  withdrawn: 'danger',
};

export const formatWord: Record<FormatId, Word> = {
  moments: m.posters_format_moments,
  'moments-light': m.designs_format_moments_light,
  square: m.posters_format_square,
  'oa-cover': m.posters_format_oa_cover,
  'oa-thumb': m.designs_format_oa_thumb,
  xhs: m.posters_format_xhs,
  'xhs-large': m.designs_format_xhs_large,
  'video-cover': m.designs_format_video_cover,
  'goods-main': m.designs_format_goods_main,
  'goods-tall': m.designs_format_goods_tall,
  'goods-white': m.designs_format_goods_white,
  'live-tall': m.designs_format_live_tall,
  'live-square': m.designs_format_live_square,
  'live-wide': m.designs_format_live_wide,
  card: m.designs_format_card,
  'link-thumb': m.designs_format_link_thumb,
  rollup: m.designs_format_rollup,
  'x-stand': m.designs_format_x_stand,
  'table-a6': m.designs_format_table_a6,
  'table-a5': m.designs_format_table_a5,
  'table-tent': m.designs_format_table_tent,
  'notice-a3': m.designs_format_notice_a3,
  flag: m.designs_format_flag,
  'booth-sign': m.designs_format_booth_sign,
  sticker: m.designs_format_sticker,
};

export const decisionWord: Record<DecisionKind, Word> = {
  submit: m.posters_decision_submit,
  take_back: m.posters_decision_take_back,
  approve: m.posters_decision_approve,
  return: m.posters_decision_return,
  withdraw: m.posters_decision_withdraw,
};

export const reasonWord: Record<RecallReason, Word> = {
  wrong_price: m.posters_reason_wrong_price,
  licence_ended: m.posters_reason_licence_ended,
  unlawful_content: m.posters_reason_unlawful_content,
  date_changed: m.posters_reason_date_changed,
  portrait_withdrawn: m.posters_reason_portrait_withdrawn,
  other: m.posters_reason_other,
};

export const failureWord: Record<ContentFailure | 'invalid', Word> = {
  not_found: m.posters_failure_not_found,
  not_allowed: m.posters_failure_not_allowed,
  stale: m.posters_failure_stale,
  not_a_draft: m.posters_failure_not_a_draft,
  not_in_review: m.posters_failure_not_in_review,
  not_approved: m.posters_failure_not_approved,
  own_work: m.posters_failure_own_work,
  comment_missing: m.posters_failure_comment_missing,
  locked: m.posters_failure_locked,
  not_drawable: m.posters_failure_not_drawable,
  licence_gate: m.posters_failure_licence_gate,
  law_block: m.law_failure_block,
  law_reason_missing: m.law_failure_reason_missing,
  law_stale: m.law_failure_stale,
  law_undecided: m.law_failure_undecided,
  law_changes_required: m.law_failure_changes_required,
  law_refused: m.law_failure_refused,
  invalid: m.posters_failure_invalid,
};

export const refusalWord: Record<PosterRefusal, Word> = {
  not_found: m.posters_failure_not_found,
  no_poster: m.posters_refused_no_poster,
  not_taking_part: m.posters_refused_not_taking_part,
  not_selling: m.posters_refused_not_selling,
  licence_gate: m.posters_failure_licence_gate,
  picture_rights: m.posters_refused_picture_rights,
  withdrawn: m.posters_refused_withdrawn,
  changed_since_approval: m.posters_refused_changed_since_approval,
  law_block: m.law_refused_block,
  law_name: m.law_refused_name,
  law_format: m.law_refused_format,
  name_needs_short_form: m.posters_refused_name_needs_short_form,
  missing_glyphs: m.posters_refused_missing_glyphs,
  not_drawable: m.posters_failure_not_drawable,
  qr_unreadable: m.posters_refused_qr_unreadable,
};

export const markRefusalWord: Record<RefusedMark['reason'], Word> = {
  no_licence: m.posters_refusal_no_licence,
  not_yet_valid: m.posters_refusal_not_yet_valid,
  expired: m.posters_refusal_expired,
  expires_before_campaign_end: m.posters_refusal_expires_before_campaign_end,
  product_not_covered: m.posters_refusal_product_not_covered,
  use_not_covered: m.posters_refusal_use_not_covered,
  territory: m.posters_refusal_territory,
  suspended: m.posters_refusal_suspended,
  revoked: m.posters_refusal_revoked,
  mark_version_retired: m.posters_refusal_mark_version_retired,
  no_drawing: m.posters_refusal_no_drawing,
};

export const platformWord: Record<LivePlatform, Word> = {
  channels: m.posters_live_platform_channels,
  douyin: m.posters_live_platform_douyin,
  kuaishou: m.posters_live_platform_kuaishou,
  taobao: m.posters_live_platform_taobao,
};

export const contentTypeWord: Record<ContentType, Word> = {
  advertisement: m.posters_content_type_advertisement,
  public_interest: m.posters_content_type_public_interest,
  announcement: m.posters_content_type_announcement,
};

export const groundWord: Record<Ground, Word> = {
  light: m.posters_ground_light,
  dark: m.posters_ground_dark,
};

const SLOTS: Record<string, Word> = {
  headline: m.posters_slot_headline,
  slogan: m.posters_slot_slogan,
  sellingPoints: m.posters_slot_selling_points,
  'product.name': m.posters_slot_product_name,
  'product.spec': m.posters_slot_product_spec,
  price: m.posters_slot_price,
  'price.unit': m.posters_price_unit,
  date: m.posters_slot_date,
  time: m.posters_slot_time,
  venue: m.posters_slot_venue,
  transit: m.posters_slot_transit,
  organisers: m.posters_slot_organisers,
  disclosure: m.posters_slot_disclosure,
  qrCaption: m.posters_slot_qr_caption,
  picture: m.posters_slot_picture,
  motif: m.posters_motif,
  brandBar: m.posters_slot_brand_bar,
  adLabel: m.posters_slot_ad_label,
  merchant: m.posters_slot_merchant,
  qr: m.posters_slot_qr,
  spokenCode: m.posters_slot_spoken_code,
  contentType: m.designs_slot_content_type,
  ground: m.designs_slot_ground,
  'live.account': m.designs_slot_live_account,
  'live.host': m.designs_slot_live_host,
  'live.operator': m.designs_slot_live_operator,
  'live.goods': m.designs_slot_live_goods,
  'live.hour': m.designs_slot_live_hour,
  'story.paragraphs': m.designs_slot_story,
  'story.facts': m.designs_slot_facts,
  'steps.who': m.designs_slot_steps_who,
  'steps.gets': m.designs_slot_steps_gets,
  'steps.whenWhere': m.designs_slot_steps_when_where,
  'steps.join': m.designs_slot_steps_join,
  'steps.contact': m.designs_slot_steps_contact,
  figures: m.designs_slot_figures,
  'figures.value': m.designs_slot_figures,
  'figures.source': m.designs_slot_figures_source,
  thanks: m.designs_slot_thanks,
  term: m.designs_slot_term,
  'notice.body': m.designs_slot_notice_body,
  'notice.signatory': m.designs_slot_notice_signatory,
  'notice.signedOn': m.designs_slot_notice_signed_on,
  sealText: m.designs_slot_seal_text,
  stops: m.designs_slot_stops,
  tastes: m.designs_slot_tastes,
  keepOut: m.posters_slot_keep_out,
  crop: m.posters_slot_crop,
  band: m.posters_slot_band,
};

/** `sellingPoints.2` is called as its slot. */
export function slotWord(slot: string): string {
  const [first = '', second = ''] = slot.split('.');
  const found = SLOTS[slot] ?? SLOTS[`${first}.${second}`] ?? SLOTS[first];
  return found ? found() : slot;
}

/** Where the studio's form has the field of a slot: lists and groups are one place. */
export function slotTarget(slot: string): string {
  return `slot-${slot.split('.').slice(0, 2).join('-')}`;
}

export function issueWord(issue: PosterIssue): string {
  const slot = slotWord(issue.slot);
  switch (issue.code) {
    case 'text_too_long':
      return m.posters_issue_text_too_long({ slot, have: issue.have, fits: issue.fits });
    case 'missing_glyphs':
      return m.posters_issue_missing_glyphs({ slot, characters: issue.characters.join(' ') });
    case 'name_needs_short_form':
      return m.posters_issue_name_needs_short_form({ have: issue.have, fits: issue.fits });
    case 'overflow':
      return issue.with
        ? m.posters_issue_overflow_with({ slot, other: slotWord(issue.with), by: issue.byPx })
        : m.posters_issue_overflow({ slot, by: issue.byPx });
    case 'contrast_too_low':
      return m.posters_issue_contrast_too_low({ slot, ratio: issue.ratio, needs: issue.needs });
    case 'qr_too_long':
      return m.posters_issue_qr_too_long();
    case 'slot_missing':
      return m.posters_issue_slot_missing({ slot });
    case 'picture_missing':
      return m.posters_issue_picture_missing();
    case 'cutout_missing':
      return m.posters_issue_cutout_missing();
    case 'mark_rule':
      return m.brand_mark_rule_broken({
        mark: issue.mark,
        rule: markRuleWord[issue.rule](),
        measured: issue.measured,
        allowed: issue.allowed,
      });
    case 'picture_rights':
      return m.posters_issue_picture_rights({ reason: assetRefusalWord[issue.reason]() });
    case 'picture_small':
      return issue.shown
        ? m.posters_issue_picture_small({ percent: issue.percent })
        : m.posters_issue_picture_too_small({ percent: issue.percent });
    case 'locked':
      return m.posters_issue_locked({ slot, property: issue.property });
    case 'out_of_bounds':
      return m.posters_issue_out_of_bounds({ slot, property: issue.property });
    case 'too_many_lines':
      return m.posters_issue_too_many_lines({ slot, have: issue.have, fits: issue.fits });
    case 'not_for_content_type':
      return m.designs_issue_not_for_content_type({ slot });
  }
}
