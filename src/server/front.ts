/**
 * One request through the front: ours? → tracked link → raw webhook → health → limits and foreign posts → SvelteKit.
 * A tracked link is answered before anything that costs; the order of this file is the order of the answers.
 */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { bodyRule, promisedLength, watchBody } from './body-limits.ts';
import { clientAddress } from './client-address.ts';
import { isForeign } from './cross-site.ts';
import { hidesReferrer, isScript, securityHeaders } from './headers.ts';
import type { HostBook, OwnHost } from './hosts.ts';
import { answerTracked, type TrackedParts } from './tracked.ts';

/** SvelteKit's handler, as adapter-node builds it. */
export type PageHandler = (req: IncomingMessage, res: ServerResponse, next: () => void) => unknown;
/** A slot for webhooks: true when it took the request, whose body nobody has touched. */
export type RawHandler = (req: IncomingMessage, res: ServerResponse) => boolean;

/** Written over whatever a client sent under these names, and read by adapter-node (see `mountBuild`). */
export const HOST_HEADER = 'x-front-host';
export const PROTOCOL_HEADER = 'x-front-protocol';
export const ADDRESS_HEADER = 'x-front-address';

export interface FrontParts {
  hosts: HostBook;
  tracked: TrackedParts;
  webhooks: RawHandler | null;
  health: () => Promise<{ ok: boolean; body: Record<string, unknown> }>;
  pages: PageHandler;
  trustedProxies: number;
  /** True once the server is stopping: connections are not kept. */
  isStopping: () => boolean;
  onError: (error: unknown, path: string) => void;
}

const PLAIN = securityHeaders(false);
const SECURE = securityHeaders(true);

export function front(parts: FrontParts): RequestListener {
  return (req, res) => {
    const target = req.url ?? '';
    const own = parts.hosts.find(req.headers.host);
    if (!target.startsWith('/')) return refuse(res, 400, 'Bad Request');
    if (own === null) return refuse(res, 421, 'Misdirected Request: this host is not configured');
    const headers = own.protocol === 'https' ? SECURE : PLAIN;
    if (parts.isStopping()) res.setHeader('Connection', 'close');
    const address = clientAddress(
      req.socket.remoteAddress,
      joined(req.headers['x-forwarded-for']),
      parts.trustedProxies,
    );

    if (req.method === 'GET' || req.method === 'HEAD') {
      const https = own.protocol === 'https';
      const outcome = answerTracked(parts.tracked, { req, res, address, https, headers });
      if (outcome === 'answered') return;
      if (outcome !== 'not_ours') {
        outcome.then(
          (later) => {
            if (later === 'not_ours') untracked(parts, req, res, own, address);
          },
          (error: unknown) => {
            parts.onError(error, target);
            refuse(res, 503, 'Service Unavailable');
          },
        );
        return;
      }
    }
    untracked(parts, req, res, own, address);
  };
}

function untracked(
  parts: FrontParts,
  req: IncomingMessage,
  res: ServerResponse,
  own: OwnHost,
  address: string,
): void {
  const target = req.url ?? '/';
  const path = pathOf(target);
  for (const [name, value] of own.protocol === 'https' ? SECURE : PLAIN) res.setHeader(name, value);
  if (isScript(path)) res.removeHeader('Content-Security-Policy');
  if (req.headers['if-none-match'] !== undefined) keepStoredPolicy(res);
  // Not 'no-referrer': with it browsers post the page's own form with `Origin: null`, which is refused as foreign.
  if (hidesReferrer(path)) res.setHeader('Referrer-Policy', 'same-origin');
  if (parts.webhooks?.(req, res) === true) return;
  if (path === '/healthz') return answerHealth(parts, req, res);

  const foreign = isForeign(
    {
      method: req.method ?? 'GET',
      cookie: req.headers.cookie,
      secFetchSite: joined(req.headers['sec-fetch-site']),
      origin: req.headers.origin,
    },
    parts.hosts.isOwnOrigin,
  );
  if (foreign) return refuse(res, 403, 'Forbidden: this request did not come from a page of this site');

  const length = promisedLength(req.headers['content-length']);
  const rule = bodyRule(path);
  if (length !== null && Number.isNaN(length)) return refuse(res, 400, 'Bad Request');
  if (length !== null && length > rule.maxBytes) return tooLarge(res, rule.maxBytes);
  if (length !== null ? length > 0 : req.headers['transfer-encoding'] !== undefined) {
    watchBody(req, rule, (fault) => {
      if (res.headersSent) res.destroy();
      else if (fault === 'too_large') tooLarge(res, rule.maxBytes);
      else refuse(res, 408, 'Request Timeout');
      // The reader gets an end with an error; the answer above has been written first.
      res.once('close', () => req.destroy());
    });
  }

  req.headers[HOST_HEADER] = own.host;
  req.headers[PROTOCOL_HEADER] = own.protocol;
  req.headers[ADDRESS_HEADER] = address;
  try {
    Promise.resolve(parts.pages(req, res, () => refuse(res, 404, 'Not Found'))).catch((error: unknown) =>
      failed(parts, res, target, error),
    );
  } catch (error) {
    failed(parts, res, target, error);
  }
}

/**
 * 304 replaces the headers of the page a browser has stored (RFC 9111 3.2), and SvelteKit puts no policy on it: with the one
 * for files, a page seen for the second time would load neither its styles nor its scripts.
 */
function keepStoredPolicy(res: ServerResponse): void {
  const writeHead = res.writeHead.bind(res) as (status: number, ...rest: unknown[]) => ServerResponse;
  res.writeHead = (status: number, ...rest: unknown[]) => {
    if (status === 304) res.removeHeader('Content-Security-Policy');
    return writeHead(status, ...rest);
  };
}

function failed(parts: FrontParts, res: ServerResponse, target: string, error: unknown): void {
  // Once refused for its size, what the page makes of its cut body is of no interest.
  if (res.headersSent) return;
  parts.onError(error, target);
  refuse(res, 500, 'Internal Server Error');
}

function answerHealth(parts: FrontParts, req: IncomingMessage, res: ServerResponse): void {
  parts.health().then(
    ({ ok, body }) => {
      const text = JSON.stringify(body);
      res.writeHead(ok ? 200 : 503, {
        'Content-Type': 'application/json; charset=utf-8',
        'Cache-Control': 'no-store',
        'Content-Length': Buffer.byteLength(text),
      });
      res.end(req.method === 'HEAD' ? undefined : text);
    },
    () => refuse(res, 503, 'Service Unavailable'),
  );
}

function tooLarge(res: ServerResponse, maxBytes: number): void {
  const kb = Math.round(maxBytes / 1024);
  const limit = kb >= 1024 ? `${Math.round(kb / 1024)} MB` : `${kb} kB`;
  refuse(res, 413, `内容太大：这里最多 ${limit}。\nPayload Too Large: at most ${limit} here.`);
}

/** A plain answer in front of all pages. The connection goes with it: nobody reads the rest of the body. */
function refuse(res: ServerResponse, status: number, text: string): void {
  if (res.headersSent) return;
  for (const [name, value] of PLAIN) if (!res.hasHeader(name)) res.setHeader(name, value);
  res.writeHead(status, {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
    'Content-Length': Buffer.byteLength(text) + 1,
  });
  res.end(`${text}\n`);
}

function pathOf(target: string): string {
  const end = target.indexOf('?');
  return end === -1 ? target : target.slice(0, end);
}

function joined(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
