/** '登记编号': made once for a filled form, so that a sale sent twice on a weak network is one sale. */
export function registrationNo(day: string, random: () => number): string {
  const digits = String(Math.floor(random() * 100_000_000)).padStart(8, '0');
  return `XC${day.replaceAll('-', '')}-${digits}`;
}
