import { isIP } from 'node:net';

/**
 * The address of the person behind `proxies` proxies of ours: X-Forwarded-For is read from the right, one entry a proxy;
 * what stands further left was written by the client and counts for nothing.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  proxies: number,
): string {
  const direct = socketAddress ?? '0.0.0.0';
  if (proxies === 0 || forwardedFor === undefined) return direct;
  const entries = forwardedFor.split(',');
  const entry = entries[Math.max(0, entries.length - proxies)]?.trim() ?? '';
  const bare =
    /^\[(.+)\](?::\d+)?$/.exec(entry)?.[1] ??
    (/^\d+\.\d+\.\d+\.\d+:\d+$/.test(entry) ? entry.split(':')[0] : entry) ??
    '';
  return isIP(bare) === 0 ? direct : bare;
}
