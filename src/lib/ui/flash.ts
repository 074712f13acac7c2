/** What the server tells the next page, once: 'campaign saved', with a form that takes it back. */
export interface Flash {
  text: string;
  tone?: 'done' | 'danger';
  undo?: { action: string; fields: Record<string, string> };
}
