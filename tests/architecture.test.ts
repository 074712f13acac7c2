import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/** Technology: may import each other; only the schema barrel looks at the domains. */
const GROUND_FLOOR = ['db', 'config', 'jobs', 'mail', 'storage', 'audit', 'outbox', 'web'];

/** Left to right, as data moves: a domain may import what stands in an earlier row, and the ground floor. */
const ORDER: string[][] = [
  ['accounts'],
  ['county'],
  ['merchants'],
  ['notices'],
  ['brand'],
  ['campaigns'],
  ['funds'],
  ['events'],
  ['livestreams'],
  ['links'],
  ['posters', 'sales'],
  ['attribution'],
  ['impact'],
  ['reviews'],
  ['reports'],
];
const rank = (domain: string) => ORDER.findIndex((row) => row.includes(domain));
/** funds, events and livestreams stand side by side. */
const SIBLINGS = new Set(['funds', 'events', 'livestreams']);

export interface SourceFile {
  path: string;
  text: string;
}

/** Every broken arrow as a sentence. Paths are relative to the project's root, with slashes. */
export function brokenImports(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => importsOf(file).flatMap((target) => judge(file.path, target)));
}

function importsOf(file: SourceFile): string[] {
  const found = [...file.text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1] ?? '');
  return found.map((spec) => {
    if (spec.startsWith('.'))
      return path.posix.normalize(path.posix.join(path.posix.dirname(file.path), spec));
    return spec.replace(/^#lib\//, 'src/lib/');
  });
}

function judge(file: string, target: string): string[] {
  const place = zone(file);
  if (/^\$lib\b/.test(target)) return [`${file} imports ${target}: write #lib/… with the extension`];
  if (target === 'lucia' && file !== 'src/lib/server/accounts/session.ts') {
    return [
      `${file} imports lucia: accounts/session.ts is the only place that may, so that a replacement is one import`,
    ];
  }
  if (place.kind === 'route' || place.kind === 'other') return [];
  const to = zone(target);
  if (
    place.kind === 'shared' &&
    (to.kind === 'domain' || to.kind === 'ground' || to.kind === 'ui' || to.kind === 'route')
  ) {
    return [`${file} imports ${target}: lib/shared is pure code for both sides and imports nothing of ours`];
  }
  if (place.kind === 'ui') {
    const typeOnly = to.kind === 'domain' || to.kind === 'ground';
    return typeOnly ? [`${file} imports ${target}: components take data, not domains`] : [];
  }
  if (place.kind !== 'domain' && place.kind !== 'ground') return [];
  if (place.kind === 'domain' || place.name !== 'web') {
    if (/^\$app\b|^@sveltejs\/kit\b|\.svelte$/.test(target)) {
      return [`${file} imports ${target}: domain code runs on plain Node, in the worker, the CLI and tests`];
    }
  }
  if (to.kind === 'route') return [`${file} imports ${target}: routes import domains, never the other way`];
  if (to.kind === 'ui') return [`${file} imports ${target}: the server does not know the components`];
  if (to.kind !== 'domain') return [];
  if (place.kind === 'ground') {
    const allowed =
      file === 'src/lib/server/db/schema.ts' ||
      (place.name === 'web' && ['accounts', 'county'].includes(to.name));
    return allowed
      ? []
      : [
          `${file} imports ${target}: the ground floor does not know the domains (hand it over as an argument)`,
        ];
  }
  if (to.name === place.name) return [];
  if (rank(to.name) < 0 || rank(place.name) < 0)
    return [
      `${file} imports ${target}: ${place.name} or ${to.name} is not in the table of docs/architecture.md`,
    ];
  if (SIBLINGS.has(place.name) && SIBLINGS.has(to.name))
    return [
      `${file} imports ${target}: ${place.name} and ${to.name} stand side by side; neither knows the other`,
    ];
  if (rank(to.name) >= rank(place.name)) {
    return [
      `${file} imports ${target}: ${to.name} stands right of ${place.name}; what happens on the left becomes known on the right through the outbox`,
    ];
  }
  return [];
}

type Zone = { kind: 'domain' | 'ground'; name: string } | { kind: 'route' | 'ui' | 'shared' | 'other' };

function zone(file: string): Zone {
  const server = /^src\/lib\/server\/([^/]+)\//.exec(file)?.[1];
  if (server) return { kind: GROUND_FLOOR.includes(server) ? 'ground' : 'domain', name: server };
  if (file.startsWith('src/routes/')) return { kind: 'route' };
  if (file.startsWith('src/lib/ui/')) return { kind: 'ui' };
  if (file.startsWith('src/lib/shared/')) return { kind: 'shared' };
  return { kind: 'other' };
}

const sources = globSync('src/**/*.{ts,svelte}')
  .filter((file) => !file.includes('paraglide') && !/\.test\.ts$/.test(file))
  .map((file) => ({ path: file.split(path.sep).join('/'), text: readFileSync(file, 'utf8') }));

test('every module imports only what docs/architecture.md allows', () => {
  expect(sources.length).toBeGreaterThan(50);
  expect(brokenImports(sources)).toEqual([]);
});

describe('a planted import is found', () => {
  test.each([
    [
      'src/lib/server/campaigns/x.ts',
      "import { a } from '#lib/server/sales/orders.ts';",
      'right of campaigns',
    ],
    ['src/lib/server/campaigns/x.ts', "import { a } from '../reports/r.ts';", 'right of campaigns'],
    ['src/lib/server/sales/x.ts', "import { a } from '#lib/server/posters/posters.ts';", 'right of sales'],
    ['src/lib/server/funds/x.ts', "import { a } from '../events/schema.ts';", 'side by side'],
    ['src/lib/server/sales/x.ts', "import { json } from '@sveltejs/kit';", 'plain Node'],
    ['src/lib/server/sales/x.ts', "const x = await import('$app/environment');", 'plain Node'],
    ['src/lib/server/jobs/x.ts', "import { a } from '../accounts/actor.ts';", 'ground floor'],
    ['src/lib/ui/x.svelte', "import { a } from '#lib/server/sales/orders.ts';", 'components take data'],
    ['src/lib/shared/x.ts', "import { a } from '#lib/server/db/uuid.ts';", 'lib/shared'],
    ['src/lib/server/web/x.ts', "import { Lucia } from 'lucia';", 'session.ts is the only place'],
    ['src/lib/server/gossip/x.ts', "import { a } from '#lib/server/county/schema.ts';", 'not in the table'],
    ['src/routes/x/+page.server.ts', "import { a } from '$lib/server/sales/orders.ts';", '#lib/'],
  ])('%s: %s', (file, text, sentence) => {
    expect(brokenImports([{ path: file, text }]).join()).toContain(sentence);
  });

  test('what is allowed passes', () => {
    const text = `
      import { a } from '#lib/server/campaigns/campaigns.ts';
      import { b } from '../db/columns.ts';
      import { c } from '#lib/shared/money.ts';
      import { sql } from 'drizzle-orm';`;
    expect(brokenImports([{ path: 'src/lib/server/sales/x.ts', text }])).toEqual([]);
  });
});
