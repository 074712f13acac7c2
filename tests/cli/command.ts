/** The command as people run it: a process of its own on a data directory of its own. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openApp, openHome } from '#lib/server/db/connect.ts';
import type { Database, Sql } from '#lib/server/db/database.ts';

const ROOT = path.join(import.meta.dirname, '../..');

export interface Run {
  status: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface Installation {
  readonly dataDirectory: string;
  readonly database: Database;
  readonly sql: Sql;
  run(...argv: string[]): Run;
  /** Like `run`, and throws unless it ended with 0. */
  must(...argv: string[]): Run;
  /** Starts it and returns at once; `kill` is SIGKILL: nothing of it may tidy up. */
  start(...argv: string[]): { ended: Promise<Run>; kill(): void };
  remove(): Promise<void>;
}

/** A place to write in, removed by `remove`. */
export function scratchDirectory(name: string): { path: string; remove(): void } {
  const directory = mkdtempSync(path.join(tmpdir(), `deep-alley-${name}-`));
  return { path: directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}

/**
 * An empty installation. The test itself holds its database open, so that commands find it running, as beside a server.
 */
export async function openInstallation(name: string): Promise<Installation> {
  const directory = scratchDirectory(name);
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: directory.path,
    SECRET_KEY: 'a secret that two installations share, so that hashes of phones agree',
  };
  const options = { cwd: ROOT, env };
  const run: Installation['run'] = (...argv) => {
    const { status, signal, stdout, stderr } = spawnSync(process.execPath, ['src/cli.ts', ...argv], {
      ...options,
      encoding: 'utf8',
      maxBuffer: 256_000_000,
    });
    return { status, signal, stdout, stderr };
  };
  const must: Installation['must'] = (...argv) => {
    const ended = run(...argv);
    if (ended.status !== 0)
      throw new Error(`${argv.join(' ')}: ${ended.status}\n${ended.stderr}${ended.stdout}`);
    return ended;
  };
  // The first command starts the embedded PostgreSQL by itself, makes the roles and migrates.
  must('migrate');
  const home = await openHome({ url: null, dataDirectory: directory.path });
  const database = openApp(home, { max: 2 });
  return {
    dataDirectory: directory.path,
    database,
    sql: database.sql,
    run,
    must,
    start(...argv) {
      const child = spawn(process.execPath, ['src/cli.ts', ...argv], {
        ...options,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [stdout, stderr] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
      const ended = new Promise<Run>((resolve, reject) => {
        child.once('error', reject);
        child.once('close', (status, signal) => resolve({ status, signal, stdout, stderr }));
      });
      return { ended, kill: () => child.kill('SIGKILL') };
    },
    async remove() {
      await database.close();
      await home.release();
      directory.remove();
    },
  };
}

export async function withCounty(name: string): Promise<Installation> {
  const installation = await openInstallation(name);
  installation.must('county', 'add', '--slug', 'baisha', '--name', '白沙', '--province', '海南省');
  return installation;
}

/** One JSON object a line, as `--json` prints them. */
export const objectsOf = (run: Run): unknown[] =>
  run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
