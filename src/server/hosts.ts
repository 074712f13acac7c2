/**
 * Which Host headers are ours. Checked before anything can build an address from one: mail that points to a stranger's
 * host begins with a stranger's Host header.
 */

export interface OwnHost {
  /** Canonical, lower case, with the port where it is not the scheme's own. */
  readonly host: string;
  readonly protocol: 'http' | 'https';
}

export interface HostBook {
  /** The host that this header names, or null when it is not ours. */
  find(header: string | undefined): OwnHost | null;
  /** True for an Origin header of one of our hosts, with the scheme under which we serve it. */
  isOwnOrigin(origin: string): boolean;
  /** Replaces the counties' own hosts. */
  setCountyHosts(hosts: readonly string[]): void;
}

export interface HostBookOptions {
  /** PUBLIC_ORIGIN, SHORT_ORIGIN. */
  origins: readonly string[];
  /** The port we listen on, when the machine itself may come by a loopback name. */
  loopbackPort: number | null;
}

export function hostBook(options: HostBookOptions): HostBook {
  const fixed = new Map<string, OwnHost>();
  const origins = options.origins.map((origin) => new URL(origin));
  if (options.loopbackPort !== null)
    for (const name of ['localhost', '127.0.0.1', '[::1]'])
      add(fixed, name, 'http', String(options.loopbackPort));
  for (const url of origins) add(fixed, url.hostname, url.protocol === 'https:' ? 'https' : 'http', url.port);
  const scheme = origins[0]?.protocol === 'https:' ? 'https' : 'http';
  const port = origins[0]?.port ?? '';
  let hosts = fixed;

  return {
    find(header) {
      if (header === undefined) return null;
      return hosts.get(header) ?? hosts.get(canonical(header)) ?? null;
    },
    isOwnOrigin(origin) {
      const match = /^(https?):\/\/([^/?#@]+)$/i.exec(origin);
      if (match?.[1] === undefined || match[2] === undefined) return false;
      const own = hosts.get(canonical(match[2]));
      return own !== undefined && own.protocol === match[1].toLowerCase();
    },
    setCountyHosts(countyHosts) {
      const next = new Map(fixed);
      for (const host of countyHosts) {
        if (!/^[a-z0-9.-]+(?::\d+)?$/i.test(host)) continue;
        const [name = '', ownPort] = host.toLowerCase().split(':');
        if (!next.has(canonical(host))) add(next, name, scheme, ownPort ?? port);
      }
      hosts = next;
    },
  };
}

function add(hosts: Map<string, OwnHost>, name: string, protocol: OwnHost['protocol'], port: string): void {
  const own = protocol === 'https' ? '443' : '80';
  const host = port === '' || port === own ? name.toLowerCase() : `${name.toLowerCase()}:${port}`;
  const entry = { host, protocol };
  hosts.set(host, entry);
  // Some clients write the scheme's own port.
  if (port === '' || port === own) hosts.set(`${host}:${own}`, entry);
}

function canonical(header: string): string {
  const lower = header.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
