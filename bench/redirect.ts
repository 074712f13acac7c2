/**
 * What a journaled redirect costs beside a bare one, in CPU time of the serving process. Three servers run as processes
 * of their own; short rounds of load alternate between them, so that a noisy machine is noisy for all alike.
 *
 *   node bench/redirect.ts [--json] [--rounds 12] [--requests 20000]
 *
 * Floor: ours answers with at least 0.7 times the throughput per CPU second of a bare node:http 302.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openCodeTable, type CodeRow } from '#lib/server/links/code-table.ts';
import { newCode } from '#lib/server/links/code.ts';
import { linesIn } from '#lib/server/links/journal-record.ts';
import { openJournal } from '#lib/server/links/journal.ts';
import { addressHasher } from '#lib/server/links/visitor.ts';
import { front } from '../src/server/front.ts';
import { hostBook } from '../src/server/hosts.ts';
import { budget } from '../src/server/rate.ts';

const KINDS = ['bare', 'ours', 'ours, fdatasync first'] as const;
type Kind = (typeof KINDS)[number];
const FLOOR = 0.7;
const CONNECTIONS = 32;
const CODES = 10_000;
const PHONE =
  'Mozilla/5.0 (Linux; Android 12; V2055A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 XWEB/4317 Mobile Safari/537.36 MicroMessenger/8.0.27.2220(0x28001B37) WeChat/arm64 NetType/4G Language/zh_CN';

const { values } = parseArgs({
  options: {
    serve: { type: 'string' },
    directory: { type: 'string' },
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '12' },
    requests: { type: 'string', default: '20000' },
  },
});

if (values.serve !== undefined) await serve(values.serve, values.directory ?? '');
else await measure(Number(values.rounds), Number(values.requests));

/** A serving process: prints its port, and its CPU time whenever it is asked on standard input. */
async function serve(kind: string, directory: string): Promise<void> {
  const server = createServer({ keepAliveTimeout: 65_000 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let first = 'ABCD1234';
  if (kind === 'bare') {
    server.on('request', (_req, res) => {
      res.writeHead(302, { Location: '/c/baisha/bs2604?k=ABCD1234' });
      res.end();
    });
  } else {
    const rows: CodeRow[] = Array.from({ length: CODES }, () => ({
      code: newCode(),
      destination: '/c/baisha/bs2604',
      recalled: false,
      expiresAt: null,
    }));
    first = rows[0]?.code ?? first;
    const codes = await openCodeTable({
      changedSince: async (_since, take) => {
        take(rows);
        return 0;
      },
      one: async () => null,
      watch: async () => async () => {},
    });
    server.on(
      'request',
      front({
        hosts: hostBook({ origins: [`http://127.0.0.1:${port}`], loopbackPort: port }),
        tracked: {
          codes,
          journal: openJournal({ directory, sync: kind === 'ours' ? 'interval' : 'answer' }),
          offers: { find: async () => null },
          hashAddress: addressHasher('benchmark'),
          unknownCodes: budget(60, 60_000),
          now: Date.now,
        },
        webhooks: null,
        health: async () => ({ ok: true, body: {} }),
        pages: (_req, res) => res.writeHead(404).end(),
        trustedProxies: 0,
        isStopping: () => false,
        onError: () => {},
      }),
    );
  }
  process.stdin.on('data', () => {
    const { user, system } = process.cpuUsage();
    process.stdout.write(`${user + system}\n`);
  });
  process.stdin.on('end', () => process.exit(0));
  process.stdout.write(`${port} ${first}\n`);
}

interface Running {
  kind: Kind;
  child: ChildProcess;
  port: number;
  code: string;
  directory: string;
  ended: Promise<void>;
  answered: number;
  cpuUs: number;
  perRequestUs: number[];
}

async function measure(rounds: number, requests: number): Promise<void> {
  const servers: Running[] = [];
  for (const kind of KINDS) servers.push(await start(kind));
  try {
    for (const server of servers) await load(server, requests);
    for (let round = 0; round < rounds; round++) {
      for (const server of servers) {
        const before = await cpu(server);
        await load(server, requests);
        const spent = (await cpu(server)) - before;
        server.perRequestUs.push(spent / requests);
      }
    }
  } finally {
    for (const server of servers) server.child.stdin?.end();
  }
  await Promise.all(servers.map((server) => server.ended));
  report(servers, rounds, requests);
  for (const server of servers) rmSync(server.directory, { recursive: true });
}

async function start(kind: Kind): Promise<Running> {
  const directory = mkdtempSync(path.join(tmpdir(), 'bench-redirect-'));
  const child = spawn(
    process.execPath,
    [fileURLToPath(import.meta.url), '--serve', kind, '--directory', directory],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const [port = '', code = ''] = (await line(child)).split(' ');
  return { kind, child, port: Number(port), code, directory, ended, answered: 0, cpuUs: 0, perRequestUs: [] };
}

async function cpu(server: Running): Promise<number> {
  const answer = line(server.child);
  server.child.stdin?.write('?');
  return Number(await answer);
}

function line(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const died = (status: number | null): void => reject(new Error(`the server ended with ${status}`));
    child.once('exit', died);
    child.stdout?.once('data', (chunk: Buffer) => {
      child.off('exit', died);
      resolve(chunk.toString().trim());
    });
  });
}

/** Sends requests over kept-alive connections, one at a time on each, as phones behind a proxy would. */
async function load(server: Running, requests: number): Promise<void> {
  const request = Buffer.from(
    `GET /${server.code} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUser-Agent: ${PHONE}\r\nAccept: text/html\r\nAccept-Language: zh-CN\r\n\r\n`,
  );
  let toSend = requests;
  await Promise.all(
    Array.from(
      { length: CONNECTIONS },
      () =>
        new Promise<void>((resolve, reject) => {
          const socket = connect(server.port, '127.0.0.1');
          socket.setNoDelay(true);
          let text = '';
          const next = (): void => {
            if (toSend-- > 0) socket.write(request);
            else socket.end();
          };
          socket.on('connect', next);
          socket.on('data', (chunk: Buffer) => {
            text += chunk.toString('latin1');
            const end = text.indexOf('\r\n\r\n');
            if (end === -1) return;
            // A bare answer is chunked: its empty body follows the head.
            if (/transfer-encoding: chunked/i.test(text) && !text.endsWith('0\r\n\r\n')) return;
            if (!text.startsWith('HTTP/1.1 302')) return reject(new Error(text.slice(0, 60)));
            server.answered++;
            text = '';
            next();
          });
          socket.on('error', reject);
          socket.on('close', () => resolve());
        }),
    ),
  );
}

function report(servers: readonly Running[], rounds: number, requests: number): void {
  const bare = servers[0];
  if (bare === undefined) throw new Error('no servers');
  const rows = servers.map((server) => ({
    server: server.kind,
    cpuPerRequestUs: median(server.perRequestUs),
    // Round by round against the bare server of the same round, so that a slow minute hurts both.
    ratio: median(server.perRequestUs.map((us, i) => (bare.perRequestUs[i] ?? us) / us)),
    answered: server.answered,
    journaled: journaled(server.directory),
  }));
  const complete = rows.every((row) => row.server === 'bare' || row.journaled === row.answered);
  const ours = rows.find((row) => row.server === 'ours');
  const ok = complete && (ours?.ratio ?? 0) >= FLOOR;
  if (values.json) {
    process.stdout.write(
      `${JSON.stringify({ benchmark: 'redirect', node: process.version, cores: availableParallelism(), rounds, requests, floor: FLOOR, ok, rows })}\n`,
    );
  } else {
    process.stdout.write(
      `${rounds} rounds of ${requests} requests each, ${CONNECTIONS} connections, Node ${process.version}, ${availableParallelism()} cores\n\n`,
    );
    process.stdout.write('server                   CPU per request   against bare   answered   journaled\n');
    for (const row of rows)
      process.stdout.write(
        `${row.server.padEnd(24)} ${`${row.cpuPerRequestUs.toFixed(1)} µs`.padStart(15)} ${`${row.ratio.toFixed(2)}×`.padStart(14)} ${String(row.answered).padStart(10)} ${(row.server === 'bare' ? '–' : String(row.journaled)).padStart(11)}\n`,
      );
    process.stdout.write(
      `\n${ok ? 'meets' : 'MISSES'} the floor of ${FLOOR}×, ${complete ? 'no answered click is missing' : 'CLICKS ARE MISSING'}\n`,
    );
  }
  process.exitCode = ok ? 0 : 1;
}

function journaled(directory: string): number {
  return readdirSync(directory)
    .map(
      (file) =>
        linesIn(readFileSync(path.join(directory, file)), 0).lines.filter((l) => l.record !== null).length,
    )
    .reduce((sum, n) => sum + n, 0);
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
