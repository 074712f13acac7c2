/** The user's side of the embedded PostgreSQL: take a lease (starting the supervisor when there is none), release it. */
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { leaseSocket, socketDirectory } from './paths.ts';

export interface Lease {
  readonly socketDir: string;
  /** Gives the lease back; waits until PostgreSQL has stopped when this was the last one. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  dataDirectory: string;
  durable?: boolean;
}

const DEADLINE_MS = 60_000;
const SUPERVISOR = path.join(path.dirname(fileURLToPath(import.meta.url)), 'supervisor.ts');

/** @throws when PostgreSQL cannot be started; the message carries what the server printed. */
export async function takeLease(options: LeaseOptions): Promise<Lease> {
  const dataDirectory = path.resolve(options.dataDirectory);
  const socketDir = socketDirectory(dataDirectory);
  let lastSpawn = 0;
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline;) {
    const socket = await tryConnect(leaseSocket(socketDir));
    if (socket) {
      const answer = await firstLine(socket);
      if (answer && 'ready' in answer) return { socketDir, release: () => release(socket) };
      socket.destroy();
      if (answer && 'error' in answer) throw new Error(answer.error);
    }
    if (!socket && Date.now() - lastSpawn > 1_000) {
      lastSpawn = Date.now();
      const argument = JSON.stringify({ dataDirectory, durable: options.durable ?? true });
      spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SUPERVISOR, argument], {
        detached: true,
        stdio: 'ignore',
      }).unref();
    }
    await sleep(30);
  }
  throw new Error(
    `内置 PostgreSQL 一分钟内没有启动：见 ${dataDirectory}.log。\nThe embedded PostgreSQL did not start within a minute: see ${dataDirectory}.log.`,
  );
}

function tryConnect(file: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = connect({ path: file, allowHalfOpen: true });
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

function firstLine(socket: Socket): Promise<{ ready: true } | { error: string } | null> {
  return new Promise((resolve) => {
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const end = text.indexOf('\n');
      if (end >= 0) {
        socket.unref();
        resolve(JSON.parse(text.slice(0, end)) as { ready: true } | { error: string });
      }
    });
    socket.once('end', () => resolve(null));
    socket.once('close', () => resolve(null));
    socket.on('error', () => resolve(null));
  });
}

async function release(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  socket.ref();
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.end();
  await Promise.race([closed, sleep(20_000, undefined, { ref: false })]);
  socket.destroy();
}
