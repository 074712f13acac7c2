/**
 * How long a merchant's poster takes, by every way there is, interleaved in one process on the same merchants (A, B, C, A, B,
 * C …). Ratios count, milliseconds depend on the machine and its load.
 *
 *   node bench/posters.ts [--rounds 15] [--json] [--decode [500]]
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import jsqr from 'jsqr';
import sharp from 'sharp';
import { decodeQr } from '#lib/server/posters/decode.ts';
import { addresses } from '#lib/server/posters/full-render.ts';
import { layoutPoster, type PosterInputs } from '#lib/server/posters/poster.ts';
import { rasterise, sceneSvg } from '#lib/server/posters/render.ts';
import { sampleInputs } from '#lib/server/posters/samples.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';
import { openWays, people, requireRenderer } from './poster-ways.ts';

const option = (name: string): number => {
  const at = process.argv.indexOf(name);
  return at < 0 ? 0 : Number(process.argv[at + 1]) || 0;
};
const rounds = Math.max(15, option('--rounds'));
const WARM_UP = 3;
const fonts = fontBook();

/** Moments posters with a scene of the county where photographs go, one with a price and one with a festival. */
const CONTENTS: Record<string, PosterInputs> = {
  'brocade-band': withPicture(sampleInputs('brocade-band', 'moments'), 'illustration:tea-terraces-dawn'),
  'plain-price': withPicture(sampleInputs('plain-price', 'moments'), 'illustration:red-orange-halved'),
};

interface Row {
  way: string;
  medianMs: number;
  p10Ms: number;
  p95Ms: number;
  cpuMs: number;
  bytes: number;
  /** Medians: how many times as long R takes, and takumi. */
  againstR: number;
  againstTakumi: number | null;
}

const load = { start: loadavg()[0] ?? 0, end: 0 };
const contents: Record<string, { rows: Row[]; baseMs: Spread; scaled: Spread; gate: unknown }> = {};
for (const [name, inputs] of Object.entries(CONTENTS)) {
  contents[name] = {
    rows: await compare(inputs),
    baseMs: await baseSetUp(inputs),
    scaled: await scaledBeforehand(inputs),
    gate: (await requireRenderer(inputs)).verdict,
  };
}
load.end = loadavg()[0] ?? 0;
const decoded = process.argv.includes('--decode') ? await decodeAll(option('--decode') || 500) : null;

const worst = (way: string, key: 'againstR' | 'againstTakumi'): number | null => {
  const values = Object.values(contents).map((c) => c.rows.find((r) => r.way === way)?.[key] ?? null);
  return values.includes(null) ? null : Math.min(...values.filter((v) => v !== null));
};
const most = (pick: (c: (typeof contents)[string]) => number): number =>
  Math.max(...Object.values(contents).map(pick));
const ratio = (c: (typeof contents)[string], way: string, other: string): number => {
  const median = (name: string): number => c.rows.find((r) => r.way === name)?.medianMs ?? Number.NaN;
  return round(median(way) / median(other), 3);
};

/** Floor and goal of each target; `at least` for ratios, `at most` for times. */
const targets = [
  atLeast('F2 exact ÷ R', worst('F2 exact', 'againstR'), 10, 15),
  atLeast('F2 glyphs ÷ R', worst('F2 glyphs', 'againstR'), 15, 25),
  atLeast('F3 exact ÷ R', worst('F3 exact', 'againstR'), 30, 100),
  atLeast('F3 glyphs ÷ R', worst('F3 glyphs', 'againstR'), 80, 200),
  atLeast('F3 glyphs ÷ takumi', worst('F3 glyphs', 'againstTakumi'), 10, 25),
  atLeast(
    'resvg, picture scaled beforehand ÷ not',
    Math.min(...Object.values(contents).map((c) => c.scaled.median)),
    1.5,
    2,
  ),
  atMost(
    'preview SVG p95, ms',
    most((c) => c.rows.find((r) => r.way === 'preview SVG')?.p95Ms ?? Number.NaN),
    150,
    60,
  ),
  atMost(
    'base set-up, ms',
    most((c) => c.baseMs.median),
    1500,
    800,
  ),
  atMost(
    'hit on disk ÷ F3 drawn and stored',
    most((c) => ratio(c, 'hit on disk', 'F3 stored')),
    1,
    1,
  ),
  atMost(
    'hit in memory ÷ F3',
    most((c) => ratio(c, 'hit in memory', 'F3 glyphs')),
    1,
    1,
  ),
];

