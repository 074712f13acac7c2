import { expect, it } from 'vitest';
import { UndoStack } from './undo-stack.ts';

it('goes back and forth, one step for equal neighbours, and a new step ends what was undone', () => {
  const stack = new UndoStack('a');
  stack.push('ab');
  stack.push('ab');
  stack.push('abc');
  expect([stack.back(), stack.back(), stack.back()]).toEqual(['ab', 'a', null]);
  expect(stack.forth()).toBe('ab');
  stack.push('abx');
  expect(stack.forth()).toBeNull();
  expect(stack.steps()).toEqual({ back: true, forth: false });
  expect([stack.back(), stack.back()]).toEqual(['ab', 'a']);
});

it('keeps a hundred steps', () => {
  const stack = new UndoStack(0);
  for (let i = 1; i <= 150; i += 1) stack.push(i);
  let last: number | null = null;
  for (let to = stack.back(); to !== null; to = stack.back()) last = to;
  expect(last).toBe(51);
});
