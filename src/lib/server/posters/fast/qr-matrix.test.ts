import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { newCode } from '../../links/code.ts';
import { seeded } from '../art/random.ts';
import { QR_CAPACITY, QR_MODULES, qrRows } from './qr-matrix.ts';

const random = seeded(11);
const code = (): string => newCode((n) => Uint8Array.from({ length: n }, () => Math.floor(random() * 256)));

function general(text: string): number[] {
  const { data } = encode(text, { ecc: 'M', minVersion: 3, maxVersion: 3, border: 0, boostEcc: false });
  return data.map((row) => row.reduce((bits, dark, x) => (dark ? bits | (1 << x) : bits), 0));
}

describe('the matrix of a code', () => {
  it('equals the general encoder’s for 300 addresses, mask included', () => {
    for (let i = 0; i < 300; i += 1) {
      const host = 'BAISHA-CN.EXAMPLE.ORG'.slice(0, 3 + (i % 18));
      const text = `HTTPS://${host}/${code()}`;
      expect([...(qrRows(text) ?? [])], text).toEqual(general(text));
    }
  });

  it('equals it at every length up to what version 3 holds', () => {
    for (let length = 1; length <= QR_CAPACITY; length += 1) {
      const text = 'A1 $%*+-./:Z'.repeat(6).slice(0, length);
      expect([...(qrRows(text) ?? [])], text).toEqual(general(text));
    }
  });

  it('has 29 rows, and is left to the general encoder for small letters and longer texts', () => {
    expect(qrRows('HTTPS://A.CN/7K3M9QZT')).toHaveLength(QR_MODULES);
    expect(qrRows('https://a.cn/7k3m9qzt')).toBeNull();
    expect(qrRows('A'.repeat(QR_CAPACITY + 1))).toBeNull();
    expect(qrRows('')).toBeNull();
  });
});