const require = createRequire(import.meta.url);
const report = {
  bench: 'posters',
  on: new Date().toISOString().slice(0, 10),
  node: process.version,
  versions: Object.fromEntries(
    ['satori', '@resvg/resvg-js', 'sharp', '@takumi-rs/core'].map((name) => [name, versionOf(name)]),
  ),
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  load,
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  rounds,
  maxRssMb: Math.round(process.resourceUsage().maxRSS / 1024),
  contents,
  targets,
  decoded,
};
if (process.argv.includes('--json')) console.log(JSON.stringify(report));
else print();

async function compare(inputs: PosterInputs): Promise<Row[]> {
  const { ways, close } = await openWays(inputs);
  const times = new Map(ways.map((w) => [w.name, { wall: [] as number[], cpu: [] as number[], bytes: 0 }]));
  for (let i = -WARM_UP; i < rounds; i += 1) {
    for (const way of ways) {
      // Every way meets the same merchants, as many as it takes in a round.
      const list = people('moments', way.merchants, 1000 + i);
      const cpu = process.cpuUsage();
      const started = performance.now();
      const bytes = await way.run(list);
      const wall = performance.now() - started;
      const used = process.cpuUsage(cpu);
      const kept = times.get(way.name);
      if (i < 0 || !kept) continue;
      kept.wall.push(wall / list.length);
      kept.cpu.push((used.user + used.system) / 1000 / list.length);
      kept.bytes = bytes.length;
    }
  }
  await close();
  const median = (way: string): number => at(times.get(way)?.wall ?? [], 0.5);
  return ways.map(({ name }): Row => {
    const t = times.get(name) ?? { wall: [], cpu: [], bytes: 0 };
    return {
      way: name,
      medianMs: round(at(t.wall, 0.5), 3),
      p10Ms: round(at(t.wall, 0.1), 3),
      p95Ms: round(at(t.wall, 0.95), 3),
      cpuMs: round(at(t.cpu, 0.5), 3),
      bytes: t.bytes,
      againstR: round(median('R') / at(t.wall, 0.5)),
      againstTakumi: times.has('takumi') ? round(median('takumi') / at(t.wall, 0.5)) : null,
    };
  });
}

interface Spread {
  median: number;
  p10: number;
}

/** A base of a content never seen: layouts, full renders of three names, both gates, the encoded pieces. */
async function baseSetUp(inputs: PosterInputs): Promise<Spread> {
  const times: number[] = [];
  for (let i = 0; i < 6; i += 1) {
    const started = performance.now();
    await requireRenderer({ ...inputs, content: { ...inputs.content, slogan: `白沙第${i + 2}届` } });
    if (i > 0) times.push(performance.now() - started);
  }
  return { median: Math.round(at(times, 0.5)), p10: Math.round(at(times, 0.1)) };
}

/** How many times as long resvg takes when it scales the picture itself, from 2.5 times its box as a phone takes it. CPU. */
async function scaledBeforehand(inputs: PosterInputs): Promise<Spread> {
  const layout = await layoutPoster(inputs, fonts);
  const pictures = await addresses(layout, false);
  const [id = '', address = ''] = Object.entries(pictures)[0] ?? [];
  const png = Buffer.from(address.slice(address.indexOf(',') + 1), 'base64');
  const { width = 1 } = await sharp(png).metadata();
  const large = await sharp(png)
    .resize({ width: Math.round(width * 2.5) })
    .jpeg({ quality: 90 })
    .toBuffer();
  const scaled = await sceneSvg(layout.scene, fonts, pictures);
  const unscaled = await sceneSvg(layout.scene, fonts, {
    [id]: `data:image/jpeg;base64,${large.toString('base64')}`,
  });
  const cpuMs = (svg: string): number => {
    const before = process.cpuUsage();
    rasterise(svg);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
  const [less, more]: [number[], number[]] = [[], []];
  for (let i = -1; i < 8; i += 1) {
    const [one, other] = [cpuMs(scaled), cpuMs(unscaled)];
    if (i < 0) continue;
    less.push(one);
    more.push(other);
  }
  return { median: round(at(more, 0.5) / at(less, 0.5), 2), p10: round(at(more, 0.1) / at(less, 0.1), 2) };
}

/** Random codes read back from the spliced JPEG as it is, and from half its size at JPEG 60. */
async function decodeAll(count: number): Promise<{ codes: number; full: number; half: number }> {
  const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];
  const read = { codes: count, full: 0, half: 0 };
  const names = Object.values(CONTENTS);
  for (const [k, inputs] of names.entries()) {
    const renderer = await requireRenderer(inputs);
    for (const person of people('moments', Math.ceil((count - k) / names.length), 77 + k)) {
      const drawn = await renderer.draw(person);
      if (!drawn.ok || drawn.path !== 'F3') throw new Error('a poster was not spliced');
      if ((await decodeQr(jsQR, drawn.bytes)) === person.address) read.full += 1;
      if ((await decodeQr(jsQR, drawn.bytes, { widthPx: 540, quality: 60 })) === person.address)
        read.half += 1;
    }
  }
  return read;
}

