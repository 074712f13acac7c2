/**
 * The paths that are answered before anything else, each after its record is in the journal: short links, departures to
 * shops, and the landing page's beacon. Decides and writes; knows nothing of SvelteKit.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isAnswered, type CodeTable, type KnownCode } from '#lib/server/links/code-table.ts';
import { codeInTarget, parseCode } from '#lib/server/links/code.ts';
import {
  landingLocation,
  landingPath,
  leaveLocation,
  withdrawnLocation,
} from '#lib/server/links/destination.ts';
import type { RecordKind } from '#lib/server/links/journal-record.ts';
import type { Journal } from '#lib/server/links/journal.ts';
import type { OfferBook } from '#lib/server/links/offers.ts';
import {
  cookieValue,
  isVisitorId,
  newVisitorId,
  VISITOR_COOKIE,
  VISITOR_MAX_AGE_S,
  type AddressHashes,
} from '#lib/server/links/visitor.ts';
import { OWN_COOKIE, STAFF } from '#lib/server/links/own.ts';
import type { HeaderPairs } from './headers.ts';
import type { Budget } from './rate.ts';

export interface TrackedParts {
  codes: CodeTable;
  journal: Journal;
  offers: OfferBook;
  hashAddress: (address: string, atMs: number) => AddressHashes;
  /** Openings of codes that do not exist, per address. */
  unknownCodes: Budget;
  now: () => number;
}

export interface TrackedRequest {
  req: IncomingMessage;
  res: ServerResponse;
  address: string;
  https: boolean;
  headers: HeaderPairs;
}

/** What the rest of the server must do: nothing, or answer itself because the path is none of ours after all. */
export type Outcome = 'answered' | 'not_ours';

const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const LEAVE =
  /^\/c\/([a-z0-9-]{1,60})\/go\/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?:\?(.*))?$/;
const BEACON = /^\/b\/([0-9A-Za-z]{8})(?:\?.*)?$/;
const SESSION = /(?:^|;\s*)(?:__Host-)?session=/;

/**
 * Answers a tracked path. Returns 'answered' at once when it is one; a promise only where the database must be asked.
 */
export function answerTracked(parts: TrackedParts, request: TrackedRequest): Outcome | Promise<Outcome> {
  const target = request.req.url ?? '';
  const code = codeInTarget(target);
  if (code !== null) {
    const known = parts.codes.get(code);
    return known === undefined ? askForCode(parts, request, code) : answerCode(parts, request, code, known);
  }
  if (target.startsWith('/b/')) return answerBeacon(parts, request, target);
  if (target.startsWith('/c/') && target.includes('/go/')) return answerLeave(parts, request, target);
  return 'not_ours';
}

function answerCode(
  parts: TrackedParts,
  request: TrackedRequest,
  code: string,
  known: KnownCode | null,
): Outcome {
  if (known === null || !isAnswered(known, parts.now())) {
    if (parts.unknownCodes.take(request.address)) return 'not_ours';
    refuse(request);
    return 'answered';
  }
  const location = known.recalled
    ? withdrawnLocation(known.destination, code)
    : landingLocation(known.destination, code);
  redirect(parts, request, 'hit', code, null, location);
  return 'answered';
}

async function askForCode(parts: TrackedParts, request: TrackedRequest, code: string): Promise<Outcome> {
  if (!parts.unknownCodes.take(request.address)) {
    refuse(request);
    return 'answered';
  }
  const known = await parts.codes.find(code);
  if (known === null || !isAnswered(known, parts.now())) return 'not_ours';
  return answerCode(parts, request, code, known);
}

async function answerLeave(parts: TrackedParts, request: TrackedRequest, target: string): Promise<Outcome> {
  const [, slug, offerId, query = ''] = LEAVE.exec(target) ?? [];
  if (slug === undefined || offerId === undefined) return 'not_ours';
  const offer = await parts.offers.find(slug, offerId);
  if (offer === null) return 'not_ours';
  const parameters = new URLSearchParams(query);
  const code = parseCode(parameters.get('k') ?? '');
  const page = /^[\w-]{1,40}$/.exec(parameters.get('c') ?? '')?.[0] ?? '';
  const words = new URLSearchParams();
  if (code !== null) words.set('k', code);
  if (page !== '') words.set('c', page);
  const wordsPage = `${landingPath(slug, null)}/shop/${offerId}${words.size > 0 ? `?${words}` : ''}`;
  const location = leaveLocation(offer, wordsPage, userAgentOf(request.req));
  redirect(parts, request, 'leave', code, `${slug}/${offerId}/${page}`, location);
  return 'answered';
}

