/** Margins and ratios of a result. Money stays integer fen; only ratios are floating point, and only at the end. */

/** fen × basis points, rounded half-up (away from zero below it), once per product and campaign. */
export function marginOf(fen: number, marginBp: number): number {
  const size = (BigInt(Math.abs(fen)) * BigInt(marginBp) + 5_000n) / 10_000n;
  return fen < 0 ? -Number(size) || 0 : Number(size);
}

export interface ProductSales {
  fen: number;
  /** Null: 毛利率未填. */
  marginBp: number | null;
}

/** Σ over products. `marginFen` is null as soon as one product with sales has no margin: then there is no ROI. */
export function marginOfProducts(products: readonly ProductSales[]): {
  marginFen: number | null;
  withoutMarginFen: number;
} {
  let marginFen = 0;
  let withoutMarginFen = 0;
  let isComplete = true;
  for (const { fen, marginBp } of products) {
    if (marginBp !== null) marginFen += marginOf(fen, marginBp);
    else if (fen !== 0) {
      withoutMarginFen += fen;
      isComplete = false;
    }
  }
  return { marginFen: isComplete ? marginFen : null, withoutMarginFen };
}

/** 投入产出比 1 : x. Undefined without spend. */
export function salesPerYuan(salesFen: number, spendFen: number): number | null {
  return spendFen > 0 ? salesFen / spendFen : null;
}

/** (margin − spend) ÷ spend. Undefined without spend or without every margin. */
export function returnOnInvestment(marginFen: number | null, spendFen: number): number | null {
  return marginFen === null || spendFen <= 0 ? null : (marginFen - spendFen) / spendFen;
}
