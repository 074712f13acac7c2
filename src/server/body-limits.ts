/** How much a request may carry, by path, and for how long it may take. SvelteKit's own limit is off: it knows no paths. */
import type { IncomingMessage } from 'node:http';

const KB = 1024;
const MB = 1024 * KB;

export interface BodyRule {
  readonly maxBytes: number;
  /** The whole body must have arrived by then. */
  readonly withinMs: number;
}

const DEFAULT: BodyRule = { maxBytes: 512 * KB, withinMs: 60_000 };

/** First match counts. The pages that take a file, and no other; each reads its body as a stream. */
const RULES: readonly (readonly [RegExp, BodyRule])[] = [
  [/^\/sales\/imports\/(?:new|upload)\/?$/, { maxBytes: 500 * MB, withinMs: 15 * 60_000 }],
  [
    /^\/(?:m\/licences|law\/claims|brand\/(?:licences|certificates|consents|standards))(?:\/|$)/,
    { maxBytes: 64 * MB, withinMs: 5 * 60_000 },
  ],
  [/^\/assets\/(?:new|upload)\/?$/, { maxBytes: 201 * MB, withinMs: 15 * 60_000 }],
  // The paper that proves a right is posted to the asset's own page.
  [/^\/assets\/[0-9a-f-]{36}\/?$/, { maxBytes: 21 * MB, withinMs: 5 * 60_000 }],
];

/** An upload slower than this over a whole minute is cut. */
export const SLOWEST_BYTES_A_MINUTE = 16 * KB;

export function bodyRule(path: string): BodyRule {
  for (const [pattern, rule] of RULES) if (pattern.test(path)) return rule;
  return DEFAULT;
}

/** What a Content-Length header promises; null for none (or chunked), NaN for nonsense. */
export function promisedLength(header: string | undefined): number | null {
  if (header === undefined) return null;
  return /^\d{1,15}$/.test(header) ? Number(header) : Number.NaN;
}

export type BodyFault = 'too_large' | 'too_slow';

/**
 * Counts the body while somebody else reads it; calls `refuse` once when it breaks its rule. Does not read by itself, so
 * back-pressure stays the reader's. Returns how to stop watching.
 */
export function watchBody(
  req: IncomingMessage,
  rule: BodyRule,
  refuse: (fault: BodyFault) => void,
): () => void {
  const emit = req.emit.bind(req);
  let seen = 0;
  let seenBefore = 0;
  let refused = false;
  const stop = (): void => {
    clearInterval(pace);
    clearTimeout(end);
  };
  const fault = (which: BodyFault): void => {
    if (refused || req.complete) return stop();
    refused = true;
    stop();
    refuse(which);
  };
  const pace = setInterval(() => {
    if (seen - seenBefore < SLOWEST_BYTES_A_MINUTE && !req.isPaused()) fault('too_slow');
    seenBefore = seen;
  }, 60_000);
  const end = setTimeout(() => fault('too_slow'), rule.withinMs);
  pace.unref();
  end.unref();
  // Listening for 'data' would start the flow before its reader is there.
  req.emit = (event: string | symbol, ...args: unknown[]): boolean => {
    if (event === 'data' && args[0] instanceof Uint8Array) {
      seen += args[0].length;
      if (seen > rule.maxBytes) {
        fault('too_large');
        return false;
      }
    }
    if (event === 'end' || event === 'close') stop();
    return emit(event, ...args);
  };
  return stop;
}
