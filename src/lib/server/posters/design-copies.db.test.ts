import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import type { Database } from '../db/database.ts';
import { testDatabase } from '../../../../tests/support/database.ts';
import { makeActor, makeCounty } from '../../../../tests/support/factories.ts';
import {
  adjustDesign,
  copyDesign,
  listDesigns,
  loadDesign,
  offeredDesigns,
  openDesign,
  publishDesign,
  retireDesign,
} from './design-copies.ts';
import type { Adjustments } from './design-copy.ts';
import { EMPTY_CONTENT } from './content.ts';
import { violations } from './designs/design.ts';
import { getDesign } from './designs/families.ts';

let database: Database;
let actor: Actor;
const NOW = new Date('2026-06-01T02:00:00Z');
const adjustments = (values: Partial<Adjustments> = {}): Adjustments => ({
  nameZh: '锦带·短题',
  nameEn: 'Brocade, short',
  formats: ['moments', 'square'],
  slots: { headline: { maxChars: 8 }, picture: { bounds: { scale: [1, 1.5] } } },
  ...values,
});

beforeAll(async () => {
  database = await testDatabase();
  actor = await makeActor(database.db, (await makeCounty(database.db)).id, ['planner']);
});

async function copied(): Promise<string> {
  const made = await copyDesign(database.db, actor, { id: 'brocade-band', nameZh: '', nameEn: '' });
  if (!made.ok) throw new Error(made.reason);
  return made.id;
}

describe('a copy of a design', () => {
  it('is a draft nobody is offered, until it is published; then its limits are what posters are judged by', async () => {
    const id = await copied();
    const offered = async () => (await offeredDesigns(database.db, actor.countyId)).map((d) => d.id);
    expect(await offered()).not.toContain(id);
    expect(
      await adjustDesign(database.db, actor, { id, revision: 1, adjustments: adjustments() }),
    ).toMatchObject({ ok: true, version: 1 });
    expect(await publishDesign(database.db, actor, { id, now: NOW })).toMatchObject({ ok: true });
    expect(await offered()).toContain(id);
    const design = await loadDesign(database.db, actor.countyId, id);
    if (!design) throw new Error('lost');
    expect(design.formats).toEqual(['moments', 'square']);
    const content = { ...EMPTY_CONTENT, headline: '红心橙开采节第十届' };
    expect(violations(design, { content, overrides: {} })).toContainEqual({
      code: 'text_too_long',
      slot: 'headline',
      have: 9,
      fits: 8,
    });
    const base = getDesign('brocade-band');
    if (!base) throw new Error('lost');
    expect(violations(base, { content, overrides: {} }).map((i) => i.code)).not.toContain('text_too_long');
  });

  it('keeps what was published for ever: the next change is the next version', async () => {
    const id = await copied();
    await adjustDesign(database.db, actor, { id, revision: 1, adjustments: adjustments() });
    await publishDesign(database.db, actor, { id, now: NOW });
    const opened = await openDesign(database.db, actor.countyId, id);
    const changed = adjustments({ slots: { headline: { maxChars: 6 } } });
    expect(
      await adjustDesign(database.db, actor, { id, revision: opened?.revision ?? 0, adjustments: changed }),
    ).toMatchObject({ ok: true, version: 2 });
    await publishDesign(database.db, actor, { id, now: NOW });
    const max = async (version?: number) =>
      (await loadDesign(database.db, actor.countyId, id, version))?.slots['headline']?.maxChars;
    expect([await max(1), await max(2), await max()]).toEqual([8, 6, 6]);
    const states = (await openDesign(database.db, actor.countyId, id))?.versions.map((v) => v.state);
    expect(states).toEqual(['published', 'retired']);
    await expect(
      database.sql`update poster_design_versions set document = '{}'::jsonb where design_id = ${id} and version = 1`,
    ).rejects.toMatchObject({ constraint_name: 'published_design_stays' });
  });

  it.each([
    ['longer texts', { slots: { headline: { maxChars: 13 } } }, 'looser'],
    ['wider bounds', { slots: { picture: { bounds: { scale: [1, 9] as const } } } }, 'looser'],
    ['what is locked', { slots: { brandBar: { required: false } } }, 'locked'],
    ['a format it was not drawn for', { formats: ['sticker' as const] }, 'unknown_format'],
    ['no format', { formats: [] }, 'no_format'],
    ['a compulsory slot left out', { slots: { headline: { required: false } } }, 'looser'],
    ['a ground it has not', { grounds: ['dark' as const, 'light' as const, 'x' as never] }, 'looser'],
  ])('is refused %s', async (_, values, code) => {
    const id = await copied();
    const result = await adjustDesign(database.db, actor, {
      id,
      revision: 1,
      adjustments: adjustments(values),
    });
    expect(result).toMatchObject({ ok: false, reason: 'out_of_lock', issues: [{ code }] });
  });

  it('is retired and offered again, like a built-in design', async () => {
    expect(
      await retireDesign(database.db, actor, { id: 'plain-price', retire: true, now: NOW }),
    ).toMatchObject({
      ok: true,
    });
    const offered = async () => (await offeredDesigns(database.db, actor.countyId)).map((d) => d.id);
    expect(await offered()).not.toContain('plain-price');
    expect((await loadDesign(database.db, actor.countyId, 'plain-price'))?.id).toBe('plain-price');
    await retireDesign(database.db, actor, { id: 'plain-price', retire: false, now: NOW });
    expect(await offered()).toContain('plain-price');
  });

  it('of another county is not found, and a built-in design is not adjusted', async () => {
    const id = await copied();
    const other = await makeActor(database.db, (await makeCounty(database.db)).id, ['planner']);
    expect(
      await adjustDesign(database.db, other, { id, revision: 1, adjustments: adjustments() }),
    ).toMatchObject({
      ok: false,
      reason: 'not_found',
    });
    expect((await listDesigns(database.db, other.countyId)).some((d) => d.id === id)).toBe(false);
    expect(
      await adjustDesign(database.db, actor, { id: 'seal', revision: 0, adjustments: adjustments() }),
    ).toMatchObject({ ok: false, reason: 'built_in' });
  });
});
