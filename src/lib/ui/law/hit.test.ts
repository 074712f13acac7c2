import { expect, test } from 'vitest';
import { piecesOf, type Span } from './hit.ts';

const span = (start: number, end: number): Span => ({ start, end, severity: 'block', title: '' });

test('a text is cut at its spans and nothing of it is lost', () => {
  const text = '全国最好的绿茶';
  expect(piecesOf(text, [span(2, 5)]).map((p) => p.text)).toEqual(['全国', '最好的', '绿茶']);
  expect(piecesOf(text, []).map((p) => p.text)).toEqual([text]);
  for (const spans of [[span(0, 3), span(2, 5)], [span(5, 99)], [span(3, 3)], [span(4, 6), span(0, 2)]])
    expect(
      piecesOf(text, spans)
        .map((p) => p.text)
        .join(''),
    ).toBe(text);
});
