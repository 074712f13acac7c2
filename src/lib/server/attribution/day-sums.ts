import type { Credit, LineCredits } from './credit.ts';
import { MODELS, type Model } from './model.ts';
import type { LineTier } from './touch.ts';

/** Sums per bucket, day and tier, in fen by each model: what `campaign_day_credits` holds. */
export interface DaySum {
  bucket: string;
  soldOn: string;
  tier: LineTier;
  fen: Record<Model, number>;
}

export const UNATTRIBUTED = 'unattributed';
export const NO_CAMPAIGN = 'none';

export class DaySums {
  readonly #sums = new Map<string, DaySum>();

  /** Adds (`sign` 1) or takes away (−1) what one line gave. A line without credits is unattributed. */
  addLine(line: Pick<LineCredits, 'credits'>, netFen: number, soldOn: string, sign: 1 | -1 = 1): void {
    if (line.credits.length === 0) this.addUnattributed(netFen, soldOn, sign);
    for (const credit of line.credits) this.addCredit(credit, soldOn, sign);
  }

  addUnattributed(netFen: number, soldOn: string, sign: 1 | -1 = 1): void {
    const { fen } = this.#of(UNATTRIBUTED, soldOn, '0');
    for (const model of MODELS) fen[model] += sign * netFen;
  }

  addCredit(
    credit: Pick<Credit, 'tier' | 'fen'> & { touch: { campaignId: string | null } },
    soldOn: string,
    sign: 1 | -1 = 1,
  ): void {
    const { fen } = this.#of(credit.touch.campaignId ?? NO_CAMPAIGN, soldOn, credit.tier);
    for (const model of MODELS) fen[model] += sign * credit.fen[model];
  }

  /** In key order, so that two writers of overlapping days meet their locks in one order. */
  sorted(): DaySum[] {
    return [...this.#sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
  }

  #of(bucket: string, soldOn: string, tier: LineTier): DaySum {
    const key = `${bucket}|${soldOn}|${tier}`;
    let sum = this.#sums.get(key);
    if (sum === undefined) {
      sum = {
        bucket,
        soldOn,
        tier,
        fen: { last: 0, lastNonDirect: 0, first: 0, linear: 0, decay: 0, position: 0 },
      };
      this.#sums.set(key, sum);
    }
    return sum;
  }
}
