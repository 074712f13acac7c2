/** What every field of the studio's form asks: its rule in the design, what is wrong with it, what the law says to it. */
import { getContext, setContext } from 'svelte';
import type { Slot } from '#lib/server/posters/designs/design.ts';
import type { PosterIssue } from '#lib/server/posters/issue.ts';
import type { ShownHit } from '#lib/ui/law/hit.ts';
import { issueWord } from '../words.ts';

export interface SlotContext {
  rule(slot: string): Slot | undefined;
  error(slot: string, rule?: string): string | undefined;
  hits(): readonly ShownHit[];
}

const KEY = Symbol('slots');

export function provideSlots(state: {
  slots: () => Readonly<Record<string, Slot>>;
  issues: () => readonly PosterIssue[];
  hits: () => readonly ShownHit[];
}): void {
  setContext<SlotContext>(KEY, {
    rule: (slot) => state.slots()[slot],
    error(slot, rule) {
      // An issue of a whole list is said once, at its first line.
      const first = rule !== undefined && slot === `${rule}.1` ? rule : slot;
      const found = state.issues().find((i) => i.slot === slot || i.slot === first);
      return found && issueWord(found);
    },
    hits: state.hits,
  });
}

export function getSlots(): SlotContext {
  return getContext<SlotContext>(KEY);
}

/** Brings a slot's field into view and gives it the focus; the nearest one that there is. */
export function jumpTo(slot: string): void {
  const parts = slot.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const at = document.getElementById(`slot-${parts.slice(0, length).join('-')}`);
    if (!at) continue;
    at.scrollIntoView({ block: 'center' });
    const field = at.matches('input, textarea, select')
      ? at
      : at.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, button');
    field?.focus({ preventScroll: true });
    return;
  }
}
