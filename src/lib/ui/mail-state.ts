import { m } from '#lib/paraglide/messages.js';
import type { Tone } from './tone.ts';

/** How far a mail has come. */
export const mailStates: Record<
  'waiting' | 'sent' | 'stored' | 'failed',
  { word: () => string; tone: Tone }
> = {
  waiting: { word: m.admin_mail_waiting, tone: 'info' },
  sent: { word: m.admin_mail_sent, tone: 'brand' },
  stored: { word: m.admin_mail_stored, tone: 'neutral' },
  failed: { word: m.admin_mail_failed, tone: 'danger' },
};
