/** Reads a few lines of the ledger with their touches: for dirty lines and for explanations. */
import { longestWindowSeconds, type Rules } from './rule-set.ts';
import {
  LINE_COLUMNS,
  lineFromFields,
  TOUCH_COLUMNS,
  touchFromFields,
  type LedgerLine,
} from './ledger-rows.ts';
import type { Reader } from './lock.ts';
import type { Field } from '../db/copy.ts';
import type { Touch } from './touch.ts';

export async function readLines(
  reader: Reader,
  countyId: string,
  lineIds: readonly string[],
): Promise<LedgerLine[]> {
  const rows = await reader<{ fields: Field[] }[]>`
    select ${textArray(reader, LINE_COLUMNS, 'l.is_pending', "case when l.is_pending then 't' else 'f' end")} as fields
    from ledger_lines l where l.county_id = ${countyId} and l.line_id = any(${[...lineIds]}::uuid[]) order by l.line_id`;
  return rows.map((row) => lineFromFields(row.fields));
}

export async function readLinesOfOrder(
  reader: Reader,
  countyId: string,
  orderId: string,
): Promise<LedgerLine[]> {
  const rows = await reader<{ fields: Field[] }[]>`
    select ${textArray(reader, LINE_COLUMNS, 'l.is_pending', "case when l.is_pending then 't' else 'f' end")} as fields
    from ledger_lines l where l.county_id = ${countyId} and l.order_id = ${orderId} order by l.line_id`;
  return rows.map((row) => lineFromFields(row.fields));
}

/**
 * The touches of each line's person that can count, by line, sorted by time. `aroundSeconds` widens the range on both
 * sides, for explanations that show what came too early or too late.
 */
export async function readTouches(
  reader: Reader,
  countyId: string,
  lines: readonly LedgerLine[],
  rules: Rules,
  aroundSeconds = 0,
): Promise<Map<string, Touch[]>> {
  const known = lines.filter((line) => line.personId !== null);
  const byLine = new Map<string, Touch[]>();
  if (known.length === 0) return byLine;
  const reach = longestWindowSeconds(rules) + aroundSeconds;
  const wanted = known.map(({ lineId, personId, placedAt }) => ({
    line_id: lineId,
    person_id: personId,
    after: placedAt - reach,
    up_to: placedAt + aroundSeconds,
  }));
  const rows = await reader<{ line_id: string; fields: Field[] }[]>`
    select w.line_id, ${textArray(reader, TOUCH_COLUMNS)} as fields
    from jsonb_to_recordset(${reader.json(wanted)}) as w (line_id uuid, person_id text, after bigint, up_to bigint)
    join ledger_touches t on t.county_id = ${countyId} and t.person_id = w.person_id
      and t.touched_at >= to_timestamp(w.after + 1) and t.touched_at < to_timestamp(w.up_to + 1)
    order by w.line_id, t.touched_at`;
  for (const row of rows) {
    const list = byLine.get(row.line_id) ?? [];
    list.push(touchFromFields(row.fields));
    byLine.set(row.line_id, list);
  }
  return byLine;
}

/** A select list as one JSON array of texts, so that queries and COPY share the functions that read rows. */
function textArray(reader: Reader, columns: string, ...replace: [] | [string, string]) {
  const list = replace.length === 2 ? columns.replace(replace[0], replace[1]) : columns;
  // Not array[…]: postgres.js reads a null inside an array as the text 'NULL'.
  return reader.unsafe(
    `json_build_array(${splitTopLevel(list)
      .map((column) => `(${column})::text`)
      .join(', ')})`,
  );
}

function splitTopLevel(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < list.length; i++) {
    const letter = list.charAt(i);
    if (letter === '(') depth += 1;
    else if (letter === ')') depth -= 1;
    else if (letter === ',' && depth === 0) {
      parts.push(list.slice(from, i).trim());
      from = i + 1;
    }
  }
  parts.push(list.slice(from).trim());
  return parts;
}
