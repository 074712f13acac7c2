/** Ratios as they are read: 1 : 5.27, +27%, 61%. */

export function ratioText(perYuan: number): string {
  const digits = Math.abs(perYuan) >= 100 ? 0 : 2;
  return `1 : ${perYuan.toFixed(digits)}`;
}

/** With its sign in words of numbers: never by colour. */
export function roiText(roi: number): string {
  const text = Math.abs(roi).toFixed(2);
  return text === '0.00' ? '0.00' : `${roi < 0 ? '−' : '+'}${text}`;
}

export function percentText(share: number): string {
  const percent = share * 100;
  if (percent > 0 && percent < 1) return '<1%';
  return `${percent.toFixed(0)}%`;
}
