/** One message for the page after a redirect, kept in a cookie that the next page takes away. */
import type { Cookies } from '@sveltejs/kit';
import * as v from 'valibot';

const Flash = v.object({
  text: v.pipe(v.string(), v.maxLength(500)),
  tone: v.optional(v.picklist(['done', 'danger'])),
  undo: v.optional(
    v.object({ action: v.pipe(v.string(), v.startsWith('/')), fields: v.record(v.string(), v.string()) }),
  ),
});

export type FlashMessage = v.InferOutput<typeof Flash>;

const COOKIE = 'flash';

/** Call before `redirect`. `undo` is a form of ours (an action's path and its fields) offered for ten seconds. */
export function setFlash(event: { cookies: Cookies; url: URL }, message: FlashMessage): void {
  event.cookies.set(COOKIE, Buffer.from(JSON.stringify(message)).toString('base64url'), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: event.url.protocol === 'https:',
    maxAge: 60,
  });
}

export function readFlash(cookies: Cookies): FlashMessage | null {
  const value = cookies.get(COOKIE);
  if (!value) return null;
  cookies.delete(COOKIE, { path: '/' });
  try {
    const parsed = v.safeParse(Flash, JSON.parse(Buffer.from(value, 'base64url').toString()));
    return parsed.success ? parsed.output : null;
  } catch {
    return null;
  }
}
