#!/usr/bin/env node
/**
 * The deep-alley command. Exit status: 0 done, 1 not all of it went well, 2 input refused (`import`: as its page says).
 * Works beside a running server on the same embedded database, and alone.
 */
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `深巷需要 Node 24，当前是 ${process.versions.node}：请用 npm start 或 npm run -s deep-alley -- …\n` +
      `Deep Alley needs Node 24, this is ${process.versions.node}: use npm start or npm run -s deep-alley -- …`,
  );
  process.exit(2);
}

export {};

type Command = (argv: string[]) => Promise<number>;

/** Loaded on demand: `doctor` must not wait for the poster fonts. */
const COMMANDS: Record<string, { summary: string; load: () => Promise<Command> }> = {
  start: {
    summary: '启动网站与后台任务 serve web and worker',
    load: async () => (await import('./cli/start.ts')).start,
  },
  migrate: {
    summary: '更新数据库结构 bring the database up to date',
    load: async () => (await import('./cli/migrate.ts')).migrateCommand,
  },
  seed: {
    summary: '载入演示县 load the demo county',
    load: async () => (await import('./cli/seed.ts')).seedCommand,
  },
  import: {
    summary: '导入平台订单 import platform orders',
    load: async () => (await import('./cli/import.ts')).importFiles,
  },
  attribute: {
    summary: '计算与核对归因 compute and check attribution',
    load: async () => (await import('./cli/attribute.ts')).attributeCommand,
  },
  report: {
    summary: '活动投入产出 campaign results',
    load: async () => (await import('./cli/report.ts')).reportCommand,
  },
  poster: {
    summary: '画海报、样张 draw posters and sheets',
    load: async () => (await import('./cli/poster.ts')).posterCommand,
  },
  county: { summary: '新建县 county add', load: async () => (await import('./cli/county.ts')).countyCommand },
  user: { summary: '新建账号 user add', load: async () => (await import('./cli/user.ts')).userCommand },
  backup: {
    summary: '备份 write a backup file',
    load: async () => (await import('./cli/backup.ts')).backupCommand,
  },
  restore: {
    summary: '恢复 restore a backup file',
    load: async () => (await import('./cli/backup.ts')).restoreCommand,
  },
  storage: {
    summary: '搬移文件 move files between the folder and S3',
    load: async () => (await import('./cli/storage.ts')).storageCommand,
  },
  doctor: {
    summary: '检查 look for what is wrong',
    load: async () => (await import('./cli/doctor.ts')).doctorCommand,
  },
};

function usage(): string {
  const lines = Object.entries(COMMANDS).map(([name, c]) => `  ${name.padEnd(10)} ${c.summary}`);
  return ['deep-alley <command> [--json] …', '', ...lines].join('\n');
}

const [name = '', ...argv] = process.argv.slice(2);
const command = COMMANDS[name];
if (!command) {
  const asked = name === '' || name === 'help' || name === '--help';
  console[asked ? 'log' : 'error'](usage());
  process.exit(asked ? 0 : 2);
}
const { UsageError } = await import('./cli/arguments.ts');
try {
  const run = await command.load();
  process.exitCode = await run(argv);
} catch (error) {
  const refused = error instanceof UsageError;
  console.error(refused ? error.message : error);
  process.exitCode = refused ? 2 : 1;
}
