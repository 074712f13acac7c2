/** Remembers that an account signed in from a browser before: a signed random id, nothing about the device itself. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

export function newDeviceMark(key: Buffer, userId: string): string {
  const id = randomBytes(16).toString('hex');
  return `${id}.${sign(key, userId, id)}`;
}

/** @returns the device's id when this account's sign-in made the mark, else null. */
export function readDeviceMark(key: Buffer, userId: string, mark: string | null): string | null {
  const [, id, signature] = /^([0-9a-f]{32})\.([0-9a-f]{64})$/.exec(mark ?? '') ?? [];
  if (!id || !signature) return null;
  return timingSafeEqual(Buffer.from(signature, 'hex'), Buffer.from(sign(key, userId, id), 'hex'))
    ? id
    : null;
}

function sign(key: Buffer, userId: string, id: string): string {
  return createHmac('sha256', key).update(`${userId}:${id}`).digest('hex');
}
