/** The rule of the ledger, pure: a parent is never spent past its amount. Integer fen. */

export type Parent = 'source' | 'allocation' | 'line' | 'commitment';

export interface WouldOverdraw {
  ok: false;
  reason: 'would_overdraw';
  parent: Parent;
  availableFen: number;
  requestedFen: number;
}

/** The refusal with what is exactly left, or null when the request fits. */
export function overdraw(
  parent: Parent,
  amountFen: number,
  takenFen: number,
  requestedFen: number,
): WouldOverdraw | null {
  const availableFen = Math.max(0, amountFen - takenFen);
  return requestedFen <= availableFen
    ? null
    : { ok: false, reason: 'would_overdraw', parent, availableFen, requestedFen };
}

/** Executed share of a budget in basis points, rounded half up; null without a budget. Never above 10,000 by the rule. */
export function executionBp(budgetFen: number, paidFen: number): number | null {
  return budgetFen > 0 ? Math.floor((paidFen * 10_000 + budgetFen / 2) / budgetFen) : null;
}
