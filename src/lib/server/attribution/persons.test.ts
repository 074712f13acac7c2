import fc from 'fast-check';
import { expect, it } from 'vitest';
import { personsOf } from './persons.ts';

it('a person is a connected component named by its smallest member', () => {
  const persons = personsOf([
    { left: 'visitor:b', right: 'phone:9' },
    { left: 'visitor:a', right: 'phone:9' },
    { left: 'visitor:z', right: 'phone:1' },
  ]);
  expect(Object.fromEntries(persons)).toEqual({
    'visitor:a': 'phone:9',
    'visitor:b': 'phone:9',
    'phone:9': 'phone:9',
    'visitor:z': 'phone:1',
    'phone:1': 'phone:1',
  });
});

it('the order of edges does not matter', () => {
  const edge = fc.record({ left: fc.constantFrom(...'abcdefgh'), right: fc.constantFrom(...'abcdefgh') });
  fc.assert(
    fc.property(
      fc
        .array(edge, { maxLength: 12 })
        .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
      ([list, shuffled]) => {
        const sorted = (persons: Map<string, string>) => [...persons].sort();
        expect(sorted(personsOf(shuffled))).toEqual(sorted(personsOf(list)));
      },
    ),
  );
});
