import type { Profile, RefundState, Stage } from '../profiles/profile.ts';

/** What a platform's status texts mean: read once per text, because a file repeats a handful of them. */
export function cachedStages(profile: Profile) {
  const cache = new Map<string, { stage: Stage; refund: RefundState | null }>();
  const prefixes = Object.entries(profile.stages).filter(([text]) => text.endsWith('…'));
  const lookUp = (text: string): Stage | undefined =>
    Object.hasOwn(profile.stages, text)
      ? profile.stages[text]
      : prefixes.find(([prefix]) => text.startsWith(prefix.slice(0, -1)))?.[1];
  return (raw: string) => {
    const cached = cache.get(raw);
    if (cached) return cached;
    const text = raw
      .normalize('NFKC')
      .replace(/\s*,\s*/g, ',')
      .trim();
    const comma = text.indexOf(',');
    const whole = lookUp(text);
    const read =
      whole !== undefined || comma === -1
        ? { stage: whole ?? 'unknown', refund: null }
        : compound(lookUp(text.slice(0, comma)), refundNamed(profile, text.slice(comma + 1)));
    if (cache.size < 1000) cache.set(raw, read);
    return read;
  };
}

/** `已收货,退款成功`: the stage before the comma, the refund after it. */
function compound(
  stage: Stage | undefined,
  refund: RefundState | undefined,
): { stage: Stage; refund: RefundState | null } {
  return stage === undefined || refund === undefined ? { stage: 'unknown', refund: null } : { stage, refund };
}

export function cachedRefunds(profile: Profile) {
  const cache = new Map<string, RefundState | null>();
  return (raw: string): RefundState | null => {
    const cached = cache.get(raw);
    if (cached !== undefined) return cached;
    const text = raw
      .normalize('NFKC')
      .replace(/\s*,\s*/g, ',')
      .trim();
    const known = refundNamed(profile, text) ?? null;
    if (cache.size < 1000) cache.set(raw, known);
    return known;
  };
}

function refundNamed(profile: Profile, text: string): RefundState | undefined {
  return Object.hasOwn(profile.refunds, text) ? profile.refunds[text] : undefined;
}
