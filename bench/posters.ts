/**
 * How long a poster takes, against the same tree through satori, resvg and sharp alone. Both ways run interleaved in one
 * process on the same inputs (A, B, A, B …); ratios count, milliseconds depend on the machine and its load.
 *
 *   node bench/posters.ts [--rounds 15] [--json]
 */
import { execFileSync } from 'node:child_process';
import { cpus, loadavg } from 'node:os';
import { Resvg } from '@resvg/resvg-js';
import satori from 'satori';
import sharp from 'sharp';
import type { FormatId } from '#lib/server/posters/formats.ts';
import { layoutPoster, previewPoster, renderPoster } from '#lib/server/posters/poster.ts';
import { pictureAddress } from '#lib/server/posters/pictures.ts';
import { elementTree } from '#lib/server/posters/render.ts';
import { sampleInputs, samplePerson } from '#lib/server/posters/samples.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';

const FAMILIES = ['brocade-band', 'plain-price'] as const;
const FORMATS = ['moments', 'square', 'oa-cover', 'xhs'] as const;
const rounds = Number(process.argv[process.argv.indexOf('--rounds') + 1]) || 15;
const WARM_UP = 3;

interface Row {
  family: string;
  format: FormatId;
  ours: number;
  ours10: number;
  alone: number;
  alone10: number;
  preview: number;
  /** Ours with a picture that is drawn for the first time. */
  first: number;
  firstRatio: number;
  ratio: number;
  bytes: number;
}

const fonts = fontBook();
const load = { start: loadavg()[0], end: 0 };
const rows: Row[] = [];
for (const family of FAMILIES) for (const format of FORMATS) rows.push(await measure(family, format));
load.end = loadavg()[0] ?? 0;

const report = {
  bench: 'posters',
  on: new Date().toISOString().slice(0, 10),
  node: process.version,
  cpu: cpus()[0]?.model ?? '',
  cores: cpus().length,
  load,
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim(),
  rounds,
  floor: 2,
  worstRatio: Math.max(...rows.map((r) => r.ratio)),
  worstFirstRatio: Math.max(...rows.map((r) => r.firstRatio)),
  rows,
};
if (process.argv.includes('--json')) console.log(JSON.stringify(report));
else print();

/** Ours is everything a merchant waits for: layout, checks, SVG, pixels, JPEG. Alone is the same tree, ready made. */
async function measure(family: (typeof FAMILIES)[number], format: FormatId): Promise<Row> {
  const quality = sampleInputs(family, format).format.quality;
  const ours: number[] = [];
  const alone: number[] = [];
  const preview: number[] = [];
  const first: number[] = [];
  let bytes = 0;
  for (let i = -WARM_UP; i < rounds; i += 1) {
    // Another merchant each round: nothing of the person can come from a cache.
    const inputs = sampleInputs(family, format, {
      person: samplePerson(format, `第${i + WARM_UP + 1}号茶行`),
    });
    const layout = await layoutPoster(inputs, fonts);
    const pictures =
      layout.picture && layout.pictureId
        ? { [layout.pictureId]: await pictureAddress(layout.picture, layout.cutout, false) }
        : {};
    const tree = elementTree(layout.scene, fonts, pictures);

    const a = performance.now();
    const result = await renderPoster(inputs, { fonts });
    const b = performance.now();
    const svg = await satori(tree as unknown as Parameters<typeof satori>[0], {
      width: layout.scene.widthPx,
      height: layout.scene.heightPx,
      fonts: fonts.satori,
    });
    const image = new Resvg(svg, { font: { loadSystemFonts: false } }).render();
    await sharp(image.pixels, { raw: { width: image.width, height: image.height, channels: 4 } })
      .removeAlpha()
      .jpeg({ quality, chromaSubsampling: '4:2:0' })
      .toBuffer();
    const c = performance.now();
    await previewPoster(inputs, fonts);
    const d = performance.now();
    const fresh = inputs.content.picture;
    const unseen = fresh
      ? { ...inputs.content, picture: { ...fresh, focalX: 0.4 + (i + WARM_UP) / 1000 } }
      : inputs.content;
    await renderPoster({ ...inputs, content: unseen }, { fonts });
    const e = performance.now();
    if (!result.ok) throw new Error(JSON.stringify(result.issues));
    bytes = result.bytes.length;
    if (i < 0) continue;
    ours.push(b - a);
    alone.push(c - b);
    preview.push(d - c);
    first.push(e - d);
  }
  return {
    family,
    format,
    ours: at(ours, 0.5),
    ours10: at(ours, 0.1),
    alone: at(alone, 0.5),
    alone10: at(alone, 0.1),
    preview: at(preview, 0.5),
    first: at(first, 0.5),
    firstRatio: Math.round((at(first, 0.5) / at(alone, 0.5)) * 100) / 100,
    ratio: Math.round((at(ours, 0.5) / at(alone, 0.5)) * 100) / 100,
    bytes,
  };
}

function at(values: number[], share: number): number {
  const sorted = [...values].sort((x, y) => x - y);
  return Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0) * 10) / 10;
}

function print(): void {
  console.log(
    `posters · ${report.on} · ${report.node} · ${report.cores} cores · load ${load.start?.toFixed(1)} → ${load.end.toFixed(1)}`,
  );
  console.log(
    'family        format     ours ms (p10)    alone ms (p10)   ours/alone   first ms (ratio)   preview ms   KB',
  );
  for (const r of rows) {
    console.log(
      [
        r.family.padEnd(13),
        r.format.padEnd(10),
        `${r.ours} (${r.ours10})`.padEnd(16),
        `${r.alone} (${r.alone10})`.padEnd(16),
        String(r.ratio).padEnd(12),
        `${r.first} (${r.firstRatio})`.padEnd(18),
        String(r.preview).padEnd(12),
        Math.round(r.bytes / 1024),
      ].join(' '),
    );
  }
  console.log(`worst ratio with a picture drawn for the first time ${report.worstFirstRatio}`);
  console.log(
    `worst ratio ${report.worstRatio}, floor ${report.floor}: ${report.worstRatio <= report.floor ? 'holds' : 'BROKEN'}`,
  );
}
