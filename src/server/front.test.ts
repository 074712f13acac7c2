import {
  createServer,
  request,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { JournalRecord } from '#lib/server/links/journal-record.ts';
import { openCodeTable, type CodeRow } from '#lib/server/links/code-table.ts';
import { addressHasher } from '#lib/server/links/visitor.ts';
import { front, type FrontParts, type PageHandler, type RawHandler } from './front.ts';
import { hostBook } from './hosts.ts';
import { budget } from './rate.ts';

const LIVE = 'ABCD1234';
const RECALLED = 'ABCD1235';
const EXPIRED = 'ABCD1236';
const LATE = 'ABCD1237';
const OFFER = '01890000-0000-7000-8000-000000000001';
const code = (over: Partial<CodeRow>): CodeRow => ({
  code: LIVE,
  destination: '/c/baisha/bs2604',
  recalled: false,
  expiresAt: null,
  ...over,
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server | null = null;
let port = 0;
let journaled: JournalRecord[] = [];
let pageCalls: string[] = [];
let pageSaw: {
  host?: string | string[];
  protocol?: string | string[];
  address?: string | string[];
  bytes: number;
} = { bytes: 0 };

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const readingPage: PageHandler = (req, res) => {
  pageCalls.push(req.url ?? '');
  pageSaw = {
    host: req.headers['x-front-host'],
    protocol: req.headers['x-front-protocol'],
    address: req.headers['x-front-address'],
    bytes: 0,
  };
  req.on('data', (chunk: Buffer) => (pageSaw.bytes += chunk.length));
  req.on('end', () => {
    res.writeHead(200, { 'Content-Type': 'text/html' });
    res.end('a page');
  });
};

async function serve(
  over: {
    origin?: string;
    proxies?: number;
    webhooks?: RawHandler;
    unknown?: number;
    pages?: PageHandler;
  } = {},
): Promise<void> {
  journaled = [];
  pageCalls = [];
  const rows = [code({}), code({ code: RECALLED, recalled: true }), code({ code: EXPIRED, expiresAt: 1 })];
  const codes = await openCodeTable({
    changedSince: async (_, take) => {
      take(rows);
      return 0;
    },
    one: async (wanted) => (wanted === LATE ? code({ code: LATE }) : null),
    watch: async () => async () => {},
  });
  server = createServer({ headersTimeout: 15_000 });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  const hosts = hostBook({ origins: [over.origin ?? `http://127.0.0.1:${port}`], loopbackPort: port });
  hosts.setCountyHosts(['bsh.example']);
  const parts: FrontParts = {
    hosts,
    tracked: {
      codes,
      journal: {
        append(record, done) {
          journaled.push(record);
          setImmediate(done);
        },
        file: '',
        unrecorded: 0,
        close() {},
      },
      offers: {
        find: async (slug, id) =>
          slug === 'baisha' && id === OFFER ? { platform: 'jd', url: 'https://item.jd.com/1.html' } : null,
      },
      hashAddress: addressHasher('s'),
      unknownCodes: budget(over.unknown ?? 60, 60_000),
      now: Date.now,
    },
    webhooks: over.webhooks ?? null,
    health: async () => ({ ok: true, body: { status: 'ok', version: '1' } }),
    pages: over.pages ?? readingPage,
    trustedProxies: over.proxies ?? 0,
    isStopping: () => false,
    onError: () => {},
  };
  server.on('request', front(parts));
}

function ask(
  path: string,
  options: { method?: string; headers?: OutgoingHttpHeaders; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers },
      (res) => {
        let body = '';
        res.setEncoding('latin1');
        res.on('data', (chunk: string) => (body += chunk));
        res.on('end', () => resolve({ status: res.statusCode ?? 0, headers: res.headers, body }));
      },
    );
    req.on('error', reject);
    req.end(options.body);
  });
}