function answerBeacon(parts: TrackedParts, request: TrackedRequest, target: string): Outcome {
  const code = parseCode(BEACON.exec(target)?.[1] ?? '');
  if (code === null) return 'not_ours';
  const { req, res } = request;
  const known = parts.codes.get(code);
  if (known === undefined || known === null || req.method !== 'GET') {
    res.writeHead(200, flat(request.headers, ['Content-Type', 'image/gif', 'Cache-Control', 'no-store']));
    res.end(req.method === 'GET' ? GIF : undefined);
    return 'answered';
  }
  const visitor = visitorOf(req);
  append(parts, request, 'seen', code, null, visitor.id, () => {
    const extra = [
      'Content-Type',
      'image/gif',
      'Cache-Control',
      'no-store',
      'Content-Length',
      String(GIF.length),
    ];
    if (visitor.isNew) extra.push('Set-Cookie', visitorCookie(visitor.id, request.https));
    res.writeHead(200, flat(request.headers, extra));
    res.end(GIF);
  });
  return 'answered';
}

function redirect(
  parts: TrackedParts,
  request: TrackedRequest,
  kind: RecordKind,
  code: string | null,
  place: string | null,
  location: string,
): void {
  const visitor = visitorOf(request.req);
  append(parts, request, kind, code, place, visitor.id, () => {
    const extra = ['Location', location, 'Cache-Control', 'no-store', 'Content-Length', '0'];
    if (visitor.isNew) extra.push('Set-Cookie', visitorCookie(visitor.id, request.https));
    request.res.writeHead(302, flat(request.headers, extra));
    request.res.end();
  });
}

function append(
  parts: TrackedParts,
  { req, address }: TrackedRequest,
  kind: RecordKind,
  code: string | null,
  place: string | null,
  visitor: string,
  done: () => void,
): void {
  const at = parts.now();
  const hashes = parts.hashAddress(address, at);
  parts.journal.append(
    {
      kind,
      code,
      at,
      visitor,
      addressHash: hashes.address,
      networkHash: hashes.network,
      userAgent: userAgentOf(req),
      ahead: isAhead(req),
      own: ownOf(req.headers.cookie),
      place,
    },
    done,
  );
}

function visitorOf(req: IncomingMessage): { id: string; isNew: boolean } {
  const cookie = cookieValue(req.headers.cookie, VISITOR_COOKIE);
  return cookie !== null && isVisitorId(cookie)
    ? { id: cookie, isNew: false }
    : { id: newVisitorId(), isNew: true };
}

/** Merchants by their own cookie; anybody else who is signed in belongs to the office. */
function ownOf(cookie: string | undefined): string | null {
  if (cookie === undefined) return null;
  const own = cookieValue(cookie, OWN_COOKIE);
  if (own !== null && own !== '') return own.slice(0, 400);
  return SESSION.test(cookie) ? STAFF : null;
}

function isAhead(req: IncomingMessage): boolean {
  if (req.method === 'HEAD') return true;
  const { headers } = req;
  const purpose = headers['sec-purpose'] ?? headers['purpose'] ?? headers['x-purpose'] ?? headers['x-moz'];
  return typeof purpose === 'string' && /prefetch|prerender|preview/i.test(purpose);
}

function userAgentOf(req: IncomingMessage): string {
  return req.headers['user-agent'] ?? '';
}

function visitorCookie(id: string, https: boolean): string {
  return `${VISITOR_COOKIE}=${id}; Path=/; Max-Age=${VISITOR_MAX_AGE_S}; HttpOnly; SameSite=Lax${https ? '; Secure' : ''}`;
}

/** The same answer for every unknown code, once the address has asked for too many. */
function refuse({ res, headers }: TrackedRequest): void {
  res.writeHead(
    429,
    flat(headers, [
      'Content-Type',
      'text/plain; charset=utf-8',
      'Retry-After',
      '60',
      'Cache-Control',
      'no-store',
    ]),
  );
  res.end('请求太频繁，请一分钟后再试。\nToo many requests: try again in a minute.\n');
}

const FLAT = new Map<HeaderPairs, readonly string[]>();

/** The pairs as writeHead takes them without copying into an object; there are two lists of them in a process. */
function flat(pairs: HeaderPairs, extra: readonly string[]): string[] {
  let base = FLAT.get(pairs);
  if (base === undefined) FLAT.set(pairs, (base = pairs.flat()));
  return [...base, ...extra];
}
