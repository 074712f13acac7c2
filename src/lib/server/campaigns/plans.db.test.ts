import { beforeAll, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { makeActor, makeCounty, makeIndustry, makePaper } from '../../../../tests/support/factories.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import * as calendar from './calendar.ts';
import * as decisions from './decisions.ts';
import * as drafting from './drafting.ts';
import * as plans from './plans.ts';

let database: TestDatabase;
let planner: Actor;
let industryId: string;
let lineId: string;
const at = new Date('2026-03-01T02:00:00Z');

beforeAll(async () => {
  database = await testDatabase();
  const { id } = await makeCounty(database.db);
  planner = await makeActor(database.db, id, ['planner', 'leader']);
  industryId = (await makeIndustry(database.db, id, { name: '绿茶' })).id;
  const saved = await plans.savePlan(database.db, planner, 2026, {
    title: '2026 年计划',
    goals: '',
    budgetFen: 1_000_00,
    lines: [{ industryId, goal: '春茶抢鲜', quarter: null, budgetFen: 600_00 }],
  });
  if (!saved.ok) throw new Error(saved.reason);
  lineId = (await plans.listLines(database.db, id))[0]?.id ?? '';
});

async function campaign(amountFen: number, startsOn: string, endsOn: string) {
  const made = await drafting.create(
    database.db,
    planner,
    await makePaper(database.db, planner.countyId, {
      programmeLineId: lineId,
      startsOn,
      endsOn,
      activities: [
        {
          kind: 'festival',
          name: '开茶',
          startsAt: new Date(`${startsOn}T01:00:00Z`),
          endsAt: new Date(`${startsOn}T03:00:00Z`),
          startRule: null,
          venue: '',
          responsibleOrganisationId: null,
          expectedAttendance: null,
          note: '',
        },
      ],
      budget: [{ subject: 'venue', description: '', amountFen }],
    }),
    { at },
  );
  if (!made.ok) throw new Error(made.reason);
  return made.campaign;
}

test('campaigns stand in the quarter they begin in, and a line’s frame holds all of them together', async () => {
  const { db } = database;
  const spring = await campaign(400_00, '2026-03-05', '2026-04-10');
  const autumn = await campaign(250_00, '2026-10-01', '2026-10-07');
  const view = await plans.viewYear(db, planner.countyId, 2026);
  const line = view.plan?.lines[0];
  expect(line?.quarters.map((q) => q.map((c) => c.code))).toEqual([[spring.code], [], [], [autumn.code]]);
  expect(line?.plannedFen).toBe(650_00);

  expect(await decisions.submit(db, planner, autumn.id, { at })).toEqual({
    ok: false,
    reason: 'incomplete',
    lacks: ['budget_over_frame'],
  });
  // A cancelled campaign gives its part of the frame back.
  expect((await decisions.cancel(db, planner, spring.id, { at, comment: '台风' })).ok).toBe(true);
  expect((await decisions.submit(db, planner, autumn.id, { at })).ok).toBe(true);
  expect((await plans.viewYear(db, planner.countyId, 2026)).plan?.lines[0]?.plannedFen).toBe(250_00);
});

test('lines never pass the year’s budget, and a line with campaigns stays', async () => {
  const save = (lines: plans.PlanInput['lines']) =>
    plans.savePlan(database.db, planner, 2026, {
      title: '2026 年计划',
      goals: '',
      budgetFen: 1_000_00,
      lines,
    });
  expect(await save([{ industryId, goal: '全部', quarter: 1, budgetFen: 1_000_01 }])).toEqual({
    ok: false,
    reason: 'lines_over_frame',
  });
  expect(await save([])).toEqual({ ok: false, reason: 'line_in_use' });
});

test('the calendar shows what touches its days, cancelled campaigns left out', async () => {
  const entries = await calendar.entriesBetween(database.db, planner.countyId, '2026-10-01', '2026-10-31');
  expect(entries.campaigns.map((c) => [c.startsOn, c.endsOn])).toEqual([['2026-10-01', '2026-10-07']]);
  expect(entries.activities.map((a) => [a.day, a.name])).toEqual([['2026-10-01', '开茶']]);
  const march = await calendar.entriesBetween(database.db, planner.countyId, '2026-03-01', '2026-03-31');
  expect(march).toEqual({ campaigns: [], activities: [] });
});
