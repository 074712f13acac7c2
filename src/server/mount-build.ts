/** The built SvelteKit application as a request handler. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ADDRESS_HEADER, HOST_HEADER, PROTOCOL_HEADER, type PageHandler } from './front.ts';

const BUILD = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../build');

/**
 * adapter-node reads its settings when it is imported: they are set here, before. Its own body limit is off because it
 * comes before routing and knows one number for all paths; ours is body-limits.ts.
 *
 * @throws when nothing has been built.
 */
export async function mountBuild(directory = BUILD): Promise<PageHandler> {
  const file = path.join(directory, 'handler.js');
  if (!existsSync(file))
    throw new Error(`没有 ${file}：请先 npm run build。There is no build: run npm run build first.`);
  delete process.env['ORIGIN'];
  delete process.env['PORT_HEADER'];
  process.env['HOST_HEADER'] = HOST_HEADER;
  process.env['PROTOCOL_HEADER'] = PROTOCOL_HEADER;
  process.env['ADDRESS_HEADER'] = ADDRESS_HEADER;
  process.env['BODY_SIZE_LIMIT'] = 'Infinity';
  const built: unknown = await import(pathToFileURL(file).href);
  if (
    typeof built !== 'object' ||
    built === null ||
    !('handler' in built) ||
    typeof built.handler !== 'function'
  )
    throw new Error(`${file} exports no handler`);
  return built.handler as PageHandler;
}
