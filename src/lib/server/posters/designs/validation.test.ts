import { describe, expect, it, vi } from 'vitest';
import type { CampaignContent } from '../content.ts';
import { FORMATS, type Box, type FormatId } from '../formats.ts';
import { layoutPoster } from '../poster.ts';
import { isPersonalLayer, type Scene } from '../scene.ts';
import { fontBook } from '../text/fonts.ts';
import { carriesQr, isPersonalDesign, type Design } from './design.ts';
import { DESIGNS, FAMILY_IDS, getFamily } from './families.ts';
import { BARS, extremeContents, inputsOf, NAMES, refusals } from './validation.ts';

vi.setConfig({ testTimeout: 120_000 });

const layoutOf = (
  design: Design,
  format: FormatId,
  content: CampaignContent,
  options: Parameters<typeof inputsOf>[3] = {},
) => layoutPoster(inputsOf(design, format, content, options), fontBook());

const issuesOf = async (...args: Parameters<typeof layoutOf>) => (await layoutOf(...args)).issues;

describe.each(DESIGNS.map((d) => [d.id, d] as const))('the design %s', (_, design) => {
  const usual = getFamily(design.id)?.sample.content;
  if (!usual) throw new Error(design.id);
  const contents = extremeContents(design);
  const names = isPersonalDesign(design) ? NAMES : ['阿芬'];

  it.each(design.formats.flatMap((f) => Object.keys(contents).map((c) => [f, c] as const)))(
    'holds in %s with %s content',
    async (format, which) => {
      const content = contents[which];
      if (!content) throw new Error(which);
      const refused = refusals(format, content);
      for (const name of names)
        expect(await issuesOf(design, format, content, { name }), name).toEqual(refused);
    },
  );

  it.each(design.formats.flatMap((f) => BARS.map((marks) => [f, marks.length, marks] as const)))(
    'holds in %s with %i marks',
    async (format, _count, marks) => {
      expect(await issuesOf(design, format, usual, { marks })).toEqual([]);
    },
  );

  it.each(design.formats)(
    'keeps name and code of %s in slots of whole blocks, everything else still',
    async (format) => {
      for (const content of [usual, contents['longest'] ?? usual]) {
        const scenes: Scene[] = [];
        for (const name of names) scenes.push((await layoutOf(design, format, content, { name })).scene);
        const rest = scenes.map((s) => s.layers.filter((l) => !isPersonalLayer(l)));
        for (const other of rest) expect(other).toEqual(rest[0]);
        const slots = scenes.map((s) => s.personalSlots);
        for (const other of slots) expect(other).toEqual(slots[0]);
        const [scene] = scenes;
        if (!scene) throw new Error(format);
        const boxes = Object.values(scene.personalSlots).filter((b): b is Box => b !== null);
        if (FORMATS[format].medium === 'screen')
          for (const box of boxes) expect(box.map((side) => side % 16)).toEqual([0, 0, 0, 0]);
        for (const s of scenes) {
          for (const layer of s.layers.filter((l) => l.slot === 'merchant'))
            expect(inside(layer.box, s.personalSlots.name), format).toBe(true);
        }
        // A broadcast outside WeChat shows no code even where its format may.
        if (!carriesQr(design, FORMATS[format])) expect(scene.personalSlots.qr).toBeNull();
        else if (FORMATS[format].qr !== 'wechat-only') expect(scene.personalSlots.qr).not.toBeNull();
      }
    },
  );

  it.runIf(isPersonalDesign(design))('asks for a short name when nothing else helps', async () => {
    const name = '白沙黎族自治县打安镇南达村委会牙叉老村组红心橙绿茶与山兰米产销联合经营服务中心'.repeat(2);
    const issues = await issuesOf(design, 'moments', usual, { name });
    expect(issues).toMatchObject([{ code: 'name_needs_short_form', slot: 'merchant' }]);
  });

  it('refuses characters no font has, in content and in names', async () => {
    const content = { ...usual, slogan: '好茶😀' };
    expect(await issuesOf(design, 'moments', content)).toContainEqual({
      code: 'missing_glyphs',
      slot: 'slogan',
      characters: ['😀'],
    });
    if (!isPersonalDesign(design)) return;
    expect(await issuesOf(design, 'moments', usual, { name: '茶行✔' })).toContainEqual({
      code: 'missing_glyphs',
      slot: 'merchant',
      characters: ['✔'],
    });
  });
});

describe('the registry', () => {
  it('has only families it knows the place of', () => {
    for (const { id } of DESIGNS) expect(FAMILY_IDS).toContain(id);
  });
});

function inside(inner: Box, outer: Box | null): boolean {
  return (
    outer !== null &&
    inner[0] >= outer[0] - 1 &&
    inner[1] >= outer[1] - 1 &&
    inner[0] + inner[2] <= outer[0] + outer[2] + 1 &&
    inner[1] + inner[3] <= outer[1] + outer[3] + 1
  );
}
