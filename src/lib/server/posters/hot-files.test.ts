import { expect, it } from 'vitest';
import { HotFiles } from './hot-files.ts';

it('keeps what was asked for last, up to its limit, and nothing too large', () => {
  const files = new HotFiles(800);
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) files.keep(name, new Uint8Array(100));
  expect(files.get('a')).toHaveLength(100);
  files.keep('i', new Uint8Array(100));
  expect(files.get('b')).toBeNull();
  expect(files.get('a')).not.toBeNull();
  files.keep('huge', new Uint8Array(101));
  expect(files.get('huge')).toBeNull();
});
