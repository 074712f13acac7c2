/**
 * Passwords: argon2id by @node-rs/argon2, at most two hashes at once, so that two hundred sign-ins at the same moment
 * slow down each other and not every other page.
 */
import { hash, verify } from '@node-rs/argon2';

/** argon2id (the package's default), m=47104 KiB, t=1, p=1: OWASP's first choice; 53 ms, against 20 ms for m=19456 t=2. */
export const HASH_PARAMETERS = { memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const;

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

const PARAMETERS_IN_PHC = `$argon2id$v=19$m=${HASH_PARAMETERS.memoryCost},t=${HASH_PARAMETERS.timeCost},p=${HASH_PARAMETERS.parallelism}$`;

/** Verified when nobody has this mail address, so that both answers cost the same. Of a password nobody knows. */
const DUMMY_HASH =
  '$argon2id$v=19$m=47104,t=1,p=1$F5VWsRHgnsYRveYyuWM/Ww$T/dngn+A+OQjrFehec2Qh5Zd+X5rXpKsCDye+akkq0A';

export type PasswordFault = 'too_short' | 'too_long' | 'too_plain';

/** @returns why a new password is refused, or null. Lengths count characters, not bytes. */
export function passwordFault(password: string): PasswordFault | null {
  const characters = [...password];
  if (characters.length < PASSWORD_MIN) return 'too_short';
  if (characters.length > PASSWORD_MAX) return 'too_long';
  return new Set(characters).size < 5 ? 'too_plain' : null;
}

export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password.normalize('NFKC'), HASH_PARAMETERS));
}

/**
 * Compares, with or without a stored hash in the same time. Over-long input is refused before any hash runs.
 * @returns whether it matches, and whether the stored hash should be made anew with today's parameters.
 */
export async function verifyPassword(
  stored: string | null,
  password: string,
): Promise<{ matches: boolean; outdated: boolean }> {
  if ([...password].length > PASSWORD_MAX) return { matches: false, outdated: false };
  const matches = await inTurn(() => verify(stored ?? DUMMY_HASH, password.normalize('NFKC')));
  return {
    matches: stored !== null && matches,
    outdated: stored !== null && !stored.startsWith(PARAMETERS_IN_PHC),
  };
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= 2) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
