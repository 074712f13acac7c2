import { demoLogins, loadDemo } from '../seed/demo.ts';
import { parse, print } from './arguments.ts';
import { openRuntime } from './runtime.ts';

const USAGE = 'deep-alley seed [--scale 0.05] [--json]';

/** Exit status: 0 loaded, 2 refused because it is there already. */
export async function seedCommand(argv: string[]): Promise<number> {
  const { values } = parse(argv, { json: { type: 'boolean' }, scale: { type: 'string' } }, USAGE);
  const scale = values.scale === undefined ? 1 : Number(values.scale);
  if (!(scale > 0 && scale <= 5)) {
    print(values.json, { ok: false, reason: 'bad_scale' }, [
      `--scale 应在 0 与 5 之间。--scale must lie between 0 and 5.`,
    ]);
    return 2;
  }
  const runtime = await openRuntime({ connections: 8 });
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  try {
    const result = await loadDemo(runtime.app, runtime.home, {
      scale,
      signal: stop.signal,
      onProgress: (text) => {
        if (!values.json) process.stdout.write(`  ${text}\n`);
      },
    });
    if (!result.ok) {
      const words = {
        already_there: '演示县已在数据库中，没有改动。The demo county is there already; nothing was changed.',
        slug_taken:
          '已有另一个县使用 baisha 这个代号，演示县未载入。Another county is called baisha; the demo was not loaded.',
      };
      print(values.json, result, [words[result.reason]]);
      return 2;
    }
    print(values.json, result, [
      `演示县白沙已载入：${result.orders} 笔销售，用时 ${result.seconds} 秒。Loaded Baisha: ${result.orders} sales in ${result.seconds} s.`,
      ...(await demoLogins(runtime.app)),
    ]);
    return 0;
  } finally {
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
    await runtime.close();
  }
}
