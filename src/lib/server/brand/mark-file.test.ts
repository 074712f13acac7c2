import { describe, expect, it } from 'vitest';
import { drawingSvg, DRAWINGS } from './drawings.ts';
import { readMarkFile } from './mark-file.ts';

const svg = (inner: string, root = 'viewBox="0 0 120 60"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${root}>${inner}</svg>`;
const reasonOf = (text: string) => {
  const read = readMarkFile(text);
  return read.ok ? 'ok' : read.reason;
};

describe('the vector file of a mark', () => {
  it('is read with its box, its paths and its colours', () => {
    const text = `<?xml version="1.0"?>\n<!-- from the manual -->\n${svg(
      '<title>白沙</title><g fill="#1F5C3D"><path d="M0 0H10V10Z"/><path fill="#abc" d="M1 1h2z"/></g><path d="M0 0L5 5Z"/>',
    )}`;
    expect(readMarkFile(text)).toMatchObject({
      ok: true,
      file: {
        viewBox: '0 0 120 60',
        paths: [
          { d: 'M0 0H10V10Z', fill: '#1f5c3d' },
          { d: 'M1 1h2z', fill: '#aabbcc' },
          { d: 'M0 0L5 5Z', fill: null },
        ],
        colours: ['#1f5c3d', '#aabbcc'],
      },
    });
  });

  it('is what the house writes itself', () => {
    for (const drawing of Object.values(DRAWINGS))
      expect(reasonOf(drawingSvg(drawing, '#17503b'))).toBe('ok');
  });

  it.each([
    [svg('<script>alert(1)</script>'), 'foreign_element'],
    [svg('<image href="https://example.com/a.png"/>'), 'foreign_element'],
    [svg('<foreignObject></foreignObject>'), 'foreign_element'],
    [svg('<path d="M0 0Z" onload="x()"/>'), 'foreign_attribute'],
    [svg('<path d="M0 0Z" transform="rotate(5)"/>'), 'foreign_attribute'],
    [svg('<path d="M0 0Z" style="fill:url(http://example.com)"/>'), 'foreign_attribute'],
    [svg('<path d="M0 0Z" fill="url(#a)"/>'), 'bad_fill'],
    [svg('<path d="javascript:alert(1)"/>'), 'bad_path'],
    [svg('<path d="M0 0Z"/>', ''), 'no_view_box'],
    [svg('<path d="M0 0Z"/>', 'viewBox="0 0 0 10"'), 'no_view_box'],
    [svg(''), 'no_paths'],
    [`<!DOCTYPE svg [<!ENTITY a "b">]>${svg('<path d="M0 0Z"/>')}`, 'not_svg'],
    ['<html></html>', 'foreign_element'],
    ['', 'not_svg'],
    [svg(`<path d="M0 0${'L1 1'.repeat(60_000)}"/>`), 'too_large'],
  ])('%.60s is refused: %s', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });
});
