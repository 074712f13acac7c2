/** Campaign states (one enum, English codes); the words are in messages/…/planning.json. */
export const CAMPAIGN_STATES = [
  'draft',
  'countersigning',
  'awaiting_approval',
  'returned',
  'approved',
  'running',
  'changing',
  'postponed',
  'cancelled',
  'reviewing',
  'archived',
] as const;

export type CampaignState = (typeof CAMPAIGN_STATES)[number];

/** Publicly visible: its landing page and codes answer. */
export const LIVE_STATES: readonly CampaignState[] = [
  'approved',
  'running',
  'changing',
  'postponed',
  'reviewing',
  'archived',
];

export const ACTIVITY_KINDS = ['festival', 'livestream', 'offline_event', 'training', 'other'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export const BUDGET_SUBJECTS = [
  'publicity',
  'venue',
  'livestream',
  'training',
  'materials',
  'transport',
  'subsidy',
  'other',
] as const;
export type BudgetSubject = (typeof BUDGET_SUBJECTS)[number];

export const ORGANISER_PARTS = ['guide', 'host', 'undertake', 'assist'] as const;
export type OrganiserPart = (typeof ORGANISER_PARTS)[number];
