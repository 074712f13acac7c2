import { describe, expect, it } from 'vitest';
import { removalEffects, type ChannelPath } from './markov.ts';
import { shapleyValues } from './shapley.ts';

const path = (channels: string, converts: boolean, count: number): ChannelPath => ({
  channels: channels.split(''),
  converts,
  count,
});

/** Worked example 11: S→L→CONV ×3; L→CONV ×2; S→NULL ×4; E→S→CONV ×1; E→L→NULL ×2. */
const paths = [
  path('SL', true, 3),
  path('L', true, 2),
  path('S', false, 4),
  path('ES', true, 1),
  path('EL', false, 2),
];

function expectEffects(
  input: ChannelPath[],
  conversion: number,
  effects: Record<string, number>,
  shares: Record<string, number>,
) {
  const result = removalEffects(input);
  expect(result?.conversion).toBeCloseTo(conversion, 12);
  for (const [channel, effect] of Object.entries(effects))
    expect(result?.effects.get(channel)).toBeCloseTo(effect, 12);
  for (const [channel, share] of Object.entries(shares))
    expect(result?.shares.get(channel)).toBeCloseTo(share, 12);
}

describe('worked example 11: Markov', () => {
  const effects = { S: 11 / 21, L: 5 / 6, E: 17 / 56 };
  const shares = { S: 88 / 279, L: 140 / 279, E: 51 / 279 };

  it('removal effects and shares', () => {
    expectEffects(paths, 1 / 2, effects, shares);
    const result = removalEffects(paths);
    expect([...'SLE'].map((channel) => Math.round((result?.shares.get(channel) ?? 0) * 279_000))).toEqual([
      88_000, 140_000, 51_000,
    ]);
  });

  it('steps of a channel to itself change nothing', () => {
    const [, ...rest] = paths;
    expectEffects(
      [path('SSL', true, 3), ...rest.slice(0, -1), path('ELLL', false, 2)],
      1 / 2,
      effects,
      shares,
    );
  });

  it('without the paths that end in nothing', () => {
    const sold = paths.filter(({ converts }) => converts);
    expectEffects(sold, 1, { S: 2 / 3, L: 5 / 6, E: 1 / 6 }, { S: 2 / 5, L: 1 / 2, E: 1 / 10 });
  });

  it('no table without a single sale', () => {
    expect(removalEffects([path('S', false, 3)])).toBeNull();
    expect(removalEffects([])).toBeNull();
  });
});

it('worked example 11: Shapley', () => {
  expect(Object.fromEntries(shapleyValues(paths))).toEqual({ S: 2, L: 3.5, E: 0.5 });
});

it('Shapley counts a channel once, however often it was touched', () => {
  expect(Object.fromEntries(shapleyValues([path('SSLS', true, 1)]))).toEqual({ S: 0.5, L: 0.5 });
});
