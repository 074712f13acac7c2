/**
 * `npm start` on a machine that has only Node (20 or newer) and npm: installs what is locked when it is missing or
 * stale, builds when sources changed, then runs src/cli.ts start under the Node that the project brings along.
 */
import { spawn } from 'node:child_process';
import { ensureBuilt, ensureInstalled, projectNode } from './prepare.mjs';

await ensureInstalled();
await ensureBuilt();

const child = spawn(projectNode(), ['src/cli.ts', 'start', ...process.argv.slice(2)], { stdio: 'inherit' });
// The terminal sends Ctrl-C to the whole group; a supervisor sends SIGTERM to us alone.
process.on('SIGINT', () => {});
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
