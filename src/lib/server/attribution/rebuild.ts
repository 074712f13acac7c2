/**
 * Full rebuild of a county's credits by one rule set: two streams, lines and touches, both sorted by person and time, are
 * merged through the pure core and written with COPY, in one transaction. Memory is bounded by one person's touches.
 */
import type { TransactionSql } from 'postgres';
import type { Database } from '../db/database.ts';
import { uuidv7 } from '../db/uuid.ts';
import { copyField, CopyReader, fieldsOf, writeAll } from '../db/copy.ts';
import { creditLine } from './credit.ts';
import { DaySums } from './day-sums.ts';
import {
  candidatesOf,
  CREDIT_COLUMNS,
  creditTexts,
  LINE_ATTRIBUTION_COLUMNS,
  LINE_COLUMNS,
  lineAttributionText,
  lineFromFields,
  TOUCH_COLUMNS,
  touchFromFields,
} from './ledger-rows.ts';
import { lockLedger } from './lock.ts';
import { listOverrides } from './overrides.ts';
import { reachSeconds } from './journey.ts';
import type { Rules } from './rule-set.ts';
import { haloTest } from './scope.ts';
import type { Touch } from './touch.ts';

export interface RebuildReport {
  runId: string;
  lines: number;
  touches: number;
  credits: number;
}

/** Lines handed to one COPY: large enough that its start does not matter, small enough to stay in memory. */
const BATCH_LINES = 20_000;

/**
 * Replaces every row of this rule set. Readers see the old rows until the end. `emptiesQueue`: for the set that dirty lines
 * are computed by, since everything that waits is in the rows made here.
 */
export async function rebuild(
  database: Database,
  countyId: string,
  ruleSet: { id: string; key: string; rules: Rules },
  emptiesQueue = false,
): Promise<RebuildReport> {
  const runId = uuidv7();
  const report = await database.sql.begin(async (tx) => {
    // Held to the end: batches of dirty lines and refreshes of the ledger tables wait, so both streams see one state.
    await lockLedger(tx, countyId);
    if (emptiesQueue) await tx`delete from dirty_lines where county_id = ${countyId}`;
    await tx`insert into attribution_runs (county_id, id, rule_set_id, kind, started_at) values (${countyId}, ${runId}, ${ruleSet.id}, 'rebuild', now())`;
    for (const table of ['credits', 'line_attributions', 'campaign_day_credits'])
      await tx`delete from ${tx(table)} where county_id = ${countyId} and rule_set_id = ${ruleSet.id}`;
    const [overrides, isHalo] = [await listOverrides(tx, countyId), await haloTest(tx, countyId)];
    const writer = new Writer(tx, countyId, ruleSet.id);
    const report = { runId, lines: 0, touches: 0, credits: 0 };
    const sums = new DaySums();
    const reach = reachSeconds(ruleSet.rules);
    const lines = new CopyReader(
      await database.sql`copy (select ${database.sql.unsafe(LINE_COLUMNS)} from ledger_lines l where l.county_id = ${literal(database, countyId)}
        order by l.person_id collate "C" nulls first, l.placed_at) to stdout`.readable(),
    );
    const touches = new PersonTouches(
      new CopyReader(
        await database.sql`copy (select ${database.sql.unsafe(TOUCH_COLUMNS)} from ledger_touches t where t.county_id = ${literal(database, countyId)}
          and t.person_id is not null order by t.person_id collate "C", t.touched_at) to stdout`.readable(),
      ),
    );
    let text: string | undefined;
    while ((text = lines.peek()) !== undefined || (await lines.fill())) {
      if (text === undefined) continue;
      lines.take();
      const line = lineFromFields(fieldsOf(text));
      const ofPerson =
        line.personId === null
          ? []
          : within(await touches.of(line.personId), line.placedAt - reach, line.placedAt);
      const result = creditLine(
        {
          placedAt: line.placedAt,
          netFen: line.netFen,
          pending: line.isPending,
          candidates: candidatesOf(line, ofPerson),
          override: overrides.get(line.lineId) ?? null,
        },
        ruleSet.rules,
        ruleSet.key,
      );
      sums.addLine(result, line.netFen, line.soldOn);
      writer.add(
        lineAttributionText(line, result, countyId, ruleSet.id, runId),
        creditTexts(line, result, countyId, ruleSet.id, isHalo),
      );
      report.lines += 1;
      report.credits += result.credits.length;
      if (report.lines % BATCH_LINES === 0) await writer.flush();
    }
    await touches.drain();
    report.touches = touches.count;
    await writer.flush();
    await writer.writeDays(sums);
    await tx`update attribution_runs set finished_at = clock_timestamp(), lines = ${report.lines}, written = ${report.credits}
      where county_id = ${countyId} and id = ${runId}`;
    return report;
  });
  // Reports may come before autovacuum does. Where the role may not analyse, the server only warns.
  await database.sql`analyze ledger_lines, ledger_touches, line_attributions, credits, campaign_day_credits`;
  return report;
}

