import { expect, it } from 'vitest';
import { can, RIGHTS, type Right } from './rights.ts';

const rights = Object.keys(RIGHTS) as Right[];
const held = (role: Parameters<typeof can>[0]['roles'][number]) =>
  rights.filter((right) => can({ roles: [role] }, right));

it('lets an auditor look at everything and change nothing', () => {
  expect(held('auditor').every((right) => /\.(?:read|export)$/.test(right))).toBe(true);
});

it('gives a merchant their own things and nothing of the office', () => {
  expect(held('merchant')).toEqual(['stall.sell', 'own.read']);
});

it('lets nobody who plans decide, and no operator touch plan, budget or approval', () => {
  for (const right of ['campaign.approve', 'campaign.countersign', 'poster.approve'] as const)
    expect(can({ roles: ['planner', 'operator'] }, right)).toBe(false);
  for (const right of ['plan.edit', 'campaign.edit', 'fund.edit'] as const)
    expect(can({ roles: ['operator'] }, right)).toBe(false);
});
