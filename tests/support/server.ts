/** A real server for browser tests: `deep-alley start` as people run it, on a data directory and port of its own. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface CliRun {
  status: number | null;
  stdout: string;
  stderr: string;
}

export interface TestServer {
  readonly url: string;
  readonly dataDirectory: string;
  /** What it printed so far, both streams. */
  output(): string;
  /** Runs the command line on the same data, beside the running server. */
  cli(...argv: string[]): CliRun;
  /** The same with something on its standard input, such as a password. */
  cliReading(input: string, ...argv: string[]): CliRun;
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts again on the same data and port. */
  start(): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

export interface TestServerOptions {
  demo: boolean;
  env?: Record<string, string>;
  /** Commands to run on the empty data before the first start, e.g. ['county', 'add', …]. */
  before?: readonly (readonly string[])[];
}

const START_DEADLINE_MS = 240_000;

export async function startServer(options: TestServerOptions): Promise<TestServer> {
  const dataDirectory = mkdtempSync(path.join(tmpdir(), 'deep-alley-e2e-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    DATA_DIR: dataDirectory,
    PORT: String(port),
    DEMO: options.demo ? '1' : '0',
    ...options.env,
  };
  let child: ChildProcess | null = null;
  let text = '';

  const cliReading: TestServer['cliReading'] = (input, ...argv) => {
    const run = spawnSync(process.execPath, ['src/cli.ts', ...argv], {
      env,
      input,
      encoding: 'utf8',
      maxBuffer: 64_000_000,
    });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  };
  const cli: TestServer['cli'] = (...argv) => cliReading('', ...argv);
  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['src/cli.ts', 'start'], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    started.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    started.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    for (const deadline = Date.now() + START_DEADLINE_MS; ;) {
      if (started.exitCode !== null)
        throw new Error(`the server ended (${started.exitCode}):\n${text.slice(-4000)}`);
      const answer = await fetch(`${url}/healthz`).catch(() => null);
      if (answer?.ok) return;
      if (Date.now() > deadline) throw new Error(`the server did not answer:\n${text.slice(-4000)}`);
      await new Promise((r) => setTimeout(r, 100));
    }
  }
  async function kill(signal: NodeJS.Signals): Promise<void> {
    const running = child;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const gone = new Promise((resolve) => running.once('close', resolve));
    running.kill(signal);
    await gone;
  }

  for (const argv of options.before ?? []) {
    const run = cli(...argv);
    if (run.status !== 0) throw new Error(`${argv.join(' ')} ended with ${run.status}: ${run.stderr}`);
  }
  await start();
  return {
    url,
    dataDirectory,
    output: () => text,
    cli,
    cliReading,
    kill,
    start,
    async remove() {
      await kill('SIGTERM');
      rmSync(dataDirectory, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