/** COPY takes no parameters: the id is checked and written as a literal. */
function literal(database: Database, countyId: string) {
  if (!/^[0-9a-f-]{36}$/.test(countyId)) throw new TypeError('A county id must be a UUID');
  return database.sql.unsafe(`'${countyId}'`);
}

/** Touches of one person at a time, read along with the lines; both streams are sorted by person. */
class PersonTouches {
  readonly #reader: CopyReader;
  #personId: string | null = null;
  #touches: Touch[] = [];
  count = 0;

  constructor(reader: CopyReader) {
    this.#reader = reader;
  }

  of(personId: string): readonly Touch[] | Promise<readonly Touch[]> {
    return personId === this.#personId ? this.#touches : this.#seek(personId);
  }

  async drain(): Promise<void> {
    while (this.#reader.peek() !== undefined || (await this.#reader.fill())) {
      if (this.#reader.peek() === undefined) continue;
      this.#reader.take();
      this.count += 1;
    }
  }

  async #seek(personId: string): Promise<readonly Touch[]> {
    this.#personId = personId;
    this.#touches = [];
    for (;;) {
      const row = this.#reader.peek();
      if (row === undefined) {
        if (await this.#reader.fill()) continue;
        return this.#touches;
      }
      const tab = row.indexOf('\t');
      const owner = row.slice(0, tab);
      if (owner > personId) return this.#touches;
      this.#reader.take();
      this.count += 1;
      // People who bought nothing are passed over without being parsed.
      if (owner === personId) this.#touches.push(touchFromFields(fieldsOf(row)));
    }
  }
}

/** Touches with `from < at ≤ to`; the list is sorted by time. */
function within(touches: readonly Touch[], from: number, to: number): Touch[] {
  const found: Touch[] = [];
  for (const touch of touches) {
    if (touch.at <= from) continue;
    if (touch.at > to) break;
    found.push(touch);
  }
  return found;
}

class Writer {
  readonly #tx: TransactionSql;
  readonly #countyId: string;
  readonly #ruleSetId: string;
  #lines: string[] = [];
  #credits: string[] = [];

  constructor(tx: TransactionSql, countyId: string, ruleSetId: string) {
    this.#tx = tx;
    this.#countyId = countyId;
    this.#ruleSetId = ruleSetId;
  }

  add(line: string, credits: string): void {
    this.#lines.push(line);
    if (credits !== '') this.#credits.push(credits);
  }

  async flush(): Promise<void> {
    const tx = this.#tx;
    if (this.#lines.length > 0)
      await writeAll(
        await tx`copy line_attributions (${tx.unsafe(LINE_ATTRIBUTION_COLUMNS)}) from stdin`.writable(),
        joined(this.#lines),
      );
    if (this.#credits.length > 0)
      await writeAll(
        await tx`copy credits (${tx.unsafe(CREDIT_COLUMNS)}) from stdin`.writable(),
        joined(this.#credits),
      );
    this.#lines = [];
    this.#credits = [];
  }

  async writeDays(sums: DaySums): Promise<void> {
    const tx = this.#tx;
    const rows = sums.sorted().map(({ bucket, soldOn, tier, fen }) => {
      const amounts = [fen.last, fen.lastNonDirect, fen.first, fen.linear, fen.decay, fen.position];
      return `${[this.#countyId, this.#ruleSetId, copyField(bucket), soldOn, tier, ...amounts].join('\t')}\n`;
    });
    if (rows.length === 0) return;
    await writeAll(
      await tx`copy campaign_day_credits (county_id, rule_set_id, bucket, sold_on, tier, last_fen, last_non_direct_fen, first_fen,
        linear_fen, decay_fen, position_fen) from stdin`.writable(),
      joined(rows),
    );
  }
}

/** Chunks of about 64 KB: fewer writes without one huge string. */
function joined(rows: readonly string[]): string[] {
  const chunks: string[] = [];
  let chunk = '';
  for (const row of rows) {
    chunk += row;
    if (chunk.length > 65_536) {
      chunks.push(chunk);
      chunk = '';
    }
  }
  if (chunk !== '') chunks.push(chunk);
  return chunks;
}
