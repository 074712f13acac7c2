import { writeFile } from 'node:fs/promises';
import { and, eq, or } from 'drizzle-orm';
import type { Actor } from '#lib/server/accounts/actor.ts';
import { campaigns } from '#lib/server/campaigns/schema.ts';
import { counties } from '#lib/server/db/counties.ts';
import type { DbOrTx } from '#lib/server/db/database.ts';
import { merchants } from '#lib/server/merchants/schema.ts';
import { FORMAT_IDS, isFormatId } from '#lib/server/posters/formats.ts';
import { findOutput } from '#lib/server/posters/drawing.ts';
import { personalPoster, type PosterRequest } from '#lib/server/posters/outputs.ts';
import { printPoster } from '#lib/server/posters/print/printing.ts';
import { posterContents } from '#lib/server/posters/schema.ts';
import { parse, print, UsageError } from './arguments.ts';
import { openRuntime, type Runtime } from './runtime.ts';

const USAGE =
  'deep-alley poster render --campaign CODE --format ID --out FILE [--merchant NAME] [--county SLUG] [--poster ID] [--json]';

/**
 * One poster into a file, through the same gates as a merchant's download: JPEG, or a PDF when the file's name ends in
 * `.pdf`. Without a merchant it is the county's own. Exit status 1 when the poster may not or cannot be drawn.
 */
export async function posterRender(argv: string[]): Promise<number> {
  const { values } = parse(
    argv,
    {
      campaign: { type: 'string' },
      format: { type: 'string' },
      merchant: { type: 'string' },
      county: { type: 'string' },
      poster: { type: 'string' },
      out: { type: 'string' },
      json: { type: 'boolean' },
    },
    USAGE,
  );
  const { format = '', out, campaign = '' } = values;
  if (out === undefined || campaign === '') throw new UsageError(USAGE);
  if (!isFormatId(format)) throw new UsageError(`--format ${format}: ${FORMAT_IDS.join(', ')}\n${USAGE}`);
  const runtime = await openRuntime({ connections: 4 });
  try {
    const { db } = runtime.app.database;
    const found = await findCampaign(db, campaign, values.county);
    const merchantId =
      values.merchant === undefined ? null : await findMerchant(db, found.countyId, values.merchant);
    const request: PosterRequest = {
      merchantId,
      campaignId: found.id,
      format,
      ...(values.poster === undefined ? {} : { posterId: values.poster }),
    };
    const drawn = await draw(runtime, office(found.countyId), request, out.toLowerCase().endsWith('.pdf'));
    if (!drawn.ok) {
      print(values.json, drawn, [
        `没有画出 not drawn: ${drawn.reason}`,
        ...drawn.issues.map((issue) => `  ${JSON.stringify(issue)}`),
      ]);
      return 1;
    }
    const { bytes, ...facts } = drawn;
    await writeFile(out, bytes);
    print(values.json, { ...facts, out, bytes: bytes.length }, [
      `${out}  ${facts.path}  ${Math.round(bytes.length / 1024)} KB  ${facts.hash.slice(0, 12)}`,
      ...facts.warnings.map((warning) => `  ${JSON.stringify(warning)}`),
    ]);
    return 0;
  } finally {
    await runtime.close();
  }
}

async function draw({ app }: Runtime, actor: Actor, request: PosterRequest, asPdf: boolean) {
  const result = await personalPoster(app, actor, request);
  if (!result.ok) return result;
  if (asPdf) {
    const [version] = await app.database.db
      .select({ posterId: posterContents.posterId })
      .from(posterContents)
      .where(eq(posterContents.id, result.output.contentId));
    if (!version) throw new Error('a version that was drawn must exist');
    const printed = await printPoster(app, actor, { ...request, posterId: version.posterId });
    return printed.ok ? { ...printed, path: 'PDF' } : printed;
  }
  const { hash, widthPx, heightPx, contentId } = result.output;
  const output = await findOutput(app.database.db, actor.countyId, hash);
  if (!output) throw new Error('an output that was handed out must exist');
  return {
    ok: true as const,
    hash,
    contentId,
    widthPx,
    heightPx,
    contentType: 'image/jpeg',
    path: output.path,
    code: output.code,
    drawUs: output.drawUs,
    qrRead: output.qrRead,
    sha256: output.fileSha256,
    warnings: [],
    bytes: await app.storage.read(output.fileKey),
  };
}

/** A campaign by its code or id; the county may be left out when only one has it. */
async function findCampaign(
  db: DbOrTx,
  text: string,
  county: string | undefined,
): Promise<{ id: string; countyId: string }> {
  const rows = await db
    .select({ id: campaigns.id, countyId: campaigns.countyId, slug: counties.slug })
    .from(campaigns)
    .innerJoin(counties, eq(counties.id, campaigns.countyId))
    .where(
      and(
        isUuid(text) ? eq(campaigns.id, text) : eq(campaigns.code, text),
        ...(county === undefined ? [] : [eq(counties.slug, county)]),
      ),
    );
  const [only, other] = rows;
  if (!only) throw new UsageError(`没有这个活动 no such campaign: ${text}\n${USAGE}`);
  if (other) throw new UsageError(`--county ${rows.map((r) => r.slug).join(' | ')}\n${USAGE}`);
  return only;
}

/** A merchant by its name, short name or id. */
async function findMerchant(db: DbOrTx, countyId: string, text: string): Promise<string> {
  const rows = await db
    .select({ id: merchants.id, name: merchants.name })
    .from(merchants)
    .where(
      and(
        eq(merchants.countyId, countyId),
        isUuid(text) ? eq(merchants.id, text) : or(eq(merchants.name, text), eq(merchants.shortName, text)),
      ),
    );
  const [only, other] = rows;
  if (!only) throw new UsageError(`没有这个商户 no such merchant: ${text}\n${USAGE}`);
  if (other)
    throw new UsageError(
      `有 ${rows.length} 个商户叫这个名字，请用编号 use an id: ${rows.map((r) => r.id).join(', ')}`,
    );
  return only.id;
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/iu.test(text);
}

/** Whoever sits at the server's keyboard reads posters of every merchant. */
function office(countyId: string): Actor {
  return {
    userId: null,
    countyId,
    roles: ['planner'],
    organisationId: null,
    merchantIds: [],
    name: 'deep-alley',
  };
}
