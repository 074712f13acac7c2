import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** Input that was refused: the message is for the person at the keyboard, the exit status is 2. */
export class UsageError extends Error {}

/** Like util.parseArgs, strict; a wrong option is a UsageError with the command's usage line. */
export function parse<const T extends ParseArgsOptionsConfig>(
  argv: readonly string[],
  options: T,
  usage: string,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

/** Prints one JSON object, or the lines for people. */
export function print(json: boolean | undefined, value: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? JSON.stringify(value) + '\n' : lines.map((l) => l + '\n').join(''));
}
