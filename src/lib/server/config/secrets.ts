/** Keys derived from the one secret of the installation: each purpose has its own, none can be computed from another. */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';

export interface Secrets {
  /** Version of the phone key, stored beside every hash made with it. */
  readonly phoneKeyVersion: number;
  /** HMAC key for buyers' phones, one per county (32 bytes). */
  phoneKey(countyId: string): Buffer;
  /** HMAC key for sign-in phones: sign-in does not know the county yet. */
  readonly loginPhoneKey: Buffer;
  /** A key for any other purpose, by name (32 bytes). */
  key(purpose: string): Buffer;
}

export function deriveSecrets(secretKey: string): Secrets {
  const key = (purpose: string) => Buffer.from(hkdfSync('sha256', secretKey, 'deep-alley', purpose, 32));
  const phoneKeys = new Map<string, Buffer>();
  return {
    phoneKeyVersion: 1,
    phoneKey(countyId) {
      let found = phoneKeys.get(countyId);
      if (!found) phoneKeys.set(countyId, (found = key(`phone/1/${countyId}`)));
      return found;
    },
    loginPhoneKey: key('login-phone/1'),
    key,
  };
}

/** The secret given in the environment, else one made once and kept in the data directory (mode 0600). */
export function loadSecrets(config: Pick<Config, 'secretKey' | 'dataDirectory'>): Secrets {
  if (config.secretKey) return deriveSecrets(config.secretKey);
  const file = path.join(config.dataDirectory, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(config.dataDirectory, { recursive: true });
    // Two first starts at once must end with one key: written aside, then linked, and the loser reads the winner's.
    const mine = `${file}.${process.pid}`;
    writeFileSync(mine, randomBytes(32).toString('hex') + '\n', { mode: 0o600 });
    chmodSync(mine, 0o600);
    try {
      linkSync(mine, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(mine, { force: true });
    }
  }
  return deriveSecrets(readFileSync(file, 'utf8').trim());
}

/** HMAC-SHA256 of '+86' and eleven digits, hex. @param phone eleven digits of a mainland mobile number. */
export function hashPhone(key: Buffer, phone: string): string {
  return createHmac('sha256', key).update(`+86${phone}`).digest('hex');
}
