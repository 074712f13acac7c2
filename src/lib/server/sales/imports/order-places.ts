/**
 * Tells in one pass whether every order's rows stand together in a file. Orders are remembered by 63 bits of hash, so a
 * million of them take 16 MB. Where it is not certain (two orders of one hash, too many orders) the database is asked.
 */
export class OrderPlaces {
  #table = new Uint32Array(2 * 4096);
  #size = 0;
  #shop: string | null = null;
  #orderNo: string | null = null;
  #full = false;
  #met = false;

  add(shop: string, orderNo: string): void {
    if (orderNo === this.#orderNo && shop === this.#shop) return;
    this.#shop = shop;
    this.#orderNo = orderNo;
    if (this.#full || this.#met) return;
    // The pair (0, 0) marks an empty place.
    const low = hash(orderNo, hash(shop, 0x811c9dc5)) | 1;
    const high = hash(shop, hash(orderNo, 0x2545f491));
    if (this.#insert(low >>> 0, high >>> 0)) this.#grow();
    else this.#met = true;
  }

  /** Every order's rows stand together, for certain. */
  get together(): boolean {
    return !this.#met && !this.#full;
  }

  #insert(low: number, high: number): boolean {
    const table = this.#table;
    const mask = table.length / 2 - 1;
    for (let at = high & mask; ; at = (at + 1) & mask) {
      const found = table[2 * at] ?? 0;
      if (found === 0) {
        table[2 * at] = low;
        table[2 * at + 1] = high;
        this.#size += 1;
        return true;
      }
      if (found === low && table[2 * at + 1] === high) return false;
    }
  }

  #grow(): void {
    const old = this.#table;
    if (this.#size * 4 < old.length) return;
    if (old.length >= MOST_PLACES * 2) {
      this.#full = true;
      this.#table = new Uint32Array(2);
      return;
    }
    this.#table = new Uint32Array(old.length * 2);
    this.#size = 0;
    for (let at = 0; at < old.length; at += 2) {
      const low = old[at] ?? 0;
      if (low !== 0) this.#insert(low, old[at + 1] ?? 0);
    }
  }
}

/** Half of them are filled at most: two million orders in 32 MB. */
const MOST_PLACES = 1 << 22;

function hash(text: string, seed: number): number {
  let value = seed;
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
    value ^= value >>> 15;
  }
  return value;
}
