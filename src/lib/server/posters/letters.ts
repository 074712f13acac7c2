/** The words of notices about posters, in both languages. Pure. */
import type { Locale } from '#lib/shared/dates.ts';

export type PosterNoticeKind =
  | 'poster.to_approve'
  | 'poster.approved'
  | 'poster.returned'
  | 'poster.withdrawn'
  | 'poster.commented'
  | 'poster.batch_done'
  | 'poster.batch_paused';

interface Payload {
  name: string;
  by: string;
  done: number;
  skipped: number;
  failed: number;
}

const SENTENCES: Record<PosterNoticeKind, Record<Locale, (p: Payload) => string>> = {
  'poster.to_approve': {
    'zh-CN': (p) => `${p.by} 送审了海报「${p.name}」，等待您审批。`,
    en: (p) => `${p.by} submitted the poster “${p.name}”; it waits for your approval.`,
  },
  'poster.approved': {
    'zh-CN': (p) => `${p.by} 批准了海报「${p.name}」，商户可以用了。`,
    en: (p) => `${p.by} approved the poster “${p.name}”: merchants can use it now.`,
  },
  'poster.returned': {
    'zh-CN': (p) => `${p.by} 退回了海报「${p.name}」，请修改后再送审。`,
    en: (p) => `${p.by} returned the poster “${p.name}”; please mend it and submit again.`,
  },
  'poster.withdrawn': {
    'zh-CN': (p) => `海报「${p.name}」已撤回，请不要再发，已发的请删掉。`,
    en: (p) => `The poster “${p.name}” is withdrawn: please stop sending it and delete what you sent.`,
  },
  'poster.commented': {
    'zh-CN': (p) => `${p.by} 对海报「${p.name}」写了批注。`,
    en: (p) => `${p.by} commented on the poster “${p.name}”.`,
  },
  'poster.batch_done': {
    'zh-CN': (p) =>
      `海报「${p.name}」批量画完了：画好 ${p.done} 张，跳过 ${p.skipped} 张，出错 ${p.failed} 张。`,
    en: (p) =>
      `The batch of “${p.name}” is finished: ${p.done} drawn, ${p.skipped} skipped, ${p.failed} failed.`,
  },
  'poster.batch_paused': {
    'zh-CN': (p) => `海报「${p.name}」的批次暂停了，请看原因。`,
    en: (p) => `The batch of “${p.name}” is paused: see why.`,
  },
};

/** The sentence of a notice about a poster, or null when it is about something else. */
export function posterSentence(
  kind: string,
  payload: Record<string, string | number | null>,
  locale: Locale,
): string | null {
  if (!Object.hasOwn(SENTENCES, kind)) return null;
  return SENTENCES[kind as PosterNoticeKind][locale]({
    name: String(payload['name'] ?? ''),
    by: String(payload['by'] ?? ''),
    done: Number(payload['done'] ?? 0),
    skipped: Number(payload['skipped'] ?? 0),
    failed: Number(payload['failed'] ?? 0),
  });
}
