import type { ChannelPath } from './markov.ts';

/**
 * Shapley value of each channel for v(S) = conversions whose channels all lie inside S: each path's count shared equally
 * over its *distinct* channels. Linear time. It is “平均（不计重复）”, and no more than that.
 */
export function shapleyValues(paths: readonly ChannelPath[]): Map<string, number> {
  const values = new Map<string, number>();
  for (const path of paths) {
    const distinct = new Set(path.channels);
    for (const channel of distinct) {
      const share = path.converts ? path.count / distinct.size : 0;
      values.set(channel, (values.get(channel) ?? 0) + share);
    }
  }
  return values;
}
