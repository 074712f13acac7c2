import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createShareCode } from '#lib/server/links/links.ts';
import { clicks, touches } from '#lib/server/links/schema.ts';
import { newVisitorId, visitorHash } from '#lib/server/links/visitor.ts';
import { testDatabase, type TestDatabase } from '../../tests/support/database.ts';
import { makeCampaign, makeCounty } from '../../tests/support/factories.ts';

const SCRIPT = fileURLToPath(new URL('./testing/web-process.ts', import.meta.url));
const children = new Set<ChildProcess>();
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});

async function web(
  dataDirectory: string,
  sync: 'batch' | 'always',
): Promise<{ child: ChildProcess; port: number }> {
  const given = JSON.stringify({ connection: database.connection, dataDirectory, sync });
  const child = spawn(process.execPath, [SCRIPT, given], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    child.once('exit', (status) => reject(new Error(`the web process ended with ${status}`)));
  });
  return { child, port };
}

function ended(child: ChildProcess): Promise<void> {
  children.delete(child);
  return child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()));
}

/** One scan; true when its 302 arrived. */
function scan(agent: Agent, port: number, code: string, visitor: string): Promise<boolean> {
  return new Promise((resolve) => {
    const req = request(
      {
        host: '127.0.0.1',
        port,
        path: `/${code}`,
        agent,
        headers: {
          Cookie: `visitor=${visitor}`,
          'User-Agent': 'Mozilla/5.0 (iPhone) Mobile MicroMessenger/8',
        },
      },
      (res) => {
        res.resume();
        res.once('end', () => resolve(res.statusCode === 302));
        res.once('error', () => resolve(false));
      },
    );
    req.once('error', () => resolve(false));
    req.end();
  });
}

describe('a thousand clicks under kill -9', () => {
  it.each(['batch', 'always'] as const)(
    'are all there after the restart, and none twice (fdatasync: %s)',
    async (sync) => {
      const county = await makeCounty(database.db);
      const campaign = await makeCampaign(database.db, county.id);
      const { code } = await createShareCode(database.db, {
        countyId: county.id,
        campaignId: campaign.id,
        merchantId: null,
      });
      const dataDirectory = mkdtempSync(path.join(tmpdir(), 'kill-'));
      const answered = new Set<string>();
      try {
        let kills = 0;
        while (answered.size < 1000) {
          const { child, port } = await web(dataDirectory, sync);
          const agent = new Agent({ keepAlive: true, maxSockets: 16 });
          // The instant of the kill is drawn in answers, so that it falls into the middle of the load on any machine.
          const killAt = answered.size + 60 + Math.floor(Math.random() * 240);
          let alive = true;
          await Promise.all(
            Array.from({ length: 16 }, async () => {
              while (alive) {
                const visitor = newVisitorId();
                if (await scan(agent, port, code, visitor)) answered.add(visitor);
                else alive = false;
                if (answered.size >= killAt && alive) {
                  alive = false;
                  child.kill('SIGKILL');
                  kills++;
                }
              }
            }),
          );
          await ended(child);
          agent.destroy();
        }
        expect(kills).toBeGreaterThan(2);
        // The restart loads what the killed ones left; a graceful stop loads to the end.
        const last = await web(dataDirectory, sync);
        last.child.kill('SIGTERM');
        await ended(last.child);
        expect(last.child.exitCode).toBe(0);

        const rows = await database.db
          .select({ visitor: clicks.visitorHash, times: sql<number>`count(*)::int` })
          .from(clicks)
          .where(eq(clicks.countyId, county.id))
          .groupBy(clicks.visitorHash);
        const recorded = new Map(rows.map((row) => [row.visitor, row.times]));
        const lost = [...answered].filter((visitor) => !recorded.has(visitorHash(county.id, visitor)));
        expect(lost).toEqual([]);
        expect([...recorded.values()].filter((times) => times !== 1)).toEqual([]);
        const [counted] = await database.db
          .select({ n: sql<number>`count(*)::int` })
          .from(touches)
          .where(eq(touches.countyId, county.id));
        expect(counted?.n).toBe(recorded.size);
      } finally {
        rmSync(dataDirectory, { recursive: true });
      }
    },
  );
});
