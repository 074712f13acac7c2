/**
 * Loads the demo county once for a whole run. It outlives a failing test, whose process Playwright ends. Runs of other files
 * alone do without it; with DEMO_URL set, a demo that runs already is used.
 */
import { startServer } from './server.ts';

const NEED_IT = ['roles', 'accessibility', 'keyboard-and-noscript'];

export default async function startDemo(): Promise<(() => Promise<void>) | undefined> {
  const asked = process.argv.filter((argument) => argument.endsWith('.spec.ts'));
  const needed = asked.length === 0 || asked.some((file) => NEED_IT.some((name) => file.includes(name)));
  if (process.env['DEMO_URL'] || !needed) return undefined;
  const server = await startServer({ demo: true });
  process.env['DEMO_URL'] = server.url;
  return () => server.remove();
}
