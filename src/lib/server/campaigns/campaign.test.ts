import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Actor } from '../accounts/actor.ts';
import { ROLES, type Role } from '../accounts/roles.ts';
import {
  STEPS,
  awaited,
  isEditable,
  refusal,
  stateAfter,
  type CampaignFacts,
  type CampaignStep,
} from './campaign.ts';
import { CAMPAIGN_STATES } from './states.ts';

const COUNTY = 'county';

function actor(roles: readonly Role[], values: Partial<Actor> = {}): Actor {
  return {
    userId: 'somebody',
    countyId: COUNTY,
    roles,
    organisationId: null,
    merchantIds: [],
    name: '某人',
    ...values,
  };
}

function facts(values: Partial<CampaignFacts> = {}): CampaignFacts {
  return {
    state: 'draft',
    startsOn: '2026-04-10',
    endsOn: '2026-04-25',
    createdBy: 'author',
    submittedBy: null,
    submittedAt: null,
    writers: ['author'],
    unitsPending: [],
    openTasks: 0,
    ...values,
  };
}

const now = { today: '2026-03-01', comment: '理由' };
const submitted = { submittedAt: new Date('2026-03-01T02:00:00Z'), submittedBy: 'author' };
const steps = Object.keys(STEPS) as CampaignStep[];

const anyFacts = fc.record({
  state: fc.constantFrom(...CAMPAIGN_STATES),
  startsOn: fc.constantFrom('2026-01-01', '2026-03-01', '2026-06-01'),
  endsOn: fc.constantFrom('2026-06-02', '2026-08-01'),
  createdBy: fc.constantFrom('a', 'b', 'c'),
  submittedBy: fc.constantFrom(null, 'a', 'b', 'c'),
  submittedAt: fc.constantFrom(null, new Date(0)),
  writers: fc.subarray(['a', 'b', 'c']),
  unitsPending: fc.subarray(['u1', 'u2']),
  openTasks: fc.constantFrom(0, 2),
});
const anyActor = fc.record({
  userId: fc.constantFrom('a', 'b', 'c', 'd'),
  countyId: fc.constant(COUNTY),
  roles: fc.subarray([...ROLES]),
  organisationId: fc.constantFrom(null, 'u1', 'u2', 'u3'),
  merchantIds: fc.constant([]),
  name: fc.constant('某人'),
});
const anyStep = fc.constantFrom(...steps);
const anyContext = fc.record({
  today: fc.constantFrom('2026-03-01', '2026-06-10', '2026-09-01'),
  comment: fc.constantFrom('', '  ', '理由'),
});

