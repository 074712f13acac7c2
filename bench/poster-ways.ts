/** The ways to a merchant's JPEG that `posters.ts` compares, each as a function of the round. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { seeded } from '#lib/server/posters/art/random.ts';
import type { Person } from '#lib/server/posters/compose.ts';
import { storedBytes } from '#lib/server/posters/drawing.ts';
import { createBaseRenderer, type BaseRenderer } from '#lib/server/posters/fast/base-renderer.ts';
import type { FormatId } from '#lib/server/posters/formats.ts';
import { addresses } from '#lib/server/posters/full-render.ts';
import {
  layoutPoster,
  previewPoster,
  renderPoster,
  type PosterInputs,
  type RenderPath,
} from '#lib/server/posters/poster.ts';
import { elementTree } from '#lib/server/posters/render.ts';
import { samplePerson } from '#lib/server/posters/samples.ts';
import { fontBook } from '#lib/server/posters/text/fonts.ts';
import { openStorage } from '#lib/server/storage/storage.ts';

export interface Way {
  name: string;
  /** Draws for these merchants, one after the other; the bytes of the last. */
  run(people: readonly Person[]): Promise<Uint8Array>;
  /** Merchants a round: quick ways need several for a clock to see them. */
  merchants: number;
}

const fonts = fontBook();

const TOWNS = ['牙叉', '七坊', '邦溪', '打安', '细水', '元门', '南开', '阜龙', '青松', '金波', '荣邦'];
const GIVEN = '阿伦阿芬春芽小满福来金凤秀英志强海燕建国玉兰文昌永红细妹大山水生桂花明珠顺发兴旺';
const TRADES = [
  '茶行',
  '水果店',
  '果园',
  '家庭农场',
  '农家乐',
  '蜂业',
  '土特产店',
  '种植农民专业合作社',
  '茶社',
];

/** Merchants as a county has them: towns, names and trades over and over, each combination once. */
export function people(format: FormatId, count: number, seed: number): Person[] {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const letters = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
  return Array.from({ length: count }, () => {
    const at = Math.floor(random() * (GIVEN.length - 1));
    const code = Array.from({ length: 8 }, () => pick(letters)).join('');
    const name = `${pick(TOWNS)}镇${GIVEN.slice(at, at + 2)}${pick(TRADES)}`;
    return samplePerson(format, name, `HTTPS://SHENXIANG.EXAMPLE/${code}`);
  });
}

export async function requireRenderer(inputs: PosterInputs): Promise<BaseRenderer> {
  const { person: _person, ...shared } = inputs;
  const made = await createBaseRenderer(shared, { fonts });
  if (!made?.ok) throw new Error(`no base: ${JSON.stringify(made)}`);
  if (made.renderer.verdict.state !== 'glyphs') throw new Error(JSON.stringify(made.renderer.verdict));
  return made.renderer;
}

