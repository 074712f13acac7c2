/** Security headers of everything that leaves this process: pages, files, endpoints, errors, redirects. */

/** Pairs in the flat form that `writeHead` takes without making an object. */
export type HeaderPairs = readonly (readonly [name: string, value: string])[];

const ALWAYS: HeaderPairs = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(self), geolocation=(), microphone=(), payment=(), usb=()'],
  ['X-Permitted-Cross-Domain-Policies', 'none'],
];

/** Two years, as the preload lists ask; only said where the origin is https. */
const HSTS = ['Strict-Transport-Security', 'max-age=63072000; includeSubDomains'] as const;

/** What is no page may load nothing. Pages replace it by SvelteKit's policy with nonces; scripts bring no policy of their own. */
const CSP_OF_FILES = [
  'Content-Security-Policy',
  "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
] as const;

export function securityHeaders(https: boolean): HeaderPairs {
  return https ? [...ALWAYS, CSP_OF_FILES, HSTS] : [...ALWAYS, CSP_OF_FILES];
}

/** A worker's script takes its policy from its own response: files that run must not carry the one above. */
export function isScript(path: string): boolean {
  const end = path.indexOf('?');
  return /\.(?:m?js|wasm)$/.test(end === -1 ? path : path.slice(0, end));
}

/** Pages that hold a one-time token in their address tell it to nobody. */
export function hidesReferrer(path: string): boolean {
  return /^\/(?:m\/join|join|invitation|invite|reset|setup|welcome)(?:\/|\?|$)/.test(path);
}
