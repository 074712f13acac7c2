import { describe, expect, it } from 'vitest';
import { parsePath, pathBounds, pathOperators } from './paths.ts';

describe('path data', () => {
  it('reads every command, absolute and relative, repeated without its letter', () => {
    expect(pathOperators(parsePath('M1 2 3 4l1,1h-2v5H0V0z'))).toBe(
      ['1 2 m', '3 4 l', '4 5 l', '2 5 l', '2 10 l', '0 10 l', '0 0 l', 'h'].join('\n'),
    );
    expect(parsePath('M0 0c1 1 2 1 3 0s2-1 3 0').map((s) => s.op)).toEqual(['M', 'C', 'C']);
    expect(parsePath('M0 0c1 1 2 1 3 0s2-1 3 0')[2]).toEqual({ op: 'C', points: [4, -1, 5, -1, 6, 0] });
  });

  it('turns quadratic curves and arcs into cubics that end where they should', () => {
    const [, quadratic, smooth] = parsePath('M0 0Q3 6 6 0T12 0');
    expect(quadratic).toEqual({ op: 'C', points: [2, 4, 4, 4, 6, 0] });
    expect(smooth).toEqual({ op: 'C', points: [8, -4, 10, -4, 12, 0] });
    const circle = parsePath('M-10 0a10 10 0 1 1 20 0a10 10 0 11-20 0z');
    const [x, y, w, h] = pathBounds(circle);
    for (const [value, expected] of [
      [x, -10],
      [y, -10],
      [w, 20],
      [h, 20],
    ] as const)
      expect(value).toBeCloseTo(expected, 2);
  });

  it('refuses what is no path instead of drawing half of it', () => {
    expect(() => parsePath('M0 0R1 1')).toThrow('path command R');
    expect(() => parsePath('M0 zero')).toThrow();
    expect(() => parsePath('5 5')).toThrow();
  });
});
