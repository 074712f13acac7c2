/**
 * Loads the demo county once for a whole run. It outlives a failing test, whose process Playwright ends. Runs of other files
 * alone do without it; with DEMO_URL set, a demo that runs already is used.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { startServer } from './server.ts';

const TESTS = path.resolve(import.meta.dirname, '../e2e');

export default async function startDemo(): Promise<(() => Promise<void>) | undefined> {
  const asked = process.argv.filter((argument) => argument.endsWith('.spec.ts'));
  const files = readdirSync(TESTS).filter((file) => file.endsWith('.spec.ts'));
  const run = files.filter((file) => asked.length === 0 || asked.some((one) => one.endsWith(file)));
  const needed = run.some((file) => readFileSync(path.join(TESTS, file), 'utf8').includes('/e2e-demo.ts'));
  if (process.env['DEMO_URL'] || !needed) return undefined;
  const server = await startServer({ demo: true });
  process.env['DEMO_URL'] = server.url;
  return () => server.remove();
}
