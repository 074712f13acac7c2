/** Web and worker in one process, over a database that it starts, migrates and, the first time, fills with the demo. */
import path from 'node:path';
import { mkdirSync } from 'node:fs';
import { counties } from '#lib/server/db/counties.ts';
import { takeProcessLock } from '#lib/server/db/embedded/lock.ts';
import { createSetupCode } from '#lib/server/accounts/setup.ts';
import { startWeb } from '../server.ts';
import { startBackground } from '../worker.ts';
import { parse, UsageError } from './arguments.ts';
import { openRuntime, requireConfig, type Runtime } from './runtime.ts';

const say = (text: string) => process.stdout.write(text + '\n');

export async function start(argv: string[]): Promise<number> {
  parse(argv, {}, 'deep-alley start');
  const config = requireConfig();
  mkdirSync(config.dataDirectory, { recursive: true });
  const lockFile = path.join(config.dataDirectory, 'start.lock');
  const unlock = takeProcessLock(lockFile);
  if (!unlock) {
    throw new UsageError(
      `深巷已在运行：${config.publicOrigin}（数据目录 ${config.dataDirectory}）。要另开一个，请设置 DATA_DIR 和 PORT。\n` +
        `Deep Alley is running already: ${config.publicOrigin} (data in ${config.dataDirectory}). For another one set DATA_DIR and PORT.`,
    );
  }
  const stopRequested = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      let asked = 0;
      process.on(signal, () => {
        resolve();
        // A third Ctrl-C is meant: the database and the click journal survive it.
        if (++asked > 2) process.exit(1);
      });
    }
  });
  let runtime: Runtime | undefined;
  let worker: Awaited<ReturnType<typeof startBackground>> | undefined;
  try {
    runtime = await openRuntime();
    const logins = await firstStart(runtime);
    worker = await startBackground(runtime.app, runtime.home);
    const web = await startWeb({ app: runtime.app, host: config.host, port: config.port });
    say('');
    say(`深巷 Deep Alley ${runtime.app.version}  →  ${web.url}`);
    for (const line of logins) say(line);
    say('按 Ctrl-C 停止。Ctrl-C stops it.');
    await stopRequested;
    say('正在停止…… Stopping…');
    await web.stop();
    return 0;
  } finally {
    // Also when the web process did not start: a worker left alone would keep the command from ending.
    await worker?.stop();
    await runtime?.close();
    unlock();
  }
}

/** Loads the demo, or prints the one-time code of the first-run page; the lines to print when serving. */
async function firstStart(runtime: Runtime): Promise<string[]> {
  const { app, home } = runtime;
  const { db } = app.database;
  const [county] = await db.select({ id: counties.id }).from(counties).limit(1);
  if (app.config.demo) {
    const { demoLogins, demoState, loadDemo } = await import('../seed/demo.ts');
    // A load that was killed half-way goes on.
    if (!county || (await demoState(app)) === 'incomplete') {
      say('首次启动，正在载入演示县白沙…… First start: loading the demo county Baisha…');
      await loadDemo(app, home, { onProgress: (text) => say(`  ${text}`) });
    }
    return await demoLogins(app);
  }
  const code = await createSetupCode(app);
  if (code === null) return [];
  return [
    `还没有账号：打开 ${app.config.publicOrigin}/setup，输入一次性口令 ${code} 建立第一个管理员。`,
    `No account yet: open ${app.config.publicOrigin}/setup and enter the one-time code ${code} to make the first administrator.`,
  ];
}
