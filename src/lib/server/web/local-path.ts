/**
 * A path of our own pages, or the fallback: what `?next=` may lead to. Refuses other origins in every spelling
 * ('//host', '/\host', schemes, control characters), so that no sign-in page becomes an open redirect.
 */
export function localPath(value: unknown, fallback = '/'): string {
  if (typeof value !== 'string' || value.length > 2000) return fallback;
  return /^\/(?![/\\])[\w\-./~%?=&+:,@!$'()*;\u0080-\uffff]*$/u.test(value) ? value : fallback;
}
