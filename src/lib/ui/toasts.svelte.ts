/** Short messages at the foot of the page; one that can be undone stays for ten seconds. */

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'danger';
  /** Takes the deed back; the toast closes when it settles. */
  undo?: () => void | Promise<void>;
}

const UNDO_MS = 10_000;
const READ_MS = 5_000;

let next = 1;
const list = $state<Toast[]>([]);

export const toasts = {
  get list(): readonly Toast[] {
    return list;
  },
  /** Browser only: on the server, hand a message over with `setFlash`. Returns the id for `close`. */
  show(text: string, options: { tone?: Toast['tone']; undo?: Toast['undo'] } = {}): number {
    const id = next++;
    list.push({ id, text, tone: options.tone ?? 'done', undo: options.undo });
    setTimeout(() => toasts.close(id), options.undo ? UNDO_MS : READ_MS);
    return id;
  },
  close(id: number): void {
    const index = list.findIndex((toast) => toast.id === id);
    if (index >= 0) list.splice(index, 1);
  },
};
