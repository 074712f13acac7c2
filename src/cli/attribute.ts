import * as attribution from '#lib/server/attribution/attribution.ts';
import type { CheckReport } from '#lib/server/attribution/checks.ts';
import { MODELS } from '#lib/server/attribution/model.ts';
import { MODEL_WORDS } from '#lib/shared/attribution-words.ts';
import { formatFen } from '#lib/shared/money.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime } from './runtime.ts';

const USAGE = 'deep-alley attribute [--county SLUG] [--rebuild] [--check] [--json]';

interface CountyReport {
  county: string;
  ledger?: { touches: number; lines: number };
  recomputed?: { lines: number; written: number };
  rebuilt?: { lines: number; touches: number; credits: number; seconds: number };
  check?: CheckReport | null;
}

/**
 * Without options: looks at every fact again and recomputes what differs. `--rebuild` makes all rows anew. `--check` alone
 * only proves the sums, and changes nothing; exit status 1 when one of them does not hold.
 */
export async function attributeCommand(argv: string[]): Promise<number> {
  const { values } = parse(
    argv,
    {
      county: { type: 'string' },
      rebuild: { type: 'boolean' },
      check: { type: 'boolean' },
      json: { type: 'boolean' },
    },
    USAGE,
  );
  const runtime = await openRuntime();
  try {
    const { database } = runtime.app;
    const counties = await database.sql<{ id: string; slug: string }[]>`
      select id, slug from counties ${values.county === undefined ? database.sql`` : database.sql`where slug = ${values.county}`} order by slug`;
    if (values.county !== undefined && counties.length === 0)
      throw new UsageError(
        `没有“${values.county}”这个县：用 county add 新建。There is no county “${values.county}”.`,
      );
    const reports: CountyReport[] = [];
    for (const { id, slug } of counties) {
      const report: CountyReport = { county: slug };
      if (values.rebuild) {
        const start = performance.now();
        const { ledger, rebuild } = await attribution.rebuild(database, id);
        const { lines, touches, credits } = rebuild;
        report.ledger = ledger;
        report.rebuilt = { lines, touches, credits, seconds: Math.round(performance.now() - start) / 1000 };
      } else if (!values.check) {
        const { ledger, dirty } = await attribution.update(database, id);
        report.ledger = ledger;
        report.recomputed = dirty;
      }
      if (values.check) report.check = await attribution.check(database, id);
      reports.push(report);
    }
    const ok = reports.every((report) => report.check?.ok !== false);
    print(values.json, { ok, counties: reports }, reports.flatMap(linesOf));
    return ok ? 0 : 1;
  } finally {
    await runtime.close();
  }
}

function linesOf({ county, rebuilt, recomputed, check }: CountyReport): string[] {
  const lines = [county];
  if (rebuilt)
    lines.push(
      `  重建 rebuilt: ${rebuilt.lines} 行 lines, ${rebuilt.touches} 次接触 touches, ${rebuilt.credits} 条记账 credits, ${rebuilt.seconds} s`,
    );
  if (recomputed)
    lines.push(`  重算 recomputed: ${recomputed.lines} 行 lines, ${recomputed.written} 有变化 changed`);
  if (check === null) lines.push('  尚未计算 not computed yet');
  if (check) {
    lines.push(`  净销售额 net sales ${formatFen(check.netFen)}`);
    for (const model of MODELS) {
      const { creditedFen, unattributedFen, differenceFen } = check.totals[model];
      lines.push(
        `  ${differenceFen === 0 ? '✓' : '✗'} ${model.padEnd(14)} ${MODEL_WORDS[model].zh}: ${formatFen(creditedFen)} + 未归因 unattributed ${formatFen(unattributedFen)}` +
          (differenceFen === 0 ? '' : `，相差 off by ${formatFen(differenceFen)}`),
      );
    }
    for (const one of check.checks)
      lines.push(
        `  ${one.ok ? '✓' : '✗'} ${one.name.padEnd(16)} ${one.checked} 项 checked${one.ok ? '' : `, ${one.failed} 不符 failed: ${one.examples.slice(0, 3).join(', ')}`}`,
      );
  }
  return lines;
}
