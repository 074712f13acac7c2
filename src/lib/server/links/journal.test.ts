import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { decodeRecord, encodeRecord, linesIn, type JournalRecord } from './journal-record.ts';
import { journalBegunAt, openJournal } from './journal.ts';

const click = (over: Partial<JournalRecord> = {}): JournalRecord => ({
  kind: 'hit',
  code: 'ABCD1234',
  at: 1_790_000_000_000,
  visitor: 'abcdefghijklmnopqrstuv',
  addressHash: 'a',
  networkHash: 'n',
  userAgent: 'Mozilla/5.0',
  ahead: false,
  own: null,
  place: null,
  ...over,
});

describe('a line of the journal', () => {
  it('comes back as it went in, whatever a browser calls itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300, unit: 'binary' }), fc.boolean(), (userAgent, ahead) => {
        const record = click({ userAgent, ahead });
        expect(decodeRecord(encodeRecord(record).slice(0, -1))).toEqual(record);
      }),
    );
  });

  it('is refused when a single byte is missing or other', () => {
    const line = encodeRecord(click()).slice(0, -1);
    for (let i = 0; i < line.length; i++) {
      expect(decodeRecord(line.slice(0, i) + line.slice(i + 1))).toBeNull();
      expect(decodeRecord(`${line.slice(0, i)}\u0001${line.slice(i + 1)}`)).toBeNull();
    }
  });

  it('is found with its offset, and a torn last line is left for later', () => {
    const [a, b, c] = [
      encodeRecord(click()),
      encodeRecord(click({ userAgent: '深巷' })),
      encodeRecord(click({ at: 3 })),
    ];
    const bytes = Buffer.from(a + b + c.slice(0, 40));
    const { lines, end } = linesIn(bytes, 1000);
    expect(lines.map((l) => l.offset)).toEqual([1000, 1000 + Buffer.byteLength(a)]);
    expect(lines[1]?.record?.userAgent).toBe('深巷');
    expect(end).toBe(1000 + Buffer.byteLength(a + b));
  });

  it('that is damaged costs only itself', () => {
    const { lines } = linesIn(
      Buffer.from(`${encodeRecord(click())}torn li\n${encodeRecord(click({ at: 7 }))}`),
      0,
    );
    expect(lines.map((l) => l.record?.at ?? null)).toEqual([1_790_000_000_000, null, 7]);
  });
});

describe('the journal', () => {
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'journal-'));
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const all = () =>
    readdirSync(directory)
      .sort()
      .flatMap((file) => linesIn(readFileSync(path.join(directory, file)), 0).lines);

  it.each(['interval', 'answer'] as const)('has a click on disk before its answer (%s)', async (sync) => {
    const journal = openJournal({ directory, sync });
    const onDiskWhenAnswered = await new Promise<number>((resolve) =>
      journal.append(click(), () => resolve(all().length)),
    );
    expect(onDiskWhenAnswered).toBe(1);
    journal.close();
  });

  it('begins a new file when one is full, and loses nothing at the seam', async () => {
    const journal = openJournal({ directory, rotateBytes: 1000 });
    for (let i = 0; i < 40; i++)
      await new Promise<void>((resolve) => journal.append(click({ at: i }), resolve));
    journal.close();
    expect(readdirSync(directory).length).toBeGreaterThan(3);
    expect(
      all()
        .map((l) => l.record?.at)
        .sort((x, y) => (x ?? 0) - (y ?? 0)),
    ).toEqual(Array.from({ length: 40 }, (_, i) => i));
    for (const file of readdirSync(directory)) expect(journalBegunAt(file)).toBeTypeOf('number');
  });

  it('writes what is waiting when it is closed', () => {
    const journal = openJournal({ directory });
    let answered = 0;
    journal.append(click(), () => answered++);
    journal.append(click(), () => answered++);
    journal.close();
    expect([answered, all().length]).toEqual([2, 2]);
  });

  it('answers although the disk refuses, and says how many were not recorded', async () => {
    const problems: number[] = [];
    const journal = openJournal({ directory, onProblem: (_, n) => problems.push(n) });
    journal.close(); // the descriptor is gone: every write fails
    await new Promise<void>((resolve) => journal.append(click(), resolve));
    expect(journal.unrecorded).toBe(1);
    expect(problems).toEqual([1]);
  });
});
