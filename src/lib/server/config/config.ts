/** The environment, read once and checked at start. The table in README.md is this file in words. */
import path from 'node:path';

export interface S3Config {
  endpoint: string | null;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where people find us; every mailed or printed address is built from it, never from a request's host. */
  readonly publicOrigin: string;
  /** Short origin for QR codes; PUBLIC_ORIGIN unless the county has a shorter one. */
  readonly shortOrigin: string;
  readonly dataDirectory: string;
  readonly databaseUrl: string | null;
  readonly s3: S3Config | null;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly secretKey: string | null;
  /** Number of trusted proxies in front; X-Forwarded-For counts only behind them. */
  readonly trustedProxies: number;
  /** Load the demo county and its logins. */
  readonly demo: boolean;
  /** fdatasync before each redirect's answer: survives power loss too. */
  readonly journalSync: 'batch' | 'always';
  readonly production: boolean;
}

export type ConfigResult = { ok: true; config: Config } | { ok: false; problems: string[] };

type Environment = Record<string, string | undefined>;

const isLoopback = (host: string) => host === 'localhost' || host === '::1' || /^127\./.test(host);

/** @returns every problem at once, each saying the fact, the value and the remedy in both languages. */
export function readConfig(env: Environment): ConfigResult {
  const problems: string[] = [];
  const text = (name: string) => env[name]?.trim() || null;

  const port = Number(text('PORT') ?? '3000');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    problems.push(
      `PORT 是“${env['PORT']}”，应为 0–65535 的整数。PORT is "${env['PORT']}": use an integer from 0 to 65535.`,
    );
  }
  const host = text('HOST') ?? '127.0.0.1';
  const publicOrigin = origin(
    'PUBLIC_ORIGIN',
    text('PUBLIC_ORIGIN') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
  );
  const shortOrigin = origin('SHORT_ORIGIN', text('SHORT_ORIGIN') ?? publicOrigin);

  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    problems.push('DATABASE_URL 不是 postgres:// 地址。DATABASE_URL is not a postgres:// address.');
  }
  const smtpUrl = text('SMTP_URL');
  if (smtpUrl && !/^smtps?:\/\//.test(smtpUrl)) {
    problems.push('SMTP_URL 不是 smtp:// 或 smtps:// 地址。SMTP_URL is not an smtp:// or smtps:// address.');
  }
  const secretKey = text('SECRET_KEY');
  if (secretKey && secretKey.length < 32) {
    problems.push(
      `SECRET_KEY 只有 ${secretKey.length} 个字符，至少 32 个：可用 openssl rand -hex 32 生成。SECRET_KEY has ${secretKey.length} characters, at least 32 are needed: make one with openssl rand -hex 32.`,
    );
  }
  const production = env['NODE_ENV'] === 'production';
  if (production && databaseUrl && !secretKey) {
    problems.push(
      '生产环境使用 DATABASE_URL 时必须设置 SECRET_KEY。SECRET_KEY is required in production with DATABASE_URL: each process must use the same key.',
    );
  }
  const s3 = readS3();
  const trustedProxies = Number(text('TRUSTED_PROXIES') ?? '0');
  if (!Number.isInteger(trustedProxies) || trustedProxies < 0 || trustedProxies > 10) {
    problems.push(
      `TRUSTED_PROXIES 是“${env['TRUSTED_PROXIES']}”，应为 0–10。TRUSTED_PROXIES is "${env['TRUSTED_PROXIES']}": use 0 to 10.`,
    );
  }
  const journal = text('JOURNAL_SYNC') ?? 'batch';
  if (journal !== 'batch' && journal !== 'always') {
    problems.push(
      `JOURNAL_SYNC 是“${journal}”，应为 batch 或 always。JOURNAL_SYNC is "${journal}": use batch or always.`,
    );
  }
  const demoText = text('DEMO');
  const demo = demoText === null ? databaseUrl === null && isLoopback(host) && !production : demoText === '1';

  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    config: {
      port,
      host,
      publicOrigin,
      shortOrigin,
      dataDirectory: path.resolve(text('DATA_DIR') ?? './data'),
      databaseUrl,
      s3,
      smtpUrl,
      mailFrom: text('MAIL_FROM') ?? `no-reply@${new URL(publicOrigin).hostname}`,
      secretKey,
      trustedProxies,
      demo,
      journalSync: journal === 'always' ? 'always' : 'batch',
      production,
    },
  };

  function origin(name: string, value: string): string {
    try {
      const url = new URL(value);
      if (
        (url.protocol === 'http:' || url.protocol === 'https:') &&
        url.pathname === '/' &&
        !url.search &&
        !url.username
      )
        return url.origin;
    } catch {
      // Told below.
    }
    problems.push(
      `${name} 是“${value}”，应为 https://主机 形式。${name} is "${value}": write https://host without a path.`,
    );
    return 'http://localhost';
  }

  function readS3(): S3Config | null {
    const names = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
    const missing = names.filter((name) => !text(name));
    if (missing.length === names.length) return null;
    if (missing.length > 0) {
      problems.push(
        `缺少 ${missing.join('、')}：S3 三项须一起设置。${missing.join(', ')} missing: set all three S3 variables or none.`,
      );
      return null;
    }
    return {
      endpoint: text('S3_ENDPOINT'),
      region: text('S3_REGION') ?? 'us-east-1',
      bucket: text('S3_BUCKET') ?? '',
      accessKeyId: text('S3_ACCESS_KEY_ID') ?? '',
      secretAccessKey: text('S3_SECRET_ACCESS_KEY') ?? '',
    };
  }
}