/** All ways for one content in one format; `close` removes what they stored. */
export async function openWays(
  inputs: PosterInputs,
): Promise<{ ways: Way[]; renderer: BaseRenderer; close: () => Promise<void> }> {
  const renderer = await requireRenderer(inputs);
  const proven = renderer.verdict;
  const fast = (name: string, path: RenderPath, state: 'exact' | 'glyphs', merchants: number): Way => ({
    name,
    merchants,
    async run(list) {
      renderer.verdict = { ...proven, state };
      let bytes: Uint8Array = new Uint8Array();
      for (const person of list) {
        const drawn = await renderer.draw(person, path);
        if (!drawn.ok || drawn.path !== path) throw new Error(`${name} was not drawn by ${path}`);
        bytes = drawn.bytes;
      }
      renderer.verdict = proven;
      return bytes;
    },
  });
  const directory = await mkdtemp(join(tmpdir(), 'deep-alley-bench-'));
  const store = await openStorage({ s3: null, dataDirectory: directory });
  const [somebody] = people('moments', 1, 1);
  if (!somebody) throw new Error('there are people');
  const stored = await renderer.draw(somebody);
  if (!stored.ok) throw new Error(JSON.stringify(stored.issues));
  const fileKey = `posters/${stored.hash}.jpg`;
  await store.put(fileKey, stored.bytes, { contentType: 'image/jpeg' });
  const fileSha256 = createHash('sha256').update(stored.bytes).digest('hex');
  let reads = 0;

  const ways: Way[] = [
    {
      name: 'R',
      merchants: 1,
      async run([person = somebody]) {
        const drawn = await renderPoster({ ...inputs, person }, { fonts });
        if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
        return drawn.bytes;
      },
    },
    fast('F2 exact', 'F2', 'exact', 3),
    fast('F2 glyphs', 'F2', 'glyphs', 3),
    fast('F3 exact', 'F3', 'exact', 10),
    fast('F3 glyphs', 'F3', 'glyphs', 20),
    {
      name: 'F3 stored',
      merchants: 10,
      async run(list) {
        let bytes: Uint8Array = new Uint8Array();
        for (const person of list) {
          const drawn = await renderer.draw(person);
          if (!drawn.ok) throw new Error(JSON.stringify(drawn.issues));
          createHash('sha256').update(drawn.bytes).digest('hex');
          await store.put(`posters/${drawn.hash}.jpg`, drawn.bytes, { contentType: 'image/jpeg' });
          bytes = drawn.bytes;
        }
        return bytes;
      },
    },
    {
      name: 'hit on disk',
      merchants: 20,
      async run(list) {
        let bytes: Uint8Array | null = null;
        for (let i = 0; i < list.length; i += 1)
          bytes = await storedBytes({ storage: store }, { fileKey, fileSha256: `${reads++}` });
        if (!bytes) throw new Error('the file is there');
        return bytes;
      },
    },
    {
      name: 'hit in memory',
      merchants: 20,
      async run(list) {
        let bytes: Uint8Array | null = null;
        for (let i = 0; i < list.length; i += 1)
          bytes = await storedBytes({ storage: store }, { fileKey, fileSha256 });
        if (!bytes) throw new Error('the file is there');
        return bytes;
      },
    },
    {
      name: 'preview SVG',
      merchants: 1,
      async run([person = somebody]) {
        const { svg } = await previewPoster({ ...inputs, person }, fonts);
        return Buffer.from(svg);
      },
    },
  ];
  const peer = await takumi(inputs);
  if (peer) ways.splice(1, 0, peer);
  return { ways, renderer, close: () => rm(directory, { recursive: true, force: true }) };
}

/**
 * The quickest full render known to us besides our own: takumi (Rust, no SVG between) to raw pixels, libjpeg after it. It gets
 * the tree ready made and its pictures as bytes it may keep. Null where it is not installed.
 */
async function takumi(inputs: PosterInputs): Promise<Way | null> {
  const found = await import('@takumi-rs/core').catch(() => null);
  if (!found) return null;
  const renderer = new found.Renderer();
  for (const { name, data, weight, style } of fonts.satori)
    await renderer.registerFont({ name, data, weight, style } as Parameters<typeof renderer.registerFont>[0]);
  return {
    name: 'takumi',
    merchants: 1,
    async run([person = null]) {
      const layout = await layoutPoster({ ...inputs, person }, fonts);
      const tree = elementTree(layout.scene, fonts, await addresses(layout, false));
      const images = new Map<string, Uint8Array>();
      const { widthPx: width, heightPx: height } = layout.scene;
      const node = asNode(tree as unknown as SatoriElement, images);
      const raw = await renderer.render(node as Parameters<typeof renderer.render>[0], {
        width,
        height,
        format: 'raw',
        images: [...images].map(([src, data]) => ({ src, data })),
      });
      return sharp(raw, { raw: { width, height, channels: 4 } })
        .removeAlpha()
        .jpeg({ quality: inputs.format.quality, chromaSubsampling: '4:2:0', optimiseCoding: false })
        .toBuffer();
    },
  };
}

interface SatoriElement {
  type: string;
  props: {
    style?: Record<string, unknown>;
    children?: SatoriElement[] | string;
    src?: string;
    width?: number;
    height?: number;
  };
}

/** The same tree in takumi's words. */
function asNode({ type, props }: SatoriElement, images: Map<string, Uint8Array>): unknown {
  const { style = {}, children, src = '', width, height } = props;
  if (type === 'img') {
    const key = `picture-${images.size}`;
    images.set(key, Buffer.from(src.slice(src.indexOf(',') + 1), 'base64'));
    return { type: 'image', src: key, width, height, style };
  }
  if (typeof children === 'string')
    return { type: 'container', style, children: [{ type: 'text', text: children, style: {} }] };
  return { type: 'container', style, children: (children ?? []).map((child) => asNode(child, images)) };
}
