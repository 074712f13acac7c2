/**
 * Owns one embedded PostgreSQL. Started detached by the first process that needs the database; every user holds a lease,
 * an open connection to lease.sock, and when the last lease is gone the server is stopped. A user that is killed loses
 * its lease with its socket. If this process is killed, the kernel sends PostgreSQL a fast shutdown.
 *
 * node supervisor.ts '{"dataDirectory":"…","durable":true}'
 */
import { appendFileSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import path from 'node:path';
import { startCluster, type Cluster } from './cluster.ts';
import { takeProcessLock } from './lock.ts';
import { leaseSocket, socketDirectory } from './paths.ts';

const GRACE_MS = 400;

interface SupervisorOptions {
  dataDirectory: string;
  durable: boolean;
}

async function supervise({ dataDirectory, durable }: SupervisorOptions): Promise<void> {
  const socketDir = socketDirectory(dataDirectory);
  mkdirSync(socketDir, { recursive: true, mode: 0o700 });
  const owner = statSync(socketDir).uid;
  if (process.getuid && owner !== process.getuid() && !(process.getuid() === 0 && owner === 65534)) {
    throw new Error(`${socketDir} belongs to user ${owner}: remove it`);
  }
  const release = takeProcessLock(path.join(socketDir, 'supervisor.lock'));
  if (!release) return;

  const logFile = `${dataDirectory}.log`;
  mkdirSync(path.dirname(dataDirectory), { recursive: true });
  const log = (line: string) => {
    try {
      if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 8_000_000)
        rmSync(logFile, { force: true });
      appendFileSync(logFile, line);
    } catch {
      // A full disk must not take the database down with its log.
    }
  };

  const leases = new Set<Socket>();
  const leaving = new Set<Socket>();
  let state: { ready: true } | { error: string } | null = null;
  let cluster: Cluster | null = null;
  let stopping = false;
  let grace: NodeJS.Timeout | undefined;

  const socketPath = leaseSocket(socketDir);
  if (process.platform !== 'win32') rmSync(socketPath, { force: true });
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    leases.add(socket);
    clearTimeout(grace);
    if (state) socket.write(JSON.stringify(state) + '\n');
    const gone = () => {
      if (!leases.delete(socket)) return;
      if (leases.size > 0) socket.destroy();
      else {
        leaving.add(socket);
        grace = setTimeout(() => void stop(), GRACE_MS);
      }
    };
    socket.on('end', gone);
    socket.on('close', gone);
    socket.on('error', gone);
    socket.resume();
  });

  async function stop(): Promise<void> {
    if (stopping || leases.size > 0) return;
    stopping = true;
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of leases) socket.destroy();
      if (process.platform !== 'win32') rmSync(socketPath, { force: true });
      resolve();
    });
    await cluster?.stop();
    release?.();
    for (const socket of leaving) socket.destroy();
    process.exit(0);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socketPath, resolve);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      leases.clear();
      void stop();
    });
  }
  try {
    cluster = await startCluster({ dataDirectory, socketDir, durable, log });
    state = { ready: true };
    void cluster.ended.then((tail) => {
      if (stopping) return;
      log(`\nPostgreSQL ended by itself: ${tail}\n`);
      release();
      process.exit(1);
    });
  } catch (error) {
    state = { error: error instanceof Error ? error.message : String(error) };
  }
  for (const socket of leases) socket.write(JSON.stringify(state) + '\n');
  if ('error' in state) {
    setTimeout(() => {
      release();
      process.exit(1);
    }, 200);
  } else if (leases.size === 0) {
    grace = setTimeout(() => void stop(), 10_000);
  }
}

await supervise(JSON.parse(process.argv[2] ?? '{}') as SupervisorOptions);
