import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seeded } from '#lib/server/posters/art/random.ts';
import { makeApprovedPoster, makePosterCounty, type PosterCounty } from '../support/posters.ts';
import { openInstallation, type Installation } from './command.ts';

/**
 * A batch whose process dies by SIGKILL again and again ends with each picture once. `BATCH_PICTURES=2000 BATCH_KILLS=20`
 * for the long form.
 */
const PICTURES = Number(process.env['BATCH_PICTURES'] ?? 40);
const KILLS = Number(process.env['BATCH_KILLS'] ?? 3);
let installation: Installation;
let county: PosterCounty;

beforeAll(async () => {
  installation = await openInstallation('batch-killed');
  county = await makePosterCounty(installation.database, {
    merchantNames: Array.from(
      { length: PICTURES },
      (_, at) => `白沙${String(at + 1).padStart(4, '0')}号农家店`,
    ),
    dataDirectory: installation.dataDirectory,
  });
  await makeApprovedPoster(installation.database, county);
}, 300_000);
afterAll(() => installation.remove(), 60_000);

test('killed at random moments and begun again, each picture is there once: no half file, no orphan', async () => {
  const draw = seeded(20_261_124);
  const { sql } = installation;
  let running = installation.start(
    'poster',
    'batch',
    '--campaign',
    county.campaign.code,
    '--format',
    'oa-cover',
  );
  const batchId = await untilBatch();
  for (let kills = 0; kills < KILLS; kills += 1) {
    const goal = (await done()) + 1 + Math.floor(draw() * (PICTURES / (KILLS + 1)));
    await untilDone(Math.min(goal, PICTURES - 1), running.ended);
    running.kill();
    expect((await running.ended).signal).toBe('SIGKILL');
    running = installation.start('poster', 'batch', batchId, '--json');
  }
  const last = await running.ended;
  expect({ status: last.status, out: last.stdout }, last.stderr).toMatchObject({ status: 0 });
  expect(JSON.parse(last.stdout)).toMatchObject({ state: 'done', done: PICTURES, skipped: 0, failed: 0 });

  const outputs = await sql<
    { file_key: string; file_sha256: string; merchant_id: string; code: string | null }[]
  >`
    select file_key, file_sha256, merchant_id, code from poster_outputs`;
  const items = await sql<{ hash: string }[]>`select hash from poster_batch_items where state = 'done'`;
  expect(new Set(items.map((i) => i.hash)).size).toBe(PICTURES);
  expect(new Set(outputs.map((o) => o.merchant_id)).size).toBe(PICTURES);
  expect(outputs).toHaveLength(PICTURES);
  const files = path.join(installation.dataDirectory, 'files');
  const found = readdirSync(files, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(files, path.join(entry.parentPath, entry.name)));
  const pictures = found.filter((key) => key.endsWith('.jpg') && !key.startsWith('incoming'));
  expect(pictures.sort()).toEqual(outputs.map((o) => o.file_key).sort());
  for (const { file_key: key, file_sha256: sum } of outputs) {
    expect(
      createHash('sha256')
        .update(readFileSync(path.join(files, key)))
        .digest('hex'),
    ).toBe(sum);
  }
}, 900_000);

test('what killed processes left half put is swept away', async () => {
  expect(await county.app.storage.sweep({ olderThan: new Date(Date.now() + 1_000) })).toBeLessThanOrEqual(
    KILLS,
  );
  const aside = path.join(installation.dataDirectory, 'files/incoming');
  expect(readdirSync(aside)).toEqual([]);
});

async function untilBatch(): Promise<string> {
  for (;;) {
    const [row] = await installation.sql<{ id: string }[]>`select id from poster_batches`;
    if (row) return row.id;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function done(): Promise<number> {
  const [row] = await installation.sql<{ n: number }[]>`
    select count(*)::int as n from poster_batch_items where state = 'done'`;
  return row?.n ?? 0;
}

async function untilDone(goal: number, ended: Promise<unknown>): Promise<void> {
  let over = false;
  void ended.then(() => (over = true));
  while (!over && (await done()) < goal) await new Promise((resolve) => setTimeout(resolve, 5));
}
