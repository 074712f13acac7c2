export type Tone = 'neutral' | 'brand' | 'warn' | 'danger' | 'info';
