import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Where the sockets of a data directory live: short, because a Unix socket path holds 107 bytes, and private to the
 * user, because trust authentication ends at this directory's 0700.
 */
export function socketDirectory(dataDirectory: string): string {
  const key = createHash('sha256').update(path.resolve(dataDirectory)).digest('hex').slice(0, 12);
  return path.join(tmpdir(), `deep-alley-${process.getuid?.() ?? 'u'}-${key}`);
}

export const leaseSocket = (socketDir: string) =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\${path.basename(socketDir)}-lease`
    : path.join(socketDir, 'lease.sock');
