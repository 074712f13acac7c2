import { expect, it } from 'vitest';
import { cleanForms, holdsNul } from './clean-text.ts';

it.each([
  ['/campaigns/%00', true],
  ['/campaigns/a%00b/edit', true],
  ['/search?q=%00', true],
  ['/search?q=100%25', false],
  ['/search?q=%2500', false],
])('an address with U+0000 is found: %s', (path, found) => {
  expect(holdsNul(new URL(path, 'http://localhost'))).toBe(found);
});

it('a form loses U+0000 and nothing else', async () => {
  const sent = new FormData();
  sent.append('na\0me', 'a\0b\t\n');
  sent.append('list[]', '1');
  sent.append('list[]', '\0');
  sent.append('file', new File(['x\0y'], 'orders.csv'));
  const request = new Request('http://localhost/', { method: 'POST', body: sent });
  cleanForms(request);
  const got = await request.formData();
  // A multipart text ends its lines with CR LF, as the standard says.
  expect(String(got.get('name')).replaceAll('\r', '')).toBe('ab\t\n');
  expect(got.getAll('list[]')).toEqual(['1', '']);
  const file = got.get('file');
  expect(file instanceof File && [file.name, file.size]).toEqual(['orders.csv', 3]);
});
