/** A price in the parts a poster sets in different sizes. */
export interface PriceParts {
  /** Whole yuan, `58`, or a range `58–128`; a thousands comma from 100,000 on. */
  main: string;
  /** `.80`, or nothing for whole yuan. */
  fen: string;
}

/** Parts of a price in integer fen: 5800 → 58, 5880 → 58 + .80; a range prints fen only when an end has them. */
export function priceParts(amountFen: number, toFen: number | null = null): PriceParts {
  if (toFen !== null && toFen !== amountFen) {
    return { main: `${plain(amountFen)}–${plain(toFen)}`, fen: '' };
  }
  const rest = amountFen % 100;
  return {
    main: yuan(Math.floor(amountFen / 100)),
    fen: rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`,
  };
}

function plain(fen: number): string {
  const rest = fen % 100;
  return yuan(Math.floor(fen / 100)) + (rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`);
}

function yuan(value: number): string {
  const digits = String(value);
  return value < 100_000 ? digits : digits.replace(/\B(?=(\d{3})+$)/gu, ',');
}
