import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Person } from '../compose.ts';
import { renderPoster } from '../poster.ts';
import { sampleInputs, samplePerson } from '../samples.ts';
import { createBaseRenderer, type BaseRenderer } from './base-renderer.ts';
import { BaseShelf } from './base-shelf.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const told: string[] = [];
const person: Person = samplePerson('square', '牙叉镇春芽茶行', 'HTTPS://BS.EXAMPLE/7K3M9QZT');
const { person: _usual, ...shared } = sampleInputs('plain-price', 'square');

async function renderer(): Promise<BaseRenderer> {
  const made = await createBaseRenderer(shared, { log: (message) => told.push(message) });
  if (!made?.ok) throw new Error(JSON.stringify(made));
  return made.renderer;
}

let base: BaseRenderer;

beforeAll(async () => {
  base = await renderer();
});

describe('a merchant’s poster from a base', () => {
  it('is spliced when the base has proved itself, the same bytes each time and the identity of the full render', async () => {
    expect(base.verdict).toMatchObject({ state: 'glyphs', reason: null });
    const [one, two] = [await base.draw(person), await base.draw(person)];
    const whole = await renderPoster({ ...shared, person });
    if (!one.ok || !two.ok || !whole.ok) throw new Error('it can be drawn');
    expect([one.path, two.path, whole.path]).toEqual(['F3', 'F3', 'R']);
    expect(one.bytes.equals(two.bytes)).toBe(true);
    expect(one.hash).toBe(whole.hash);
    expect(one.boxes.find((box) => box.slot === 'qr')).toEqual({
      ...whole.boxes.find((box) => box.slot === 'qr'),
      kind: 'rect',
    });
  });

  it('is copied, then drawn as a whole, when a faster way fails: once each, and told', async () => {
    const broken = await renderer();
    if (!broken.base) throw new Error('it has a base');
    told.length = 0;
    broken.base.frame = { ...broken.base.frame, bytes: new Uint8Array(0), starts: new Uint32Array(0) };
    Object.defineProperty(broken.base.frame, 'grid', {
      get: () => {
        throw new Error('no grid');
      },
    });
    expect(await broken.draw(person)).toMatchObject({ ok: true, path: 'F2' });
    expect(told).toEqual(['a spliced poster failed']);
    told.length = 0;
    Object.defineProperty(broken.base, 'raster', {
      get: () => {
        throw new Error('no pixels');
      },
    });
    expect(await broken.draw(person)).toMatchObject({ ok: true, path: 'R' });
    expect(told).toEqual(['a spliced poster failed', 'a copied poster failed']);
  });

  it('goes only as far as the gate allowed', async () => {
    const proven = base.verdict;
    const paths: string[] = [];
    for (const state of ['glyphs', 'exact', 'frame', 'full'] as const) {
      base.verdict = { ...proven, state };
      const drawn = await base.draw(person);
      paths.push(drawn.ok ? drawn.path : drawn.reason);
    }
    base.verdict = proven;
    expect(paths).toEqual(['F3', 'F3', 'F2', 'R']);
  });

  it('has the full render’s issues when name or code cannot be drawn', async () => {
    for (const wrong of [
      { ...person, nameShown: '茶行😀' },
      { ...person, nameShown: '牙叉镇春芽茶叶种植加工销售农民专业合作社联合社总社第一分社' },
      { ...person, address: `HTTPS://${'LONG-'.repeat(14)}EXAMPLE/7K3M9QZT` },
    ]) {
      const drawn = await base.draw(wrong);
      expect(drawn).toEqual(await renderPoster({ ...shared, person: wrong }));
      expect(drawn).toMatchObject({ ok: false, reason: 'not_drawable' });
    }
  });

  it('is never drawn from a base whose layout turned out to move', async () => {
    const moving = await renderer();
    told.length = 0;
    expect(await moving.recheck(person)).toBe(true);
    const parts = (moving as unknown as { parts: { text: string } }).parts;
    parts.text = 'another layout';
    expect(await moving.recheck(person)).toBe(false);
    expect(moving.verdict).toMatchObject({ state: 'full', reason: 'layout_moves' });
    expect(await moving.draw(person)).toMatchObject({ ok: true, path: 'R' });
    expect(told).toEqual(['a base was given up: the layout moves with the name']);
  });

  it('is a whole picture the first time and comes from a base the second; a picture for all is drawn once', async () => {
    const shelf = new BaseShelf();
    const paths: string[] = [];
    for (const name of ['阿芬果园', '阿伦果园', '福来茶社']) {
      const drawn = await renderPoster({ ...shared, person: { ...person, nameShown: name } }, { shelf });
      paths.push(drawn.ok ? drawn.path : drawn.reason);
    }
    expect(paths).toEqual(['R', 'F3', 'F3']);
    const [one, two] = [
      await renderPoster({ ...shared, person: null }, { shelf }),
      await renderPoster({ ...shared, person: null }, { shelf }),
    ];
    expect(one).toBe(two);
  });
});
