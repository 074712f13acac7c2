/**
 * Development: the database, the worker and Vite's server with reloading, in one process. Tracked links and the front
 * server's headers are only in `npm start`; everything that SvelteKit serves is here.
 */
import { createServer } from 'vite';
import { openRuntime } from '../src/cli/runtime.ts';
import { provideApp } from '#lib/server/web/app.ts';
import { startBackground } from '../src/worker.ts';

const runtime = await openRuntime();
provideApp(runtime.app);
if (process.argv.includes('--demo')) {
  const { loadDemo, demoLogins } = await import('../src/seed/demo.ts');
  const found = await runtime.app.database.sql`select 1 from counties limit 1`;
  if (found.length === 0)
    await loadDemo(runtime.app, runtime.home, { onProgress: (text) => console.log(text) });
  for (const line of await demoLogins(runtime.app)) console.log(line);
}
const worker = process.argv.includes('--no-worker') ? null : await startBackground(runtime.app, runtime.home);
const server = await createServer({
  server: {
    host: runtime.app.config.host,
    port: runtime.app.config.port,
    watch: { ignored: ['**/build/**', '**/data/**', '**/.cache/**', '**/tests/**'] },
  },
});
await server.listen();
server.printUrls();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await server.close();
    await worker?.stop();
    await runtime.close();
    process.exit(0);
  });
}
