/**
 * A web process to be killed: the real front server over the connection and folder given as JSON, with a page handler
 * that answers 404. Prints its port. Only for tests and benchmarks.
 */
import { log } from '#lib/server/config/log.ts';
import { openDatabase, type Connection } from '#lib/server/db/database.ts';
import { startWeb } from '../../server.ts';
import { makeApp } from './app.ts';

const given = JSON.parse(process.argv[2] ?? '{}') as {
  connection: Connection;
  dataDirectory: string;
  sync?: string;
};
const database = openDatabase(given.connection, { max: 3 });
const app = await makeApp(
  database,
  { DATA_DIR: given.dataDirectory, JOURNAL_SYNC: given.sync ?? 'batch' },
  log,
);
const web = await startWeb({
  app,
  port: 0,
  pages: (_req, res) => {
    res.writeHead(404, { 'Content-Type': 'text/plain' });
    res.end('no page\n');
  },
});
process.on('SIGTERM', () => {
  web
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0));
});
// Last: whoever reads the port may send a signal at once.
process.stdout.write(`${web.port}\n`);
