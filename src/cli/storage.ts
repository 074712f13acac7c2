import { moveFiles } from '#lib/server/storage/moving.ts';
import { openStorage } from '#lib/server/storage/storage.ts';
import { parse, print, UsageError } from './arguments.ts';
import { requireConfig } from './runtime.ts';

const USAGE = 'deep-alley storage move --to s3|local [--keep] [--json]';

/** Moves every file between the folder and S3. Needs no database; the server should be stopped meanwhile. */
export async function storageCommand(argv: string[]): Promise<number> {
  const { values, positionals } = parse(
    argv,
    { to: { type: 'string' }, keep: { type: 'boolean' }, json: { type: 'boolean' } },
    USAGE,
  );
  if (positionals[0] !== 'move' || positionals.length > 1) throw new UsageError(USAGE);
  if (values.to !== 's3' && values.to !== 'local') throw new UsageError(USAGE);
  const config = requireConfig();
  if (config.s3 === null)
    throw new UsageError(
      '没有配置 S3：请设置 S3_BUCKET 等环境变量。\nS3 is not configured: set S3_BUCKET and the other S3 variables.',
    );
  const local = await openStorage({ s3: null, dataDirectory: config.dataDirectory });
  const s3 = await openStorage(config);
  const [from, to] = values.to === 's3' ? [local, s3] : [s3, local];
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  const report = await moveFiles(from, to, {
    remove: !values.keep,
    signal: stop.signal,
    onProgress: ({ copied, alreadyThere }) => {
      const done = copied + alreadyThere;
      if (done % 100 === 0) process.stderr.write(`${done}\n`);
    },
  });
  print(values.json, { ...report, interrupted: stop.signal.aborted }, [
    `复制 ${report.copied} 个文件（${report.bytes} 字节），已在那里 ${report.alreadyThere} 个，移走 ${report.removed} 个。`,
    `Copied ${report.copied} files (${report.bytes} bytes), ${report.alreadyThere} were there, ${report.removed} removed.`,
    ...report.failed.map(({ key, error }) => `失败 failed: ${key}: ${error}`),
  ]);
  return report.failed.length > 0 || stop.signal.aborted ? 1 : 0;
}
