/**
 * Reads codes back from finished bytes. The first pictures of every base are read before anybody gets them, later ones now
 * and then: a code that a phone cannot read is worse than none.
 */
import jsqr from 'jsqr';
import { decodeQr } from '../decode.ts';
import type { Box } from '../formats.ts';

const FULLY = 20;
const ONE_IN = 50;
const BASES = 500;

/** jsQR's own types describe its ES module; Node is given its CommonJS one, a function. */
const jsQR = jsqr as unknown as Parameters<typeof decodeQr>[0];

/** Which pictures of a base are to be read. */
export class ReadingSample {
  private readonly drawn = new Map<string, number>();

  isDue(base: string): boolean {
    const count = this.drawn.get(base) ?? 0;
    this.drawn.delete(base);
    this.drawn.set(base, count + 1);
    const [oldest] = this.drawn.keys();
    if (this.drawn.size > BASES && oldest !== undefined) this.drawn.delete(oldest);
    return count < FULLY || count % ONE_IN === 0;
  }
}

/** Whether the code in its slot says `address`, as it was made and after half size at JPEG 60. */
export async function readsBack(picture: Uint8Array, address: string, slot: Box): Promise<boolean> {
  const around = { left: slot[0], top: slot[1], width: slot[2], height: slot[3] };
  if ((await decodeQr(jsQR, picture, { area: around })) !== address) return false;
  const half = { area: around, widthPx: Math.ceil(slot[2] / 2), quality: 60 };
  return (await decodeQr(jsQR, picture, half)) === address;
}
