/**
 * `npm test`: installs, gets a browser, then runs format, lint, types, unit, database and browser tests. One part alone:
 * `npm test -- unit db`. The last line is `N passed, N failed`; the exit status is 0 only when nothing failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findBrowser } from './browser.mjs';
import { compileWords, ensureBuilt, ensureInstalled, ROOT } from './prepare.mjs';

const PARTS = ['format', 'lint', 'types', 'unit', 'db', 'e2e'];
const asked = process.argv.slice(2).filter((a) => !a.startsWith('-'));
const unknown = asked.filter((a) => !PARTS.includes(a));
if (unknown.length > 0) {
  console.error(`没有这一项 no such part: ${unknown.join(', ')}. ${PARTS.join(' | ')}`);
  process.exit(2);
}
const parts = asked.length > 0 ? asked : PARTS;

await ensureInstalled();
const bin = path.join(ROOT, 'node_modules/.bin');
const env = {
  ...process.env,
  PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}`,
  FORCE_COLOR: process.env.FORCE_COLOR ?? '0',
};
const results = path.join(ROOT, '.cache/results');
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
let passed = 0;
let failed = 0;

compileWords();
run('svelte-kit', ['sync']);

for (const part of parts) {
  console.log(`\n—— ${part} ——`);
  const before = failed;
  if (part === 'format') single(run('prettier', ['--check', '--log-level', 'warn', '.']));
  if (part === 'lint') single(run('eslint', ['.', '--max-warnings', '0']));
  if (part === 'types')
    single(
      run('svelte-check', ['--tsconfig', './tsconfig.json', '--threshold', 'error', '--output', 'human']),
    );
  if (part === 'unit' || part === 'db') vitest(part);
  if (part === 'e2e') await playwright();
  console.log(`${part}: ${failed === before ? 'ok' : 'FAILED'}`);
}

console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

function run(tool, args, extra = {}) {
  const windows = process.platform === 'win32';
  return spawnSync(path.join(bin, windows ? `${tool}.cmd` : tool), args, {
    stdio: 'inherit',
    env: { ...env, ...extra },
    shell: windows,
  });
}

function single(result) {
  if (result.status === 0) passed++;
  else failed++;
}

/** Counts come from the runner's own report; a run that died without one is a failure. */
function vitest(project) {
  const file = path.join(results, `${project}.json`);
  const result = run('vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  const report = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : { numPassedTests: 0, numFailedTests: 0 };
  passed += report.numPassedTests;
  failed += report.numFailedTests;
  if (result.status !== 0 && report.numFailedTests === 0) failed++;
  if (result.status === 0 && report.numPassedTests === 0) failed++;
}

async function playwright() {
  await ensureBuilt();
  const browser = await findBrowser();
  const file = path.join(results, 'e2e.json');
  const result = run('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    TEST_BROWSER: browser,
  });
  const stats = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8')).stats
    : { expected: 0, unexpected: 0, flaky: 0 };
  passed += stats.expected + stats.flaky;
  failed += stats.unexpected;
  if (result.status !== 0 && stats.unexpected === 0) failed++;
  if (result.status === 0 && stats.expected === 0) failed++;
}