describe('a tracked link', () => {
  it('is answered by the fast path, never by the pages', async () => {
    await serve();
    const answer = await ask(`/${LIVE}`, { headers: { 'User-Agent': 'Mozilla/5.0 MicroMessenger/8' } });
    expect(answer.status).toBe(302);
    expect(answer.headers.location).toBe(`/c/baisha/bs2604?k=${LIVE}`);
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(answer.headers['set-cookie']?.[0]).toMatch(
      /^visitor=[\w-]{22}; Path=\/; Max-Age=34128000; HttpOnly; SameSite=Lax$/,
    );
    expect(pageCalls).toEqual([]);
    expect(journaled).toMatchObject([
      { kind: 'hit', code: LIVE, userAgent: 'Mozilla/5.0 MicroMessenger/8', ahead: false, own: null },
    ]);
    expect(JSON.stringify(journaled)).not.toContain('127.0.0.1');
  });

  it('knows a visitor again, and takes no id that is none', async () => {
    await serve();
    const again = await ask(`/${LIVE.toLowerCase()}`, {
      headers: { Cookie: 'visitor=aaaaaaaaaaaaaaaaaaaaaa' },
    });
    expect(again.headers['set-cookie']).toBeUndefined();
    expect(journaled[0]?.visitor).toBe('aaaaaaaaaaaaaaaaaaaaaa');
    await ask(`/${LIVE}`, { headers: { Cookie: 'visitor=<script>' } });
    expect(journaled[1]?.visitor).toMatch(/^[\w-]{22}$/);
  });

  it('marks what only looks ahead, and who looks at their own', async () => {
    await serve();
    await ask(`/${LIVE}`, { method: 'HEAD' });
    await ask(`/${LIVE}`, { headers: { 'Sec-Purpose': 'prefetch;prerender' } });
    await ask(`/${LIVE}`, { headers: { Cookie: 'own=m1.m2' } });
    await ask(`/${LIVE}`, { headers: { Cookie: '__Host-session=x' } });
    expect(journaled.map((r) => [r.ahead, r.own])).toEqual([
      [true, null],
      [true, null],
      [false, 'm1.m2'],
      [false, 'staff'],
    ]);
  });

  it('that was recalled leads to the page that says so', async () => {
    await serve();
    expect((await ask(`/${RECALLED}`)).headers.location).toBe(`/c/baisha/withdrawn?k=${RECALLED}`);
    expect(journaled).toHaveLength(1);
  });

  it('that has expired is as unknown as one that never was', async () => {
    await serve();
    for (const unknown of [EXPIRED, 'ZZZZ9999']) {
      pageCalls = [];
      await ask(`/${unknown}`);
      expect(pageCalls).toEqual([`/${unknown}`]);
    }
    expect(journaled).toEqual([]);
  });

  it('made a moment ago is found in the database', async () => {
    await serve();
    expect((await ask(`/${LATE}`)).status).toBe(302);
    expect(pageCalls).toEqual([]);
  });

  it('cannot be found by guessing: after a minute’s budget everything unknown is refused alike', async () => {
    await serve({ unknown: 3 });
    const statuses = [];
    for (const guess of ['ZZZZ9991', 'ZZZZ9992', 'ZZZZ9993', 'ZZZZ9994', EXPIRED])
      statuses.push((await ask(`/${guess}`)).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    expect((await ask(`/${LIVE}`)).status).toBe(302);
  });
});

describe('leaving for a shop', () => {
  it('is recorded, and goes where the offer says', async () => {
    await serve();
    const answer = await ask(`/c/baisha/go/${OFFER}?k=${LIVE}&c=bs2604`);
    expect(answer.headers.location).toBe('https://item.jd.com/1.html');
    expect(journaled).toMatchObject([{ kind: 'leave', code: LIVE, place: `baisha/${OFFER}/bs2604` }]);
  });

  it('of an unknown offer is a page’s matter', async () => {
    await serve();
    await ask(`/c/baisha/go/${OFFER.replace('1', '2')}`);
    await ask('/c/baisha/go/https://evil.example');
    expect(pageCalls).toHaveLength(2);
    expect(journaled).toEqual([]);
  });
});

describe('the landing page’s beacon', () => {
  it('is a picture of one point, and a record', async () => {
    await serve();
    const answer = await ask(`/b/${LIVE}`);
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'image/gif']);
    expect(answer.headers['set-cookie']?.[0]).toMatch(/^visitor=/);
    expect(journaled).toMatchObject([{ kind: 'seen', code: LIVE }]);
    expect((await ask('/b/ZZZZ9999')).status).toBe(200);
    expect(journaled).toHaveLength(1);
  });
});