describe('what always holds', () => {
  test('a step from a state that the table does not name is refused, whoever asks', () => {
    fc.assert(
      fc.property(anyStep, anyFacts, anyActor, anyContext, (step, campaign, who, context) => {
        if (!STEPS[step].from.includes(campaign.state)) {
          expect(refusal(step, campaign, who, context)).not.toBeNull();
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('nobody approves what they wrote, co-wrote or submitted', () => {
    fc.assert(
      fc.property(anyFacts, anyActor, anyContext, (campaign, who, context) => {
        const own =
          campaign.createdBy === who.userId ||
          campaign.submittedBy === who.userId ||
          campaign.writers.includes(who.userId);
        if (own) expect(refusal('approve', campaign, who, context)).not.toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  test('only a leader approves, and never while countersignatures are missing', () => {
    fc.assert(
      fc.property(anyFacts, anyActor, anyContext, (campaign, who, context) => {
        if (refusal('approve', campaign, who, context) === null) {
          expect(who.roles).toContain('leader');
          expect(awaited(campaign)).toBe('approval');
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a unit is signed for by its own countersigner alone', () => {
    fc.assert(
      fc.property(anyFacts, anyActor, anyContext, (campaign, who, context) => {
        if (refusal('countersign', campaign, who, context) === null) {
          expect(who.roles).toContain('countersigner');
          expect(campaign.unitsPending).toContain(who.organisationId);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('a step that needs a reason is refused without one', () => {
    fc.assert(
      fc.property(anyStep, anyFacts, anyActor, (step, campaign, who) => {
        if (STEPS[step].needsReason) {
          expect(refusal(step, campaign, who, { today: '2026-03-01', comment: '  ' })).not.toBeNull();
        }
      }),
    );
  });

  test('a closed campaign takes no step and no word', () => {
    for (const state of ['cancelled', 'archived'] as const) {
      expect(isEditable(facts({ state }))).toBe(false);
      for (const step of steps) {
        expect(refusal(step, facts({ state }), actor(ROLES, { userId: 'x' }), now)).toBe(
          step === 'finish' ? 'not_allowed' : 'wrong_state',
        );
      }
    }
  });
});

describe('the road from draft to archive', () => {
  test('with countersigning', () => {
    expect(stateAfter('submit', facts(), '2026-03-01', 2)).toBe('countersigning');
    expect(stateAfter('countersign', facts({ state: 'countersigning' }), '2026-03-01', 1)).toBe(
      'countersigning',
    );
    expect(stateAfter('countersign', facts({ state: 'countersigning' }), '2026-03-01', 0)).toBe(
      'awaiting_approval',
    );
  });

  test('without a unit named the paper goes to the leader at once', () => {
    expect(stateAfter('submit', facts(), '2026-03-01', 0)).toBe('awaiting_approval');
  });

  test('approved before its first day it waits, on its first day it runs', () => {
    const waiting = facts({ state: 'awaiting_approval' });
    expect(stateAfter('approve', waiting, '2026-04-09', 0)).toBe('approved');
    expect(stateAfter('approve', waiting, '2026-04-10', 0)).toBe('running');
  });

  test('a change of a running campaign waits for its approval without leaving its state', () => {
    const changing = facts({ state: 'changing' });
    expect(stateAfter('submit', changing, '2026-04-12', 1)).toBe('changing');
    expect(awaited({ ...changing, ...submitted, unitsPending: ['u1'] })).toBe('countersign');
    expect(awaited({ ...changing, ...submitted, unitsPending: [] })).toBe('approval');
    expect(awaited(changing)).toBeNull();
    expect(stateAfter('return', changing, '2026-04-12', 0)).toBe('changing');
    expect(stateAfter('approve', changing, '2026-04-12', 0)).toBe('running');
    expect(isEditable(changing)).toBe(true);
    expect(isEditable({ ...changing, ...submitted })).toBe(false);
  });

  test('the house starts it on its day and ends it seven days after the last', () => {
    const house = actor([], { userId: null });
    const approved = facts({ state: 'approved' });
    const none = { comment: '' };
    expect(refusal('start', approved, house, { today: '2026-04-09', ...none })).toBe('wrong_state');
    expect(refusal('start', approved, house, { today: '2026-04-10', ...none })).toBeNull();
    const running = facts({ state: 'running' });
    expect(refusal('finish', running, house, { today: '2026-05-01', ...none })).toBe('not_ended');
    expect(refusal('finish', running, house, { today: '2026-05-02', ...none })).toBeNull();
  });

  test('a planner starts it earlier only with a reason', () => {
    const approved = facts({ state: 'approved' });
    expect(refusal('start', approved, actor(['planner']), { ...now, comment: '' })).toBe('reason_missing');
    expect(refusal('start', approved, actor(['planner']), now)).toBeNull();
  });

  test('from submission on only a leader cancels', () => {
    expect(refusal('cancel', facts(), actor(['planner']), now)).toBeNull();
    expect(refusal('cancel', facts({ state: 'approved' }), actor(['planner']), now)).toBe('leader_decides');
    expect(refusal('cancel', facts({ state: 'approved' }), actor(['leader']), now)).toBeNull();
  });

  test('a leader who also plans may not approve their own paper', () => {
    const both = actor(['planner', 'leader'], { userId: 'author' });
    const waiting = facts({ state: 'awaiting_approval', ...submitted });
    expect(refusal('approve', waiting, both, now)).toBe('own_work');
  });

  test('archiving with open tasks asks for a word about them', () => {
    const reviewing = facts({ state: 'reviewing', openTasks: 2 });
    expect(refusal('archive', reviewing, actor(['manager']), { ...now, comment: '' })).toBe('tasks_open');
    expect(refusal('archive', reviewing, actor(['manager']), now)).toBeNull();
  });
});
