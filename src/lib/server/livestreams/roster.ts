/** The rules of a roster (排班表), pure: who is on air when, and where nobody or somebody twice is. */

export interface Slot {
  host: string;
  startsAt: Date;
  endsAt: Date;
}

export type RosterFault =
  /** Nobody is on air between these two instants of the session. */
  | { kind: 'gap'; from: Date; to: Date }
  /** Two slots overlap: orders of that time would have two hosts. */
  | { kind: 'overlap'; from: Date; to: Date; hosts: [string, string] }
  /** A slot reaches beyond the session. */
  | { kind: 'outside'; from: Date; to: Date; host: string };

/** Faults of a roster against its session, in time order; an empty list is a roster that orders can be joined to. */
export function rosterFaults(
  session: { startsAt: Date; endsAt: Date },
  slots: readonly Slot[],
): RosterFault[] {
  const faults: RosterFault[] = [];
  const sorted = [...slots].sort(
    (a, b) => a.startsAt.getTime() - b.startsAt.getTime() || a.endsAt.getTime() - b.endsAt.getTime(),
  );
  let covered = session.startsAt;
  let last: Slot | null = null;
  for (const slot of sorted) {
    if (slot.startsAt < session.startsAt || slot.endsAt > session.endsAt) {
      faults.push({ kind: 'outside', from: slot.startsAt, to: slot.endsAt, host: slot.host });
    }
    if (slot.startsAt > covered) faults.push({ kind: 'gap', from: covered, to: slot.startsAt });
    if (last && slot.startsAt < last.endsAt) {
      const to = slot.endsAt < last.endsAt ? slot.endsAt : last.endsAt;
      faults.push({ kind: 'overlap', from: slot.startsAt, to, hosts: [last.host, slot.host] });
    }
    if (slot.endsAt > covered) covered = slot.endsAt;
    if (!last || slot.endsAt > last.endsAt) last = slot;
  }
  if (covered < session.endsAt) faults.push({ kind: 'gap', from: covered, to: session.endsAt });
  return faults;
}