describe('a host', () => {
  it.each([
    'evil.example',
    '127.0.0.1',
    '.',
    '127.0.0.1:1',
    'bsh.example.evil.example',
    'evil.example#bsh.example',
    'bsh.example/',
  ])('that is not ours is refused: %j', async (host) => {
    await serve();
    expect((await ask(`/${LIVE}`, { headers: { Host: host } })).status).toBe(421);
    expect([pageCalls, journaled]).toEqual([[], []]);
  });

  it('that is ours is told to the pages, whatever the client claims', async () => {
    await serve({ origin: 'https://alley.example' });
    await ask('/x', {
      headers: {
        Host: 'ALLEY.example:443',
        'X-Front-Host': 'evil',
        'X-Front-Protocol': 'gopher',
        'X-Front-Address': '6.6.6.6',
      },
    });
    expect(pageSaw).toMatchObject({ host: 'alley.example', protocol: 'https', address: '127.0.0.1' });
    await ask('/x', { headers: { Host: 'bsh.example' } });
    expect(pageSaw).toMatchObject({ host: 'bsh.example', protocol: 'https' });
    await ask('/x', { headers: { Host: `localhost:${port}` } });
    expect(pageSaw).toMatchObject({ host: `localhost:${port}`, protocol: 'http' });
  });

  it('in the target does not count either', async () => {
    await serve();
    expect((await ask('http://evil.example/')).status).toBe(400);
  });
});

describe('headers', () => {
  const wanted = {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
  };

  it.each([
    [`/${LIVE}`, 302],
    ['/page', 200],
    ['/healthz', 200],
    [`/b/${LIVE}`, 200],
    ['/page', 413],
    ['/page', 403],
    ['/page', 421],
    ['/page', 500],
  ])('are on everything: %s, %d', async (path, status) => {
    await serve({ pages: status === 500 ? () => Promise.reject(new Error('broken')) : readingPage });
    const options: Parameters<typeof ask>[1] = {};
    if (status === 413) Object.assign(options, { method: 'POST', headers: { 'Content-Length': '600000' } });
    if (status === 403) Object.assign(options, { method: 'POST', headers: { Cookie: 'session=1' } });
    if (status === 421) Object.assign(options, { headers: { Host: 'evil' } });
    const answer = await ask(path, options);
    expect(answer.status).toBe(status);
    expect(answer.headers).toMatchObject(wanted);
    expect(answer.headers['strict-transport-security']).toBeUndefined();
  });

  it('leave a stored page its own policy when it has not changed', async () => {
    const unchanged: PageHandler = (req, res) => {
      res.writeHead(req.headers['if-none-match'] === '"1"' ? 304 : 200);
      res.end();
    };
    await serve({ pages: unchanged });
    const [again, anew] = await Promise.all(
      ['"1"', '"2"'].map((etag) => ask('/page', { headers: { 'If-None-Match': etag } })),
    );
    expect([again?.status, again?.headers['content-security-policy']]).toEqual([304, undefined]);
    expect([anew?.status, anew?.headers['content-security-policy']]).toEqual([
      200,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect(again?.headers).toMatchObject(wanted);
  });

  it('ask for https only where we have it', async () => {
    await serve({ origin: 'https://alley.example' });
    const answer = await ask(`/${LIVE}`, { headers: { Host: 'alley.example' } });
    expect(answer.headers['strict-transport-security']).toBe('max-age=63072000; includeSubDomains');
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
  });

  it('are even on what is no request', async () => {
    await serve();
    const { refuseBroken } = await import('./broken.ts');
    server?.on('clientError', refuseBroken);
    const raw = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('nonsense\r\n\r\n'));
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.on('close', () => resolve(text));
    });
    expect(raw).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(raw).toContain('X-Content-Type-Options: nosniff');
  });
});

