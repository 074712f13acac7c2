import { expect, test } from 'vitest';
import { isSameOrigin } from './same-origin.ts';

const ours = 'https://alley.example';
const post = (headers: Record<string, string>) => new Request(`${ours}/x`, { method: 'POST', headers });

test.each([
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: ours }, true],
  [{ 'sec-fetch-site': 'cross-site', origin: ours }, false],
  [{ 'sec-fetch-site': 'same-site', origin: ours }, false],
  [{ 'sec-fetch-site': 'none' }, false],
  [{ origin: 'https://evil.example' }, false],
  [{ origin: 'null' }, false],
  [{}, false],
])('a change with %o is let in: %s', (headers, allowed) => {
  expect(isSameOrigin(post(headers), ours)).toBe(allowed);
});

test('reading is free', () => {
  expect(isSameOrigin(new Request(`${ours}/x`, { headers: { 'sec-fetch-site': 'cross-site' } }), ours)).toBe(
    true,
  );
});
