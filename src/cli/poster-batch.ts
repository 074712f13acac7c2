import { eq } from 'drizzle-orm';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { campaigns } from '#lib/server/campaigns/schema.ts';
import { counties } from '#lib/server/db/counties.ts';
import { posterBatches } from '#lib/server/posters/schema.ts';
import { createBatch, findBatch, getProgress } from '#lib/server/posters/batches/batches.ts';
import { drawChunk } from '#lib/server/posters/batches/draw-chunk.ts';
import { listCurrentVersions } from '#lib/server/posters/outputs.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime, type Runtime } from './runtime.ts';

const USAGE = `deep-alley poster batch --campaign CODE --format ID… [--poster ID] [--json]
deep-alley poster batch BATCH [--json]`;

/**
 * Draws a batch to its end in this process, a new one or one that was begun. Killed, the same command with the batch's id
 * goes on. Exit status: 0 everything drawn, 1 some skipped or failed, or stopped.
 */
export async function posterBatch(argv: string[]): Promise<number> {
  const { values, positionals } = parse(
    argv,
    {
      campaign: { type: 'string' },
      poster: { type: 'string' },
      format: { type: 'string', multiple: true },
      json: { type: 'boolean' },
    },
    USAGE,
  );
  const runtime = await openRuntime();
  try {
    const [batchId] = positionals;
    const id =
      batchId === undefined
        ? await begin(runtime, { ...values, formats: values.format ?? [] })
        : await known(runtime, batchId);
    process.stderr.write(`${id.batchId}\n`);
    for (;;) {
      const end = await drawChunk(runtime.app, id);
      if (end !== 'more') break;
    }
    const batch = await findBatch(runtime.app.database.db, id.countyId, id.batchId);
    if (batch === null) throw new UsageError(`没有批次 ${id.batchId}。There is no batch ${id.batchId}.`);
    const { counts, state, pausedReason, total } = await getProgress(runtime.app.database.db, batch);
    print(values.json, { batch: batch.id, state, pausedReason, total, ...counts }, [
      `画好 ${counts.done} 张，跳过 ${counts.skipped} 张，出错 ${counts.failed} 张，共 ${total} 张（${state}）。`,
      `${counts.done} drawn, ${counts.skipped} skipped, ${counts.failed} failed of ${total} (${state}).`,
    ]);
    return state === 'done' && counts.done === total ? 0 : 1;
  } finally {
    await runtime.close();
  }
}

interface BatchId {
  countyId: string;
  batchId: string;
}

async function known({ app }: Runtime, batchId: string): Promise<BatchId> {
  const rows = /^[0-9a-f-]{36}$/.test(batchId)
    ? await app.database.db
        .select({ countyId: posterBatches.countyId })
        .from(posterBatches)
        .where(eq(posterBatches.id, batchId))
    : [];
  const [row] = rows;
  if (!row) throw new UsageError(`没有批次 ${batchId}。There is no batch ${batchId}.`);
  return { countyId: row.countyId, batchId };
}

async function begin(
  { app }: Runtime,
  request: { campaign?: string | undefined; poster?: string | undefined; formats: readonly string[] },
): Promise<BatchId> {
  if (request.campaign === undefined) throw new UsageError(USAGE);
  const { db } = app.database;
  const found = await db
    .select({ id: campaigns.id, countyId: campaigns.countyId, county: counties.name })
    .from(campaigns)
    .innerJoin(counties, eq(counties.id, campaigns.countyId))
    .where(eq(campaigns.code, request.campaign.toUpperCase()));
  const [campaign] = found;
  if (!campaign || found.length > 1)
    throw new UsageError(`没有活动 ${request.campaign}。There is no campaign ${request.campaign}.`);
  const [version] = await listCurrentVersions(db, campaign.countyId, campaign.id, request.poster);
  const result = await createBatch(db, commandLine(campaign.countyId), {
    campaignId: campaign.id,
    posterId: version?.posterId ?? '',
    formats: request.formats,
    filter: {},
  });
  if (!result.ok) throw new UsageError(`${result.reason}\n${USAGE}`);
  return { countyId: campaign.countyId, batchId: result.batch.id };
}

/** Whoever has the machine has the right. */
function commandLine(countyId: string): Actor {
  return {
    userId: null,
    countyId,
    roles: ['planner'],
    organisationId: null,
    merchantIds: [],
    name: 'deep-alley',
  };
}
