import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('an empty environment gives the loopback demo', () => {
  const result = readConfig({});
  expect(result).toMatchObject({
    ok: true,
    config: { port: 3000, host: '127.0.0.1', demo: true, s3: null, publicOrigin: 'http://127.0.0.1:3000' },
  });
});

test.each([
  [{ HOST: '0.0.0.0' }, false],
  [{ DATABASE_URL: 'postgres://x/y' }, false],
  [{ DATABASE_URL: 'postgres://x/y', DEMO: '1' }, true],
  [{ DEMO: '0' }, false],
])('no demo logins beyond loopback and the embedded database unless asked for: %o', (env, demo) => {
  expect(readConfig(env)).toMatchObject({ ok: true, config: { demo } });
});

test('every problem is told at once', () => {
  const result = readConfig({
    PORT: 'abc',
    SMTP_URL: 'http://x',
    SECRET_KEY: 'short',
    S3_BUCKET: 'b',
    PUBLIC_ORIGIN: 'example.com/x',
  });
  expect(result.ok).toBe(false);
  expect(result.ok ? [] : result.problems.map((p) => p.slice(0, 12))).toHaveLength(5);
});

test('production on a server of its own needs a key', () => {
  const env = { NODE_ENV: 'production', DATABASE_URL: 'postgres://x/y' };
  expect(readConfig(env).ok).toBe(false);
  expect(readConfig({ ...env, SECRET_KEY: 'k'.repeat(32) }).ok).toBe(true);
});
