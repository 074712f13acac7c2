#!/usr/bin/env node
/** The `deep-alley` command for whatever Node is there: hands over to the project's own. */
import { spawnSync } from 'node:child_process';
import { projectNode, ROOT } from './prepare.mjs';

const run = spawnSync(projectNode(), [`${ROOT}/src/cli.ts`, ...process.argv.slice(2)], { stdio: 'inherit' });
process.exit(run.status ?? 1);
