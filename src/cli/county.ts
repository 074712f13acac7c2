import { eq } from 'drizzle-orm';
import { record } from '#lib/server/audit/audit.ts';
import { houseActor } from '#lib/server/accounts/actor.ts';
import { countySettings } from '#lib/server/county/schema.ts';
import { counties } from '#lib/server/db/counties.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime } from './runtime.ts';

const USAGE =
  'deep-alley county add --slug baisha --name 白沙黎族自治县 --name-en "Baisha County" --province 海南省 [--json]';

export async function countyCommand(argv: string[]): Promise<number> {
  const options = {
    slug: { type: 'string' },
    name: { type: 'string' },
    'name-en': { type: 'string' },
    province: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = parse(argv, options, USAGE);
  const { slug, name, province } = values;
  if (positionals[0] !== 'add' || !slug || !name || !province) throw new UsageError(USAGE);
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(slug)) {
    throw new UsageError(
      `--slug 是“${slug}”：用小写字母、数字和连字符，如 baisha。--slug is "${slug}": use lower-case letters, digits and hyphens.`,
    );
  }
  const runtime = await openRuntime({ connections: 2 });
  try {
    const { db } = runtime.app.database;
    const id = await db.transaction(async (tx) => {
      const [taken] = await tx.select({ id: counties.id }).from(counties).where(eq(counties.slug, slug));
      if (taken) throw new UsageError(`县 ${slug} 已存在。The county ${slug} exists already.`);
      const [county] = await tx
        .insert(counties)
        .values({ slug, name, nameEn: values['name-en'] ?? name, province })
        .returning({ id: counties.id });
      if (!county) throw new Error('the insert returned no row');
      await tx.insert(countySettings).values({ countyId: county.id });
      await record(tx, houseActor(county.id, '命令行 command line'), {
        action: 'county.added',
        subject: 'county',
        subjectId: county.id,
        label: name,
      });
      return county.id;
    });
    print(values.json, { id, slug, name }, [`已建立 ${name}（${slug}）。Added ${slug}.`]);
    return 0;
  } finally {
    await runtime.close();
  }
}
