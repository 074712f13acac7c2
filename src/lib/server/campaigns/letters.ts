/** The words of the mails about a campaign, in both languages. Pure. */
import type { Locale } from '#lib/shared/dates.ts';

export type CampaignNoticeKind =
  | 'campaign.to_countersign'
  | 'campaign.to_approve'
  | 'campaign.countersigned'
  | 'campaign.returned'
  | 'campaign.approved'
  | 'campaign.changing'
  | 'campaign.postponed'
  | 'campaign.cancelled'
  | 'campaign.running'
  | 'campaign.reviewing'
  | 'campaign.archived';

export interface CampaignNotice {
  kind: CampaignNoticeKind;
  path: string;
  payload: { name: string; code: string; by: string; comment: string };
}

const SENTENCES: Record<CampaignNoticeKind, Record<Locale, (p: CampaignNotice['payload']) => string>> = {
  'campaign.to_countersign': {
    'zh-CN': (p) => `${p.by} 送来活动方案「${p.name}」，请贵单位会签。`,
    en: (p) => `${p.by} sent the plan of “${p.name}” for your unit to countersign.`,
  },
  'campaign.to_approve': {
    'zh-CN': (p) => `活动方案「${p.name}」等待您审批。`,
    en: (p) => `The plan of “${p.name}” waits for your approval.`,
  },
  'campaign.countersigned': {
    'zh-CN': (p) => `${p.by} 已会签活动方案「${p.name}」。`,
    en: (p) => `${p.by} countersigned the plan of “${p.name}”.`,
  },
  'campaign.returned': {
    'zh-CN': (p) => `${p.by} 退回了活动方案「${p.name}」，请修改后再提交。`,
    en: (p) => `${p.by} returned the plan of “${p.name}”; please mend it and submit again.`,
  },
  'campaign.approved': {
    'zh-CN': (p) => `${p.by} 批准了活动方案「${p.name}」。`,
    en: (p) => `${p.by} approved the plan of “${p.name}”.`,
  },
  'campaign.changing': {
    'zh-CN': (p) => `「${p.name}」的已批准内容有改动，需要重新审批。`,
    en: (p) => `What was approved of “${p.name}” has been changed and needs a new approval.`,
  },
  'campaign.postponed': {
    'zh-CN': (p) => `「${p.name}」延期。`,
    en: (p) => `“${p.name}” is postponed.`,
  },
  'campaign.cancelled': {
    'zh-CN': (p) => `「${p.name}」取消。`,
    en: (p) => `“${p.name}” is cancelled.`,
  },
  'campaign.running': {
    'zh-CN': (p) => `「${p.name}」开始执行。`,
    en: (p) => `“${p.name}” has started.`,
  },
  'campaign.reviewing': {
    'zh-CN': (p) => `「${p.name}」已结束七天，转入复盘，请补齐材料。`,
    en: (p) => `“${p.name}” ended a week ago and is now in review; please add what is missing.`,
  },
  'campaign.archived': {
    'zh-CN': (p) => `「${p.name}」已归档。`,
    en: (p) => `“${p.name}” is archived.`,
  },
};

/** Subject and text of a mail. `origin` is the county's address; without it the path alone is named. */
export function letter(
  notice: CampaignNotice,
  locale: Locale,
  reader: string,
  origin = '',
): { subject: string; text: string } {
  const sentence = SENTENCES[notice.kind][locale](notice.payload);
  const zh = locale === 'zh-CN';
  const greeting = zh ? `${reader}：` : `Dear ${reader},`;
  const comment = notice.payload.comment ? `${zh ? '意见：' : 'Comment: '}${notice.payload.comment}\n\n` : '';
  const open = zh ? '打开：' : 'Open: ';
  return {
    subject: `${zh ? '深巷' : 'Deep Alley'} · ${notice.payload.code} ${notice.payload.name}`,
    text: `${greeting}\n\n${sentence}\n\n${comment}${open}${origin}${notice.path}\n`,
  };
}

/** The sentence of a notice about a campaign, or null when it is about something else. */
export function campaignSentence(
  kind: string,
  payload: Record<string, string | number | null>,
  locale: Locale,
): string | null {
  if (!(kind in SENTENCES)) return null;
  const text = (key: string) => String(payload[key] ?? '');
  return SENTENCES[kind as CampaignNoticeKind][locale]({
    name: text('name'),
    code: text('code'),
    by: text('by'),
    comment: text('comment'),
  });
}
