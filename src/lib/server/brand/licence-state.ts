/** Reminders begin, and lists say “ending”, this many days before the end of a licence, certificate or consent. */
export const REMIND_DAYS = 60;
