import { expect, it } from 'vitest';
import { openClient } from '../db/database.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { copyField, CopyReader, fieldsOf, writeAll } from './copy.ts';

it('a connection that read a large COPY answers the next query', async () => {
  const database = await testDatabase();
  const client = openClient(database.connection, { max: 1 });
  try {
    for (const rows of [1, 500, 20_000]) {
      const reader = new CopyReader(
        await client`copy (select n, repeat('茶', 100) from generate_series(1, ${client.unsafe(String(rows))}) as n) to stdout`.readable(),
      );
      let read = 0;
      while (reader.peek() !== undefined || (await reader.fill())) {
        if (reader.peek() === undefined) continue;
        reader.take();
        read += 1;
      }
      expect(read).toBe(rows);
      expect((await client`select 1 as one`)[0]).toEqual({ one: 1 });
    }
  } finally {
    await client.end({ timeout: 1 });
  }
});

it('every text comes back as it was written', async () => {
  const database = await testDatabase();
  const texts = ['', 'a\tb', 'line\nbreak', 'back\\slash', '\\N', '\r\n', '白沙绿茶 𠮷', null];
  await database.sql.begin(async (tx) => {
    await tx`create temp table texts (n int, t text) on commit drop`;
    await writeAll(
      await tx`copy texts from stdin`.writable(),
      texts.map((text, n) => `${n}\t${copyField(text)}\n`),
    );
    const reader = new CopyReader(await tx`copy (select t from texts order by n) to stdout`.readable());
    const back: (string | null)[] = [];
    while (reader.peek() !== undefined || (await reader.fill())) {
      const row = reader.peek();
      if (row === undefined) continue;
      reader.take();
      back.push(fieldsOf(row)[0] ?? null);
    }
    expect(back).toEqual(texts);
  });
});
