/**
 * Replaces the single initial migration by one generated from the schemas. Only for use before the first release:
 * afterwards migrations are added with `npm run db:generate` and never edited.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';

rmSync('drizzle', { recursive: true, force: true });
const run = spawnSync('drizzle-kit', ['generate', '--name', 'initial'], { stdio: 'inherit' });
process.exit(run.status ?? 1);
