import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

/** When a process began, in clock ticks since boot; null where /proc does not say. Guards against reused pids. */
function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(pid: number, ticks: string | null): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return ticks === null || startTicks(pid) === ticks;
}

/**
 * Takes a lock file that only a living process can hold. link(2) decides between two takers; a stale file is moved
 * aside by rename(2), which only one of them can do.
 *
 * @returns the release, or null when another living process holds it.
 */
export function takeProcessLock(file: string): (() => void) | null {
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, JSON.stringify({ pid: process.pid, ticks: startTicks(process.pid) }));
  try {
    for (;;) {
      try {
        linkSync(mine, file);
        return () => rmSync(file, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const holder = readHolder(file);
      if (holder && isAlive(holder.pid, holder.ticks)) return null;
      try {
        renameSync(file, `${mine}.stale`);
        rmSync(`${mine}.stale`, { force: true });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      }
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

function readHolder(file: string): { pid: number; ticks: string | null } | null {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as { pid: number; ticks: string | null };
    return typeof value.pid === 'number' ? value : null;
  } catch {
    return null;
  }
}
