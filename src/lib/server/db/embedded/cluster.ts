/** One PostgreSQL cluster: initdb aside then rename, start, wait until it accepts, stop. Used by the supervisor only. */
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries, planRun, spawnPlanned } from './binaries.ts';

export interface ClusterOptions {
  dataDirectory: string;
  socketDir: string;
  /** False only for test clusters: nothing then survives a power cut. */
  durable: boolean;
  log(line: string): void;
}

export interface Cluster {
  readonly pid: number;
  /** Resolves when the server is gone, with the last lines it printed. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 30_000;

export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const binaries = await findBinaries();
  const { dataDirectory, socketDir } = options;
  mkdirSync(path.dirname(dataDirectory), { recursive: true });
  const isFresh = !existsSync(path.join(dataDirectory, 'PG_VERSION'));
  const initDirectory = `${dataDirectory}.init`;
  if (isFresh) rmSync(initDirectory, { recursive: true, force: true });
  const plan = planRun([socketDir, isFresh ? initDirectory : dataDirectory], binaries.postgres);

  if (isFresh) {
    const args = ['-D', initDirectory, '-U', 'postgres', '--auth=trust', '-E', 'UTF8'];
    args.push('--locale-provider=builtin', '--locale=C.UTF-8', '--lc-messages=C');
    if (!options.durable) args.push('--no-sync');
    await runToEnd(spawnPlanned(plan, binaries.initdb, args), 'initdb');
    rmSync(dataDirectory, { recursive: true, force: true });
    renameSync(initDirectory, dataDirectory);
  }

  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${socketDir}`,
    'log_checkpoints=off',
    'max_connections=120',
  ];
  settings.push('shared_buffers=256MB', 'max_wal_size=2GB', 'timezone=UTC', 'jit=off');
  if (!options.durable)
    settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off', 'autovacuum=off');
  const args = ['-D', dataDirectory, '-p', '5432', ...settings.flatMap((s) => ['-c', s])];

  for (const deadline = Date.now() + START_DEADLINE_MS; ;) {
    const child = spawnPlanned(plan, binaries.postgres, args, { diesWithParent: true });
    const started = await waitUntilReady(child, options.log);
    if (started.ok) return asCluster(child, started.tail);
    // A killed predecessor may still be dying (its pid a zombie, its shared memory in use): wait. Else it is final.
    if (!/lock file|shared memory block/.test(started.tail()) || Date.now() > deadline) {
      throw new Error(`PostgreSQL 未能启动 did not start: ${started.tail()}`);
    }
    await sleep(250);
  }
}

function asCluster(child: ChildProcess, tail: () => string): Cluster {
  const ended = new Promise<string>((resolve) => child.once('close', () => resolve(tail())));
  return {
    pid: child.pid ?? 0,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      await ended;
    },
  };
}

async function waitUntilReady(
  child: ChildProcess,
  log: (line: string) => void,
): Promise<{ ok: boolean; tail: () => string }> {
  let text = '';
  const ok = await new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      text += String(error);
      resolve(false);
    });
    child.once('close', () => resolve(false));
    const read = (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-4000);
      log(chunk.toString());
      if (/ready to accept connections/.test(text)) resolve(true);
    };
    child.stderr?.on('data', read);
    child.stdout?.on('data', read);
  });
  return { ok, tail: () => text };
}

async function runToEnd(child: ChildProcess, name: string): Promise<void> {
  let text = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('close', resolve);
    child.once('error', reject);
  });
  if (code !== 0) throw new Error(`${name} failed (${code}): ${text}`);
}
