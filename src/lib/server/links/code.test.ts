import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODE_ALPHABET, codeInTarget, newCode, parseCode, qrAddress } from './code.ts';

describe('a code', () => {
  it('has eight letters of the alphabet and at least one digit', () => {
    for (let i = 0; i < 2000; i++) expect(newCode()).toMatch(/^(?=.*\d)[0-9A-HJKMNP-TV-Z]{8}$/);
  });

  it('is drawn again when chance gives no digit', () => {
    const draws = [new Uint8Array(8).fill(10), new Uint8Array(8).fill(33)];
    expect(newCode(() => draws.shift() ?? new Uint8Array(8))).toBe('11111111');
  });

  it('reads the same in any case and as people misread it', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...CODE_ALPHABET), { minLength: 7, maxLength: 7 }), (letters) => {
        const code = `${letters.join('')}1`;
        expect(parseCode(code)).toBe(code);
        expect(parseCode(code.toLowerCase())).toBe(code);
        expect(parseCode(code.replaceAll('0', 'O').replace(/1(?=.)/g, 'l'))).toBe(code);
      }),
    );
  });

  it('is never a page of the house, nor anything else', () => {
    for (const target of [
      '/messages',
      '/feedback',
      '/calendar',
      '/ABC1234',
      '/ABCD12345',
      '/ABCD123U',
      '/ABCD12/4',
      'ABCD1234',
      '/',
      '//ABCD123',
    ])
      expect(codeInTarget(target), target).toBeNull();
    expect(codeInTarget('/abcd1234')).toBe('ABCD1234');
    expect(codeInTarget('/ABCD1234?from=timeline')).toBe('ABCD1234');
    expect(codeInTarget('/ABCD1234#x')).toBeNull();
  });

  it('makes a QR address of capitals only', () => {
    expect(qrAddress('https://bsh.example', 'ABCD1234')).toBe('HTTPS://BSH.EXAMPLE/ABCD1234');
  });
});
