/** 草稿 → 待审 → 已批准 → 已撤回. The words are in messages/…/posters.json. */
export const CONTENT_STATES = ['draft', 'in_review', 'approved', 'withdrawn'] as const;
export type ContentState = (typeof CONTENT_STATES)[number];

export const DECISION_KINDS = ['submit', 'take_back', 'approve', 'return', 'withdraw'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** 价格错误、授权失效、内容违规、日期变更、肖像撤回、其他. */
export const RECALL_REASONS = [
  'wrong_price',
  'licence_ended',
  'unlawful_content',
  'date_changed',
  'portrait_withdrawn',
  'other',
] as const;
export type RecallReason = (typeof RECALL_REASONS)[number];
