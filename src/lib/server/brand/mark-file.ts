/**
 * The vector file of a mark as a county loads it. Only what a mark needs is read: one `<svg>` with a viewBox, groups without
 * properties, paths with flat fills. Anything else is refused with its name, so nothing foreign can reach a poster.
 */
import { createHash } from 'node:crypto';

export interface MarkFile {
  viewBox: string;
  paths: { d: string; fill: string | null }[];
  /** Fills that occur, `#rrggbb`, each once. */
  colours: string[];
  sha256: string;
}

export type MarkFileRefusal =
  | 'too_large'
  | 'not_svg'
  | 'no_view_box'
  | 'no_paths'
  | 'foreign_element'
  | 'foreign_attribute'
  | 'bad_path'
  | 'bad_fill';

export type MarkFileResult =
  { ok: true; file: MarkFile } | { ok: false; reason: MarkFileRefusal; detail: string };

const MAX_BYTES = 200_000;
const TAG = /<(\/?)([A-Za-z][\w:-]*)((?:\s+[\w:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const ATTRIBUTE = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Of the root; sizes do not matter, only the viewBox does. */
const ROOT = new Set(['xmlns', 'viewBox', 'width', 'height', 'version', 'fill', 'role', 'aria-label', 'id']);
const PATH = new Set(['d', 'fill', 'fill-rule', 'id']);
const GROUP = new Set(['fill', 'id', 'fill-rule']);

export function readMarkFile(text: string): MarkFileResult {
  if (Buffer.byteLength(text) > MAX_BYTES) return refused('too_large', `${MAX_BYTES}`);
  const body = text
    .replace(/^\uFEFF/, '')
    .replace(/^\s*<\?xml[^>]*\?>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(title|desc)>[^<]*<\/\1>/g, '')
    .trim();
  let at = 0;
  let viewBox: string | null = null;
  const fills: (string | null)[] = [];
  const paths: MarkFile['paths'] = [];
  while (at < body.length) {
    const gap = /[^<]*/y;
    gap.lastIndex = at;
    const between = gap.exec(body)?.[0] ?? '';
    if (between.trim() !== '') return refused('foreign_element', between.trim().slice(0, 40));
    at += between.length;
    if (at >= body.length) break;
    TAG.lastIndex = at;
    const tag = TAG.exec(body);
    if (!tag) return refused('not_svg', body.slice(at, at + 40));
    at = TAG.lastIndex;
    const [, closing, name = '', rest = '', self] = tag;
    if (closing) {
      if (name === 'g') fills.pop();
      continue;
    }
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single] of rest.matchAll(ATTRIBUTE))
      attributes.set(key, double ?? single ?? '');
    const allowed = name === 'svg' ? ROOT : name === 'g' ? GROUP : name === 'path' ? PATH : null;
    if (!allowed) return refused('foreign_element', name);
    const foreign = [...attributes.keys()].find((key) => !allowed.has(key));
    if (foreign) return refused('foreign_attribute', `${name} ${foreign}`);
    const fill = fillOf(attributes.get('fill'));
    if (fill === undefined) return refused('bad_fill', attributes.get('fill') ?? '');
    if (name === 'svg') {
      if (viewBox !== null) return refused('foreign_element', 'svg');
      viewBox = viewBoxOf(attributes.get('viewBox') ?? '');
      if (viewBox === null) return refused('no_view_box', attributes.get('viewBox') ?? '');
      fills.push(fill);
    } else if (viewBox === null) {
      return refused('not_svg', name);
    } else if (name === 'g') {
      if (!self) fills.push(fill ?? fills.at(-1) ?? null);
    } else {
      const d = attributes.get('d') ?? '';
      if (!/^[MmLlHhVvCcSsQqTtAaZz0-9eE+\-.,\s]+$/.test(d) || !/^\s*[Mm]/.test(d))
        return refused('bad_path', d.slice(0, 40));
      paths.push({ d: d.trim(), fill: fill ?? fills.at(-1) ?? null });
    }
  }
  if (viewBox === null) return refused('not_svg', '');
  if (paths.length === 0) return refused('no_paths', '');
  return {
    ok: true,
    file: {
      viewBox,
      paths,
      colours: [...new Set(paths.flatMap((p) => (p.fill === null ? [] : [p.fill])))],
      sha256: createHash('sha256').update(text).digest('hex'),
    },
  };
}

/** `#rrggbb`; null: not said (black, or the group's); undefined: anything but a flat colour. */
function fillOf(value: string | undefined): string | null | undefined {
  if (value === undefined || value === 'currentColor') return null;
  const colour = value.trim().toLowerCase();
  if (/^#[0-9a-f]{6}$/.test(colour)) return colour;
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(colour);
  if (short)
    return `#${short
      .slice(1)
      .map((c) => c + c)
      .join('')}`;
  return undefined;
}

function viewBoxOf(text: string): string | null {
  const numbers = text
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [x = 0, y = 0, w = 0, h = 0] = numbers;
  if (numbers.length !== 4 || numbers.some((n) => !Number.isFinite(n)) || w <= 0 || h <= 0) return null;
  return `${x} ${y} ${w} ${h}`;
}

function refused(reason: MarkFileRefusal, detail: string): MarkFileResult {
  return { ok: false, reason, detail };
}
