import { describe, expect, it } from 'vitest';
import { contrastOf, deltaE, luminanceOf } from './colour-difference.ts';

describe('the difference of two colours', () => {
  it('is nothing for the same, symmetric, and a hundred from black to white', () => {
    expect(deltaE('#17503b', '#17503b')).toBe(0);
    expect(deltaE('#17503b', '#d9952f')).toBeCloseTo(deltaE('#d9952f', '#17503b'), 10);
    expect(deltaE('#000000', '#ffffff')).toBeCloseTo(100, 4);
  });

  // Values of an independent implementation of CIEDE2000 (D65, 2°), rounded to two digits.
  it.each([
    ['#ff0000', '#00ff00', 86.61],
    ['#ff0000', '#0000ff', 52.88],
    ['#00ff00', '#0000ff', 83.18],
  ])('%s and %s are %d apart', (a, b, expected) => {
    expect(deltaE(a, b)).toBeCloseTo(expected, 1);
  });

  it('is small for what the eye hardly tells apart', () => {
    expect(deltaE('#17503b', '#18513c')).toBeLessThan(1);
    expect(deltaE('#17503b', '#1f5c3d')).toBeGreaterThan(3);
  });
});

it('contrast is 21 at most', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(luminanceOf('#ffffff')).toBeCloseTo(1, 5);
});
