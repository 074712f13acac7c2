import { UsageError } from './arguments.ts';

const USAGE = 'deep-alley poster <subcommand> …';

/** What is done with posters from the keyboard, loaded on demand. */
const SUBCOMMANDS: Record<string, () => Promise<(argv: string[]) => Promise<number>>> = {
  batch: async () => (await import('./poster-batch.ts')).posterBatch,
  render: async () => (await import('./poster-render.ts')).posterRender,
  sheet: async () => (await import('./poster-sheet.ts')).posterSheet,
};

export async function posterCommand(argv: string[]): Promise<number> {
  const [name = '', ...rest] = argv;
  const load = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
  if (load === undefined)
    throw new UsageError(`poster ${name}: ${Object.keys(SUBCOMMANDS).join(', ')}\n${USAGE}`);
  return (await load())(rest);
}
