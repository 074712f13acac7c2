/** So that a merchant's own look at their poster is not taken for a customer's scan. */
export const OWN_COOKIE = 'own';
/** Stands for the office: nobody there is a customer while signed in. */
export const STAFF = 'staff';

/** The cookie's value: which merchants this browser belongs to. Forging it only hides one's own visits. */
export function ownValue(merchantIds: readonly string[]): string {
  return merchantIds.slice(0, 10).join('.');
}
