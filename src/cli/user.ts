import { text as readAll } from 'node:stream/consumers';
import { eq } from 'drizzle-orm';
import { houseActor } from '#lib/server/accounts/actor.ts';
import { addUser } from '#lib/server/accounts/people.ts';
import { ROLES, type Role } from '#lib/server/accounts/roles.ts';
import { counties } from '#lib/server/db/counties.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime } from './runtime.ts';

const USAGE =
  'deep-alley user add --county baisha --name 王主任 --email wang@example.gov.cn --role admin [--role planner …] [--json]\n' +
  '  密码从标准输入读取。The password is read from standard input.';

/** Why an account was not made; each names the value and the remedy. */
const REFUSALS = {
  bad_email: '邮箱地址不正确：请写成 name@example.cn。The e-mail address is not one: write name@example.cn.',
  email_taken: '这个邮箱已有账号。This e-mail address has an account already.',
  no_roles: '至少给一个角色。Give at least one role.',
  too_short: '密码太短：至少 12 个字符。The password is too short: at least 12 characters.',
  too_long: '密码太长：最多 128 个字符。The password is too long: at most 128 characters.',
  too_plain: '密码太简单：不要用重复的字符。The password is too plain: do not repeat one character.',
} as const;

export async function userCommand(argv: string[]): Promise<number> {
  const options = {
    county: { type: 'string' },
    name: { type: 'string' },
    email: { type: 'string' },
    role: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = parse(argv, options, USAGE);
  const { county: slug, name, email } = values;
  const roles = values.role ?? [];
  if (positionals[0] !== 'add' || !slug || !name || !email || roles.length === 0) throw new UsageError(USAGE);
  const unknown = roles.filter((role) => !isRole(role));
  if (unknown.length > 0) {
    throw new UsageError(
      `没有角色 ${unknown.join('、')}，可用：${ROLES.join(' ')}。No role ${unknown.join(', ')}; there are: ${ROLES.join(' ')}.`,
    );
  }
  const password = (await readAll(process.stdin)).replace(/\r?\n$/, '');
  const runtime = await openRuntime({ connections: 2 });
  try {
    const { db } = runtime.app.database;
    const [county] = await db.select().from(counties).where(eq(counties.slug, slug));
    if (!county)
      throw new UsageError(
        `没有县 ${slug}：先运行 deep-alley county add。There is no county ${slug}: run deep-alley county add first.`,
      );
    const result = await addUser(db, houseActor(county.id, '命令行 command line'), {
      name,
      email,
      password,
      roles: roles.filter(isRole),
    });
    if (!result.ok) throw new UsageError(REFUSALS[result.reason]);
    print(values.json, { id: result.userId, email, roles }, [
      `已建立账号 ${name} <${email}>。Added ${email}.`,
    ]);
    return 0;
  } finally {
    await runtime.close();
  }
}

function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}
