import { MODELS } from '#lib/server/attribution/model.ts';
import { CAMPAIGN_SORTS, listCampaignResults, type CampaignSort } from '#lib/server/reports/campaign-list.ts';
import { csv, yuanCell } from '#lib/shared/csv.ts';
import { readModel } from '#lib/server/reports/scope.ts';
import { formatFen } from '#lib/shared/money.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime } from './runtime.ts';

const USAGE = 'deep-alley report [--county SLUG] [--year YYYY] [--sort KEY] [--model NAME] [--csv | --json]';

/** What every campaign cost and brought; `--sort` by any figure, a leading - for descending. */
export async function reportCommand(argv: string[]): Promise<number> {
  const { values } = parse(
    argv,
    {
      county: { type: 'string' },
      year: { type: 'string' },
      sort: { type: 'string', default: '-starts' },
      model: { type: 'string' },
      csv: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    USAGE,
  );
  const sort = readSort(values.sort);
  const model = values.model === undefined ? null : readModel(values.model);
  if (values.model !== undefined && model === null)
    throw new UsageError(`--model ${values.model}: ${MODELS.join(', ')}\n${USAGE}`);
  const year = values.year === undefined ? null : Number(values.year);
  if (year !== null && !(Number.isInteger(year) && year >= 2000 && year <= 2099))
    throw new UsageError(`--year ${values.year}: 2000–2099\n${USAGE}`);
  const runtime = await openRuntime();
  try {
    const { database } = runtime.app;
    const [county, ...others] = await database.sql<{ id: string; slug: string }[]>`
      select id, slug from counties ${values.county === undefined ? database.sql`` : database.sql`where slug = ${values.county}`} order by slug`;
    if (county === undefined || others.length > 0)
      throw new UsageError(`请用 --county 指明一个县。Name one county with --county.\n${USAGE}`);
    const { scope, rows, total } = await listCampaignResults(database, county.id, { year }, sort, model);
    if (values.csv) {
      const head = [
        'code',
        'name',
        'starts_on',
        'ends_on',
        'spend',
        'attributed',
        'coded',
        'orders',
        'margin',
        'per_yuan',
        'roi',
      ];
      const body = rows.map((row) => [
        ...[row.campaign.code, row.campaign.name, row.campaign.startsOn, row.campaign.endsOn],
        ...[
          yuanCell(row.spendFen),
          yuanCell(row.attributedFen),
          yuanCell(row.codedFen),
          row.orders,
          yuanCell(row.marginFen),
        ],
        ...[row.salesPerYuan?.toFixed(4) ?? null, row.roi?.toFixed(4) ?? null],
      ]);
      process.stdout.write(csv(head, body));
      return 0;
    }
    const lines = rows.map(
      (row) =>
        `${row.campaign.code.padEnd(10)} ${row.campaign.startsOn}  ${formatFen(row.spendFen).padStart(14)}  ${formatFen(row.attributedFen).padStart(16)}  ` +
        `${row.salesPerYuan === null ? '–'.padStart(10) : `1 : ${row.salesPerYuan.toFixed(2)}`.padStart(10)}  ${row.campaign.name}`,
    );
    print(
      values.json,
      {
        county: county.slug,
        model: scope?.model ?? null,
        ruleSetKey: scope?.ruleSetKey ?? null,
        total,
        campaigns: rows,
      },
      [
        `编号 code   开始 starts  已支付 paid       归因销售额 attributed  投入产出比  活动 campaign`,
        ...lines,
        `合计 total: ${formatFen(total.spendFen)} → ${formatFen(total.attributedFen)}`,
      ],
    );
    return 0;
  } finally {
    await runtime.close();
  }
}

function readSort(text: string): { key: CampaignSort; descending: boolean } {
  const name = text.startsWith('-') ? text.slice(1) : text;
  const key = CAMPAIGN_SORTS.find((one) => one === name);
  if (key === undefined) throw new UsageError(`--sort ${text}: ${CAMPAIGN_SORTS.join(', ')}\n${USAGE}`);
  return { key, descending: text.startsWith('-') };
}