describe('a request that changes something with a session', () => {
  const own = () => `http://127.0.0.1:${port}`;
  it.each([
    ['cross-site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['same-site', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['typed in', { 'Sec-Fetch-Site': 'none' }, 403],
    ['same-origin', { 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['nothing said', {}, 403],
    ['null origin', { Origin: 'null' }, 403],
    ['a stranger’s origin', { Origin: 'http://evil.example' }, 403],
    ['JSON from a stranger', { Origin: 'http://evil.example', 'Content-Type': 'application/json' }, 403],
    ['text from a stranger', { Origin: 'http://evil.example', 'Content-Type': 'text/plain' }, 403],
    ['our origin', { Origin: 'own' }, 200],
    ['another scheme', { Origin: 'https' }, 403],
  ] as const)('%s: %s', async (_, headers, status) => {
    await serve();
    const sent: OutgoingHttpHeaders = { Cookie: 'a=1; session=x', ...headers };
    if (sent['Origin'] === 'own') sent['Origin'] = own();
    if (sent['Origin'] === 'https') sent['Origin'] = own().replace('http', 'https');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      pageCalls = [];
      expect((await ask('/anything', { method, headers: sent })).status).toBe(status);
      expect(pageCalls).toHaveLength(status === 200 ? 1 : 0);
    }
  });

  it('without one is for SvelteKit to judge', async () => {
    await serve();
    expect(
      (await ask('/sign-in', { method: 'POST', headers: { Origin: 'http://evil.example' } })).status,
    ).toBe(200);
  });
});

describe('a body', () => {
  it('goes through whole when it is small enough', async () => {
    await serve();
    const body = Buffer.alloc(500_000, 'x');
    expect((await ask('/page', { method: 'POST', body })).status).toBe(200);
    expect(pageSaw.bytes).toBe(500_000);
    expect(
      (await ask('/sales/imports/upload', { method: 'POST', body: Buffer.alloc(3_000_000) })).status,
    ).toBe(200);
    expect(pageSaw.bytes).toBe(3_000_000);
    const elsewhere = ['/sales/imports', '/posters/x', '/campaigns/x', '/brand'];
    for (const path of elsewhere)
      expect((await ask(path, { method: 'POST', body: Buffer.alloc(3_000_000) })).status, path).toBe(413);
  });

  it('without a length is cut at the limit', async () => {
    await serve();
    const answer = await ask('/page', {
      method: 'POST',
      headers: { 'Transfer-Encoding': 'chunked' },
      body: Buffer.alloc(900_000),
    }).catch((error: NodeJS.ErrnoException) => error.code);
    // Whoever goes on sending may see the connection end before the answer.
    if (typeof answer === 'object') expect(answer.status).toBe(413);
    else expect(['ECONNRESET', 'EPIPE']).toContain(answer);
    expect(pageSaw.bytes).toBeLessThanOrEqual(512 * 1024);
  });

  it('may be bigger where pictures and order files come in, and nowhere else', async () => {
    await serve();
    const length = { 'Content-Length': String(30 * 1024 * 1024) };
    expect((await ask('/sales/imports-not', { method: 'POST', headers: length })).status).toBe(413);
    expect((await ask('/brand/marks', { method: 'POST', headers: length })).status).toBe(413);
    expect((await ask('/m/sale', { method: 'POST', headers: { 'Content-Length': '600000' } })).status).toBe(
      413,
    );
  });

  it('of a webhook is left untouched', async () => {
    let raw = '';
    await serve({
      webhooks: (req, res) => {
        if (!req.url?.startsWith('/hooks/')) return false;
        req.on('data', (chunk: Buffer) => (raw += chunk.toString()));
        req.on('end', () => res.writeHead(204).end());
        return true;
      },
    });
    const answer = await ask('/hooks/x', {
      method: 'POST',
      headers: { Cookie: 'session=1' },
      body: 'a=1&b=2',
    });
    expect([answer.status, raw, pageCalls.length]).toEqual([204, 'a=1&b=2', 0]);
  });
});

describe('behind proxies', () => {
  it('the address comes from the trusted end of the list', async () => {
    await serve({ proxies: 1 });
    await ask('/x', { headers: { 'X-Forwarded-For': '6.6.6.6, 203.0.113.9' } });
    expect(pageSaw.address).toBe('203.0.113.9');
    await serve({ proxies: 0 });
    await ask('/x', { headers: { 'X-Forwarded-For': '6.6.6.6' } });
    expect(pageSaw.address).toBe('127.0.0.1');
  });
});
