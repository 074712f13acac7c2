import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * Who may come in is asked in every load and in every action: layouts do not guard, since a browser may ask for a page's
 * data alone and forms are posted past all layouts. This reads the source, so that no new route can forget it.
 */

const ROUTES = path.resolve(import.meta.dirname, '../src/routes');

/** Asks by itself, or goes through something that does. */
const GUARD = /\brequire(?:Actor|Right|Office|Campaign)\(|\boffersOf\(event\)/;
/** Waits for the layout of /m, which asks and has nothing for others than merchants. */
const THROUGH_LAYOUT = /\bawait parent\(\)/;

/** Functions that actions hand everything to, and where each of them asks. */
const HELPERS = ['act', 'decide', 'retire', 'take', 'save'];

interface Part {
  readonly file: string;
  readonly part: string;
  readonly code: string;
}

function sources(): string[] {
  return readdirSync(ROUTES, { recursive: true, encoding: 'utf8' })
    .map((file) => file.split(path.sep).join('/'))
    .filter((file) => /^(?:\(office\)|m|stall)\//.test(file))
    .filter((file) => /\/\+(?:page\.server|layout\.server|server)\.ts$/.test(file))
    .sort();
}

/** A statement from its beginning to the line that closes it at the same depth. */
function statement(text: string, from: number): string {
  const lines = text.slice(from).split('\n');
  const first = lines[0] ?? '';
  if (/[;,]$/.test(first)) return first;
  const depth = /^\s*/.exec(first)?.[0] ?? '';
  // A line such as `) {` closes a function's parameters, not the function.
  const closes = new RegExp(`^${depth}[)}\\]](?!.*\\{$)`);
  const end = lines.findIndex((line, n) => n > 0 && closes.test(line));
  return lines.slice(0, end + 1).join('\n');
}

function parts(file: string): Part[] {
  const text = readFileSync(path.join(ROUTES, file), 'utf8');
  const found: Part[] = [];
  for (const match of text.matchAll(/^export const (load|GET|POST|PUT|PATCH|DELETE)\b/gm))
    found.push({ file, part: match[1] ?? '', code: statement(text, match.index) });
  const actions = /^export const actions\b/m.exec(text);
  if (actions) {
    const block = statement(text, actions.index);
    if (!block.includes('\n')) found.push({ file, part: 'default', code: withHelpers(text, block) });
    for (const match of block.matchAll(/^ {2}(\w+):/gm))
      found.push({
        file,
        part: `?/${match[1] ?? ''}`,
        code: withHelpers(text, statement(block, match.index)),
      });
  }
  return found;
}

/** The action's own code, and that of the helper of its folder it hands the event to. */
function withHelpers(text: string, code: string): string {
  const name = HELPERS.find((helper) => new RegExp(`\\b${helper}\\(event\\b`).test(code));
  if (!name) return code;
  const here = new RegExp(`^(?:export )?async function ${name}\\b`, 'm').exec(text);
  return here ? `${code}\n${statement(text, here.index)}` : code;
}

const all = sources().flatMap(parts);

/** Deliberate exceptions, each with its reason. */
const EXCEPTIONS = new Map<string, string>([
  ['(office)/catalogue/new/+page.server.ts default', 'save() of product-form.ts asks for catalogue.edit'],
  ['(office)/catalogue/[id]/+page.server.ts ?/default', 'save() of product-form.ts asks for catalogue.edit'],
]);

describe('every route of signed-in people asks who is there', () => {
  it('reads the routes', () => {
    expect(sources().length).toBeGreaterThan(60);
    expect(all.filter((one) => one.part === 'load').length).toBeGreaterThan(50);
    expect(all.filter((one) => one.part.startsWith('?/')).length).toBeGreaterThan(40);
  });

  it.each(all.map((one) => [`${one.file} ${one.part}`, one] as const))('%s', (name, { file, code }) => {
    if (EXCEPTIONS.has(name)) return;
    const asked = GUARD.test(code) || (file.startsWith('m/') && THROUGH_LAYOUT.test(code));
    expect(asked, `${name} names no guard`).toBe(true);
  });

  it('has no exception that is not needed', () => {
    const names = all.map((one) => `${one.file} ${one.part}`);
    expect([...EXCEPTIONS.keys()].filter((name) => !names.includes(name))).toEqual([]);
    const form = readFileSync(path.join(ROUTES, '(office)/catalogue/product-form.ts'), 'utf8');
    expect(form).toContain("requireRight(event, 'catalogue.edit')");
  });
});
