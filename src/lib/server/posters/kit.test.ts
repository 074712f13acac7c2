import { expect, it } from 'vitest';
import { contrast, luminance } from './colour.ts';
import { DEFAULT_KIT, paletteFor } from './kit.ts';

it('keeps a county’s faint quiet colour readable on its paper', () => {
  const faint = { ...DEFAULT_KIT, palette: { ...DEFAULT_KIT.palette, muted: '#a9b0a4' }, families: {} };
  const { muted, paper } = paletteFor(faint, 'brocade-band');
  expect(contrast(luminance(muted), luminance(paper))).toBeGreaterThanOrEqual(4.5);
  expect(paletteFor(DEFAULT_KIT, 'brocade-band').muted).toBe(DEFAULT_KIT.palette.muted);
});