function withPicture(inputs: PosterInputs, id: string): PosterInputs {
  return { ...inputs, content: { ...inputs.content, picture: { id, focalX: 0.5, focalY: 0.5, scale: 1 } } };
}

interface Target {
  name: string;
  measured: number | null;
  floor: number;
  goal: number;
  holds: boolean | null;
  reached: boolean | null;
}

function atLeast(name: string, measured: number | null, floor: number, goal: number): Target {
  return {
    name,
    measured,
    floor,
    goal,
    holds: is(measured, (v) => v >= floor),
    reached: is(measured, (v) => v >= goal),
  };
}

function atMost(name: string, measured: number | null, floor: number, goal: number): Target {
  return {
    name,
    measured,
    floor,
    goal,
    holds: is(measured, (v) => v <= floor),
    reached: is(measured, (v) => v <= goal),
  };
}

function is(value: number | null, test: (value: number) => boolean): boolean | null {
  return value === null ? null : test(value);
}

function at(values: readonly number[], share: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function round(value: number, digits = 1): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Some packages do not let their package.json be required: it is read beside their entry. */
function versionOf(name: string): string | null {
  try {
    const entry = require.resolve(name);
    const root = entry.slice(0, entry.lastIndexOf(`node_modules/${name}/`) + `node_modules/${name}/`.length);
    return (JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string }).version;
  } catch {
    return null;
  }
}

function print(): void {
  const versions = Object.entries(report.versions).map(
    ([name, version]) => `${name} ${version ?? 'not installed'}`,
  );
  console.log(`posters · ${report.on} · ${report.commit} · Node ${report.node} · ${versions.join(' · ')}`);
  console.log(
    `${report.cores} × ${report.cpu} · load ${load.start.toFixed(1)} → ${load.end.toFixed(1)} · ${rounds} rounds after ${WARM_UP}`,
  );
  for (const [name, { rows, baseMs, scaled }] of Object.entries(contents)) {
    console.log(
      `\n${name}, moments 1080×1920\nway           median ms  (p10)     CPU ms    KB    R÷    takumi÷`,
    );
    for (const r of rows) {
      const cells = [
        r.way.padEnd(13),
        String(r.medianMs).padEnd(10),
        `(${r.p10Ms})`.padEnd(9),
        String(r.cpuMs).padEnd(9),
      ];
      const ratios = [String(r.againstR).padEnd(5), r.againstTakumi ?? 'not installed'];
      console.log([...cells, String(Math.round(r.bytes / 1024)).padEnd(5), ...ratios].join(' '));
    }
    console.log(
      `base set-up ${baseMs.median} ms (${baseMs.p10}) · resvg with the picture unscaled ${scaled.median} times`,
    );
  }
  console.log('\ntarget                                   measured   floor   goal');
  for (const t of targets) {
    const verdict =
      t.holds === null ? 'not measured' : t.reached ? 'goal reached' : t.holds ? 'holds' : 'BROKEN';
    console.log(
      `${t.name.padEnd(40)} ${String(t.measured).padEnd(10)} ${String(t.floor).padEnd(7)} ${String(t.goal).padEnd(6)} ${verdict}`,
    );
  }
  console.log(`memory ${report.maxRssMb} MB at most`);
  if (decoded)
    console.log(
      `codes read: ${decoded.full} of ${decoded.codes} as made, ${decoded.half} at half size and JPEG 60`,
    );
}
