/** The words of notices about the law check, in both languages. Pure. */
import type { Locale } from '#lib/shared/dates.ts';

interface Payload {
  name: string;
  by: string;
  words: string;
  count: string;
}

const SENTENCES: Readonly<Record<string, Record<Locale, (p: Payload) => string>>> = {
  'law.found': {
    'zh-CN': (p) =>
      p.words === ''
        ? `「${p.name}」按现行词库不能再用，请修改或撤回。`
        : `「${p.name}」里的「${p.words}」按现行词库不能再用，请修改或撤回。`,
    en: (p) =>
      p.words === ''
        ? `“${p.name}” may no longer be used under the list of today: please change or withdraw it.`
        : `“${p.words}” in “${p.name}” may no longer be used under the list of today: please change or withdraw it.`,
  },
  'law.to_decide': {
    'zh-CN': (p) => `海报「${p.name}」有 ${p.count} 处用语等待您裁定。`,
    en: (p) =>
      `${p.count} ${p.count === '1' ? 'wording' : 'wordings'} of the poster “${p.name}” wait for your decision.`,
  },
  'law.decided': {
    'zh-CN': (p) => `${p.by} 裁定了「${p.name}」里的「${p.words}」。`,
    en: (p) => `${p.by} decided on “${p.words}” in “${p.name}”.`,
  },
  'law.list_changed': {
    'zh-CN': (p) => `词库有新版本，在用海报中有 ${p.count} 张受影响。`,
    en: (p) => `The list has a new version: ${p.count} posters in use are affected.`,
  },
};

/** The sentence of a notice about the law check, or null when it is about something else. */
export function lawSentence(
  kind: string,
  payload: Record<string, string | number | null>,
  locale: Locale,
): string | null {
  const sentence = Object.hasOwn(SENTENCES, kind) ? SENTENCES[kind] : undefined;
  if (!sentence) return null;
  const word = (key: string): string => String(payload[key] ?? '');
  return sentence[locale]({ name: word('name'), by: word('by'), words: word('words'), count: word('count') });
}
