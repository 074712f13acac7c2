/**
 * The web process: a plain node:http server that answers tracked links itself and hands everything else to SvelteKit.
 * SvelteKit costs about five times a bare redirect; a festival's QR codes must not pay that, nor wait for a database.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { countyHosts } from '#lib/server/accounts/schema.ts';
import { expectedMigration, isMigrated } from '#lib/server/db/migrate.ts';
import { databaseCodeSource } from '#lib/server/links/code-source.ts';
import { openCodeTable } from '#lib/server/links/code-table.ts';
import { openJournal } from '#lib/server/links/journal.ts';
import { databaseOfferBook } from '#lib/server/links/offers.ts';
import { addressHasher } from '#lib/server/links/visitor.ts';
import { provideApp, type App } from '#lib/server/web/app.ts';
import { refuseBroken } from './server/broken.ts';
import { front, type PageHandler, type RawHandler } from './server/front.ts';
import { hostBook, type HostBook } from './server/hosts.ts';
import { journalDirectory, startLoading } from './server/loading.ts';
import { mountBuild } from './server/mount-build.ts';
import { budget } from './server/rate.ts';

export interface WebOptions {
  app: App;
  /** Default: those of the configuration. Port 0 takes a free one. */
  host?: string;
  port?: number;
  /** Default: the built SvelteKit application. */
  pages?: PageHandler;
  /** Raw webhooks: asked first, with an untouched body. */
  webhooks?: RawHandler;
}

export interface WebServer {
  readonly host: string;
  readonly port: number;
  /** 'http://127.0.0.1:3000' */
  readonly url: string;
  /** Accepts no more, lets running answers end (10 s at most), loads the journal, closes. */
  stop(): Promise<void>;
}

const HEADERS_WITHIN_MS = 15_000;
/** The longest any body may take; ordinary ones are cut after a minute by body-limits.ts. */
const REQUEST_WITHIN_MS = 15 * 60_000;
const KEEP_ALIVE_MS = 65_000;
const DRAIN_MS = 10_000;
const HEADERS_MAX = 100;
/** Open connections from one address. Behind proxies all come from the proxy's: not counted there. */
const CONNECTIONS_PER_ADDRESS = 256;
const HOSTS_EVERY_MS = 30_000;
const HEALTH_WITHIN_MS = 2000;
const UNKNOWN_CODES_PER_MINUTE = 60;

export async function startWeb(options: WebOptions): Promise<WebServer> {
  const { app } = options;
  provideApp(app);
  const host = options.host ?? app.config.host;
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: 5000,
  });
  server.maxHeadersCount = HEADERS_MAX;

  const pages = options.pages ?? (await mountBuild());
  const directory = journalDirectory(app.config.dataDirectory);
  const journal = openJournal({
    directory,
    sync: app.config.journalSync === 'always' ? 'answer' : 'interval',
    onProblem: (error, unrecorded) =>
      app.log('clicks could not be recorded', { error: words(error), unrecorded }),
  });
  const codes = await openCodeTable(databaseCodeSource(app.database), {
    onProblem: (error) => app.log('the codes in memory could not be refreshed', { error: words(error) }),
  });
  const { port } = await listen(server, host, options.port ?? app.config.port);
  const hosts = hostBook({
    origins: [app.config.publicOrigin, app.config.shortOrigin],
    loopbackPort: port,
  });
  let stopping = false;
  const handle = front({
    hosts,
    tracked: {
      codes,
      journal,
      offers: databaseOfferBook(app.database),
      hashAddress: addressHasher(app.secrets.key('click-address')),
      unknownCodes: budget(UNKNOWN_CODES_PER_MINUTE, 60_000),
      now: () => app.clock().getTime(),
    },
    webhooks: options.webhooks ?? null,
    health: healthCheck(app),
    pages,
    trustedProxies: app.config.trustedProxies,
    isStopping: () => stopping,
    onError: (error, path) => app.log('a request failed', { path: path.split('?')[0], error: words(error) }),
  });
  server.on('request', handle);
  server.on('clientError', refuseBroken);
  if (app.config.trustedProxies === 0) limitConnections(server);

  const refreshHosts = (): Promise<void> =>
    readCountyHosts(app, hosts).catch((error: unknown) =>
      app.log('the counties’ hosts could not be read', { error: words(error) }),
    );
  await refreshHosts();
  const hostTimer = setInterval(() => void refreshHosts(), HOSTS_EVERY_MS);
  hostTimer.unref();

  const loading = startLoading({
    database: app.database,
    directory,
    clock: app.clock,
    onProblem: (message, error) => app.log(message, error === null ? {} : { error: words(error) }),
  });

  let stopped: Promise<void> | null = null;
  return {
    host,
    port,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    stop() {
      stopped ??= (async () => {
        stopping = true;
        clearInterval(hostTimer);
        await drain(server);
        journal.close();
        await loading.stop();
        await codes.close();
      })();
      return stopped;
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') return reject(new Error('the server has no port'));
      resolve(address);
    });
  });
}

async function readCountyHosts(app: App, hosts: HostBook): Promise<void> {
  const rows = await app.database.db.select({ host: countyHosts.host }).from(countyHosts);
  hosts.setCountyHosts(rows.map((row) => row.host));
}

/** Ok only when the database answers in time and holds every migration of this version. */
function healthCheck(app: App): () => Promise<{ ok: boolean; body: Record<string, unknown> }> {
  const expected = expectedMigration();
  return async () => {
    const late = new Promise<'late'>((resolve) => setTimeout(resolve, HEALTH_WITHIN_MS, 'late').unref());
    const answer = await Promise.race([
      isMigrated(app.database.sql, expected).catch(() => 'away' as const),
      late,
    ]);
    const { version } = app;
    if (answer === true) return { ok: true, body: { status: 'ok', version } };
    const reason = answer === false ? 'migrations_pending' : 'database_unavailable';
    return { ok: false, body: { status: 'unavailable', reason, version } };
  };
}

/** Ends idle connections at once and the others as their answers end. */
async function drain(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  server.closeIdleConnections();
  await closed;
  clearInterval(sweep);
  clearTimeout(deadline);
}

function limitConnections(server: Server): void {
  const open = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? '';
    // Tests, health checks and a proxy on this machine come from here.
    if (address === '127.0.0.1' || address === '::1' || address === '::ffff:127.0.0.1') return;
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once('close', () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    if (count > CONNECTIONS_PER_ADDRESS) socket.destroy();
  });
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
