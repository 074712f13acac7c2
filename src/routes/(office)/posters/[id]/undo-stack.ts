/** What was written, step by step. Equal neighbours are one step; a new step ends what could be done again. */
const MOST = 100;

export class UndoStack<T> {
  private readonly past: T[];
  private future: T[] = [];
  private at: string;

  constructor(first: T) {
    this.past = [first];
    this.at = JSON.stringify(first);
  }

  push(value: T): void {
    const text = JSON.stringify(value);
    if (text === this.at) return;
    this.at = text;
    this.past.push(value);
    this.future = [];
    if (this.past.length > MOST) this.past.shift();
  }

  /** The step before; null at the first. */
  back(): T | null {
    const [now] = this.past.splice(-1, this.past.length > 1 ? 1 : 0);
    const before = this.past.at(-1);
    if (now === undefined || before === undefined) return null;
    this.future.push(now);
    this.at = JSON.stringify(before);
    return before;
  }

  /** The step that was undone last; null when there is none. */
  forth(): T | null {
    const next = this.future.pop();
    if (next === undefined) return null;
    this.past.push(next);
    this.at = JSON.stringify(next);
    return next;
  }

  steps(): { back: boolean; forth: boolean } {
    return { back: this.past.length > 1, forth: this.future.length > 0 };
  }
}
