import { parse, print } from './arguments.ts';
import { openRuntime } from './runtime.ts';

export async function migrateCommand(argv: string[]): Promise<number> {
  const { values } = parse(argv, { json: { type: 'boolean' } }, 'deep-alley migrate [--json]');
  const runtime = await openRuntime();
  await runtime.close();
  print(values.json, { ok: true }, ['数据库结构已是最新。The database is up to date.']);
  return 0;
}
