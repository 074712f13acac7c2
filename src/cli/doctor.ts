/** Looks at everything the house stands on and says what is wrong, each with its remedy. */
import { randomBytes } from 'node:crypto';
import { accessSync, constants, mkdirSync, statfsSync } from 'node:fs';
import { expectedMigration, isMigrated } from '#lib/server/db/migrate.ts';
import type { App } from '#lib/server/web/app.ts';
import { openClient } from '#lib/server/db/database.ts';
import { parse, print } from './arguments.ts';
import { openRuntime, requireConfig, type Runtime } from './runtime.ts';

interface Finding {
  name: string;
  ok: boolean;
  detail: string;
}

const LOW_DISK_BYTES = 2_000_000_000;

export async function doctorCommand(argv: string[]): Promise<number> {
  const { values } = parse(argv, { json: { type: 'boolean' } }, 'deep-alley doctor [--json]');
  const findings: Finding[] = [];
  const check = async (name: string, look: () => Promise<string> | string) => {
    try {
      findings.push({ name, ok: true, detail: await look() });
    } catch (error) {
      findings.push({ name, ok: false, detail: error instanceof Error ? error.message : String(error) });
    }
  };

  const config = requireConfig();
  await check('node', () => process.versions.node);
  await check('data directory', () => {
    mkdirSync(config.dataDirectory, { recursive: true });
    accessSync(config.dataDirectory, constants.W_OK);
    const disk = statfsSync(config.dataDirectory);
    const free = disk.bavail * disk.bsize;
    if (free < LOW_DISK_BYTES)
      throw new Error(`${config.dataDirectory}: 只剩 only ${Math.round(free / 1e6)} MB`);
    return `${config.dataDirectory}, ${Math.round(free / 1e9)} GB`;
  });
  let runtime: Runtime | undefined;
  await check('database', async () => {
    runtime = await openRuntime({ migrate: false, connections: 2 });
    const [row] = await runtime.app.database.sql<{ version: string }[]>`select version() as version`;
    return row?.version.split(' on ')[0] ?? '';
  });
  if (runtime) {
    await lookAtDatabase(runtime, check);
    await lookAround(runtime.app, check);
    await runtime.close();
  }
  const ok = findings.every((f) => f.ok);
  print(
    values.json,
    { ok, checks: findings },
    findings.map((f) => `${f.ok ? '✓' : '✗'} ${f.name.padEnd(18)} ${f.detail}`),
  );
  return ok ? 0 : 1;
}

type Check = (name: string, look: () => Promise<string> | string) => Promise<void>;

async function lookAtDatabase({ app, home }: Runtime, check: Check): Promise<void> {
  const { sql } = app.database;
  await check('migrations', async () => {
    if (!(await isMigrated(sql, expectedMigration()))) throw new Error('过旧 behind: deep-alley migrate');
    return '最新 current';
  });
  await check('rights', async () => {
    const [row] = await sql<{ who: string; ddl: boolean; tamper: boolean }[]>`
      select current_user as who, has_schema_privilege('public', 'create') as ddl,
             has_table_privilege('audit_entries', 'update') as tamper`;
    if (!row || row.ddl || row.tamper)
      throw new Error(
        `${row?.who}: 可以改表或改审计日志 may change tables or the audit log; run deep-alley migrate`,
      );
    return `${row.who}: 无建表权 no DDL`;
  });
  await check('clock', async () => {
    const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`;
    const apart = Math.abs(Date.now() - new Date(row?.now ?? 0).getTime());
    if (apart > 5_000) throw new Error(`本机与数据库相差 apart by ${apart} ms`);
    return `${apart} ms`;
  });
  await check('jobs', async () => {
    const owner = openClient(home.owner, { max: 1 });
    try {
      const [row] = await owner<{ waiting: number; failed: number }[]>`
        select count(*)::int as waiting, count(*) filter (where attempts >= max_attempts)::int as failed
        from graphile_worker._private_jobs`;
      if (row && row.failed > 0) throw new Error(`${row.failed} 个任务已放弃 jobs given up`);
      return `${row?.waiting ?? 0} 待办 waiting`;
    } finally {
      await owner.end({ timeout: 5 });
    }
  });
}

async function lookAround(app: App, check: Check): Promise<void> {
  await check('storage', async () => {
    const key = `doctor/${randomBytes(6).toString('hex')}`;
    await app.storage.put(key, Buffer.from('ok'), { contentType: 'text/plain' });
    const back = Buffer.from(await app.storage.read(key)).toString();
    await app.storage.remove(key);
    if (back !== 'ok') throw new Error('写入与读出不一致 what was read is not what was written');
    return app.config.s3 ? `S3 ${app.config.s3.bucket}` : '本地文件夹 local folder';
  });
  await check('mail', async () => {
    if (!app.config.smtpUrl) return '未配置 SMTP，邮件存于后台信箱 no SMTP: mail is kept in the mailbox page';
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(app.config.smtpUrl);
    await transport.verify();
    transport.close();
    return 'SMTP';
  });
}
