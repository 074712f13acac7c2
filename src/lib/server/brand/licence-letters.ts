/** The words of notices about licences, certificates and consents, in both languages. Pure. */
import type { Locale } from '#lib/shared/dates.ts';

interface Payload {
  brand: string;
  holder: string;
  by: string;
  day: string;
  days: number;
  count: number;
  name: string;
}

type Sentence = Record<Locale, (p: Payload) => string>;

/** To the holder: what happened to theirs, and what to do. To the office: what waits for them. */
const SENTENCES: Record<string, Sentence> = {
  'licence.to_accept': {
    'zh-CN': (p) => `${p.holder} 申请使用「${p.brand}」，等待受理。`,
    en: (p) => `${p.holder} applies to use “${p.brand}”; it waits to be taken in.`,
  },
  'licence.to_review': {
    'zh-CN': (p) => `${p.holder} 的「${p.brand}」申请已完成现场核查，等待评审。`,
    en: (p) => `The site check of ${p.holder} for “${p.brand}” is done; it waits for the review.`,
  },
  'licence.to_grant': {
    'zh-CN': (p) => `${p.holder} 的「${p.brand}」申请已进入公示，期满后等待授权。`,
    en: (p) =>
      `The application of ${p.holder} for “${p.brand}” is in public notice; then it waits for the grant.`,
  },
  'licence.withdrawn': {
    'zh-CN': (p) => `${p.holder} 撤回了「${p.brand}」申请。`,
    en: (p) => `${p.holder} withdrew the application for “${p.brand}”.`,
  },
  'licence.accepted': {
    'zh-CN': (p) => `您的「${p.brand}」申请已受理，正在初审。`,
    en: (p) => `Your application for “${p.brand}” is taken in; the first review begins.`,
  },
  'licence.first_reviewed': {
    'zh-CN': (p) => `您的「${p.brand}」申请已通过初审，会有人上门核查。`,
    en: (p) =>
      `Your application for “${p.brand}” passed the first review; somebody will come for the site check.`,
  },
  'licence.site_checked': {
    'zh-CN': (p) => `您的「${p.brand}」申请已通过现场核查，正在评审。`,
    en: (p) => `Your application for “${p.brand}” passed the site check; it is being reviewed.`,
  },
  'licence.noticed': {
    'zh-CN': (p) => `您的「${p.brand}」申请已通过评审，正在公示。`,
    en: (p) => `Your application for “${p.brand}” passed the review; it is in public notice.`,
  },
  'licence.granted': {
    'zh-CN': (p) => `「${p.brand}」已授权给您，有效期至 ${p.day}。海报现在可以带上标志了。`,
    en: (p) => `“${p.brand}” is granted to you until ${p.day}. Your posters may carry the mark now.`,
  },
  'licence.returned': {
    'zh-CN': (p) => `您的「${p.brand}」申请被退回，请补正后再提交。`,
    en: (p) => `Your application for “${p.brand}” was returned: please mend it and hand it in again.`,
  },
  'licence.refused': {
    'zh-CN': (p) => `您的「${p.brand}」申请未予授权。`,
    en: (p) => `Your application for “${p.brand}” was refused.`,
  },
  'licence.suspended': {
    'zh-CN': (p) => `您的「${p.brand}」授权已暂停：在恢复之前，带此标志的海报不能再用。`,
    en: (p) =>
      `Your licence for “${p.brand}” is suspended: until it is resumed, posters with this mark cannot be used.`,
  },
  'licence.resumed': {
    'zh-CN': (p) => `您的「${p.brand}」授权已恢复。`,
    en: (p) => `Your licence for “${p.brand}” is resumed.`,
  },
  'licence.revoked': {
    'zh-CN': (p) =>
      `您的「${p.brand}」授权已取消，请停用带此标志的海报和包装；如有异议，可在 ${p.day} 前申诉。`,
    en: (p) =>
      `Your licence for “${p.brand}” is revoked: stop using posters and packaging with this mark. You may appeal until ${p.day}.`,
  },
  'licence.ending': {
    'zh-CN': (p) => `${p.holder} 的「${p.brand}」授权还有 ${p.days} 天到期（${p.day}），请办理续期。`,
    en: (p) =>
      `The licence of ${p.holder} for “${p.brand}” ends in ${p.days} days (${p.day}): please renew it.`,
  },
  'licence.ended': {
    'zh-CN': (p) => `${p.holder} 的「${p.brand}」授权已于 ${p.day} 到期，海报不再带此标志。`,
    en: (p) =>
      `The licence of ${p.holder} for “${p.brand}” ended on ${p.day}: posters no longer carry the mark.`,
  },
  'licence.outputs_at_risk': {
    'zh-CN': (p) => `${p.count} 张已出的海报依赖已结束或 60 天内到期的授权，请安排召回或续期。`,
    en: (p) =>
      `${p.count} pictures rely on licences that ended or end within 60 days: recall them or see to a renewal.`,
  },
  'certificate.ending': {
    'zh-CN': (p) => `证书「${p.name}」还有 ${p.days} 天到期（${p.day}）。`,
    en: (p) => `The certificate “${p.name}” ends in ${p.days} days (${p.day}).`,
  },
  'certificate.ended': {
    'zh-CN': (p) => `证书「${p.name}」已于 ${p.day} 到期，不能再作为依据。`,
    en: (p) => `The certificate “${p.name}” ended on ${p.day}: it proves nothing any more.`,
  },
  'consent.ending': {
    'zh-CN': (p) => `${p.name} 的肖像同意书还有 ${p.days} 天到期（${p.day}）。`,
    en: (p) => `The portrait consent of ${p.name} ends in ${p.days} days (${p.day}).`,
  },
  'consent.ended': {
    'zh-CN': (p) => `${p.name} 的肖像同意书已于 ${p.day} 到期，相关照片不能再用。`,
    en: (p) => `The portrait consent of ${p.name} ended on ${p.day}: the pictures cannot be used any more.`,
  },
  'consent.withdrawn': {
    'zh-CN': (p) => `${p.name} 撤回了肖像同意，相关照片已停用，请召回用过它的海报。`,
    en: (p) =>
      `${p.name} took back a portrait consent: the picture is out of use; recall posters that show it.`,
  },
};

/** The sentence of a notice about licences, certificates or consents, or null when it is about something else. */
export function licenceSentence(
  kind: string,
  payload: Record<string, string | number | null>,
  locale: Locale,
): string | null {
  if (!Object.hasOwn(SENTENCES, kind)) return null;
  const text = (key: string): string => String(payload[key] ?? '');
  return (
    SENTENCES[kind]?.[locale]({
      brand: text('brand'),
      holder: text('holder'),
      by: text('by'),
      day: text('day'),
      name: text('name'),
      days: Number(payload['days'] ?? 0),
      count: Number(payload['count'] ?? 0),
    }) ?? null
  );
}

export const NOTICE_KINDS: readonly string[] = Object.keys(SENTENCES);
