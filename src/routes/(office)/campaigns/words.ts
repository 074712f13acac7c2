/** What the states, kinds and refusals of planning are called. A new one is a type error until it has its words. */
import { m } from '#lib/paraglide/messages.js';
import type {
  ActivityKind,
  BudgetSubject,
  CampaignState,
  OrganiserPart,
} from '#lib/server/campaigns/states.ts';
import type { Caution, Lack } from '#lib/server/campaigns/submission.ts';
import type { KpiGroup } from '#lib/server/campaigns/content.ts';
import type { Tone } from '#lib/ui/tone.ts';

type Word = () => string;

export const stateWord: Record<CampaignState, Word> = {
  draft: m.planning_state_draft,
  countersigning: m.planning_state_countersigning,
  awaiting_approval: m.planning_state_awaiting_approval,
  returned: m.planning_state_returned,
  approved: m.planning_state_approved,
  running: m.planning_state_running,
  changing: m.planning_state_changing,
  postponed: m.planning_state_postponed,
  cancelled: m.planning_state_cancelled,
  reviewing: m.planning_state_reviewing,
  archived: m.planning_state_archived,
};

export const stateTone: Record<CampaignState, Tone> = {
  draft: 'neutral',
  countersigning: 'warn',
  awaiting_approval: 'warn',
  returned: 'danger',
  approved: 'info',
  running: 'brand',
  changing: 'warn',
  postponed: 'warn',
  cancelled: 'neutral',
  reviewing: 'info',
  archived: 'neutral',
};

export const kindWord: Record<ActivityKind, Word> = {
  festival: m.planning_kind_festival,
  livestream: m.planning_kind_livestream,
  offline_event: m.planning_kind_offline_event,
  training: m.planning_kind_training,
  other: m.planning_kind_other,
};

export const partWord: Record<OrganiserPart, Word> = {
  guide: m.planning_part_guide,
  host: m.planning_part_host,
  undertake: m.planning_part_undertake,
  assist: m.planning_part_assist,
};

export const subjectWord: Record<BudgetSubject, Word> = {
  publicity: m.planning_subject_publicity,
  venue: m.planning_subject_venue,
  livestream: m.planning_subject_livestream,
  training: m.planning_subject_training,
  materials: m.planning_subject_materials,
  transport: m.planning_subject_transport,
  subsidy: m.planning_subject_subsidy,
  other: m.planning_subject_other,
};

export const teamWord: Record<'a' | 'b' | 'c' | 'd' | 'e', Word> = {
  a: m.planning_team_a,
  b: m.planning_team_b,
  c: m.planning_team_c,
  d: m.planning_team_d,
  e: m.planning_team_e,
};

export const groupWord: Record<KpiGroup, Word> = {
  a: m.planning_kpi_a,
  b: m.planning_kpi_b,
  c: m.planning_kpi_c,
  d: m.planning_kpi_d,
  e: m.planning_kpi_e,
  f: m.planning_kpi_f,
  g: m.planning_kpi_g,
  h: m.planning_kpi_h,
};

/** A lack, and the part of the form that mends it. */
export const lackWord: Record<Lack, { word: Word; anchor: string }> = {
  name: { word: m.planning_lack_name, anchor: 'basics' },
  objective: { word: m.planning_lack_objective, anchor: 'basics' },
  dates: { word: m.planning_lack_dates, anchor: 'dates' },
  activities: { word: m.planning_lack_activities, anchor: 'activities' },
  activity_outside_dates: { word: m.planning_lack_activity_outside_dates, anchor: 'activities' },
  industries: { word: m.planning_lack_industries, anchor: 'industries' },
  industry_shares: { word: m.planning_lack_industry_shares, anchor: 'industries' },
  products: { word: m.planning_lack_products, anchor: 'products' },
  targets: { word: m.planning_lack_targets, anchor: 'targets' },
  budget: { word: m.planning_lack_budget, anchor: 'budget' },
  budget_over_frame: { word: m.planning_lack_budget_over_frame, anchor: 'budget' },
  host: { word: m.planning_lack_host, anchor: 'organisers' },
  team_a: { word: m.planning_lack_team_a, anchor: 'organisers' },
  team_b: { word: m.planning_lack_team_b, anchor: 'organisers' },
  team_c: { word: m.planning_lack_team_c, anchor: 'organisers' },
  risks: { word: m.planning_lack_risks, anchor: 'risks' },
  law: { word: m.planning_lack_law, anchor: 'public' },
};

export const cautionWord: Record<Caution, Word> = {
  mass_event: m.planning_caution_mass_event,
  caution_day: m.planning_caution_caution_day,
  past_start: m.planning_caution_past_start,
  no_programme_line: m.planning_caution_no_programme_line,
  price_over_list: m.planning_caution_price_over_list,
};

/** Measures the product counts itself, and how they are named in a form. */
export const MEASURES = {
  net_sales: { group: 'd', word: m.planning_measure_net_sales, unit: '元' },
  orders: { group: 'd', word: m.planning_measure_orders, unit: '单' },
  scans: { group: 'c', word: m.planning_measure_scans, unit: '人' },
  active_merchants: { group: 'b', word: m.planning_measure_active_merchants, unit: '家' },
} as const satisfies Record<string, { group: KpiGroup; word: Word; unit: string }>;
