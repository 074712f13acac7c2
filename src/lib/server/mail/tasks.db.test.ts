/** Delivery meets a real SMTP server on this machine. */
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../../../tests/support/database.ts';
import { makeCounty } from '../../../../tests/support/factories.ts';
import { readConfig } from '../config/config.ts';
import { deriveSecrets } from '../config/secrets.ts';
import type { Database } from '../db/database.ts';
import type { TaskContext } from '../jobs/jobs.ts';
import { findMail, listMails, send, sendAgain, type Letter } from './mail.ts';
import { mails } from './schema.ts';
import { tasks } from './tasks.ts';

interface Received {
  parsed: ParsedMail;
  recipients: string[];
}

let database: Database;
let countyId: string;
let port = 0;
let answer: { code: number; text: string } | null = null;
const received: Received[] = [];

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo(_address, _session, callback) {
    callback(answer ? Object.assign(new Error(answer.text), { responseCode: answer.code }) : null);
  },
  onData(stream, session, callback) {
    simpleParser(stream).then((parsed) => {
      received.push({ parsed, recipients: session.envelope.rcptTo.map((to) => to.address) });
      callback(null);
    }, callback);
  },
});

beforeAll(async () => {
  database = await testDatabase();
  countyId = (await makeCounty(database.db)).id;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.server.address() as AddressInfo).port;
});
afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
beforeEach(async () => {
  received.length = 0;
  answer = null;
  await database.db.delete(mails);
});

function context(smtpUrl: string | null): TaskContext {
  const config = readConfig(smtpUrl ? { SMTP_URL: smtpUrl, MAIL_FROM: 'no-reply@alley.example' } : {});
  if (!config.ok) throw new Error(config.problems.join('\n'));
  return {
    database,
    config: config.config,
    secrets: deriveSecrets('k'.repeat(32)),
    storage: undefined as never,
    clock: () => new Date('2026-11-24T08:00:00Z'),
    log: () => {},
    signal: new AbortController().signal,
  };
}

const letter = (values: Partial<Letter> = {}): Letter => ({
  countyId,
  to: { name: '符国强', address: 'fu@example.com' },
  subject: '邀请您使用深巷（白沙黎族自治县）',
  text: '您好：\n\n请打开链接。',
  html: '<p>您好</p>',
  ...values,
});

async function only() {
  const { rows } = await listMails(database.db, countyId, { page: 1, pageSize: 10 });
  const [mail] = rows;
  if (!mail || rows.length !== 1) throw new Error(`expected one mail, found ${rows.length}`);
  return mail;
}

async function run(smtpUrl: string | null) {
  await tasks['mail.deliver']?.({ countyId, id: (await only()).id }, context(smtpUrl));
}

test('a mail arrives with its Chinese intact, to exactly the address that was checked', async () => {
  await send(database.db, letter());
  await run(`smtp://127.0.0.1:${port}`);
  const mail = await only();
  expect(mail).toMatchObject({ state: 'sent', attempts: 1, lastError: null });
  expect(received).toHaveLength(1);
  expect(received[0]?.recipients).toEqual(['fu@example.com']);
  expect(received[0]?.parsed).toMatchObject({
    subject: '邀请您使用深巷（白沙黎族自治县）',
    messageId: `<${mail.id}@alley.example>`,
  });
  expect(received[0]?.parsed.text).toContain('请打开链接');
});

test('running the job again sends nothing again', async () => {
  await send(database.db, letter());
  await run(`smtp://127.0.0.1:${port}`);
  await run(`smtp://127.0.0.1:${port}`);
  expect(received).toHaveLength(1);
});

test('a name with line breaks and a header in it stays a name', async () => {
  await send(database.db, letter({ to: { name: '甲\r\nBcc: evil@example.com', address: 'fu@example.com' } }));
  await run(`smtp://127.0.0.1:${port}`);
  expect(received[0]?.recipients).toEqual(['fu@example.com']);
  expect(received[0]?.parsed.bcc).toBeUndefined();
});

test('a refusal for now is tried again, and says why', async () => {
  answer = { code: 451, text: 'greylisted' };
  await send(database.db, letter());
  await expect(run(`smtp://127.0.0.1:${port}`)).rejects.toThrow('greylisted');
  expect(await only()).toMatchObject({
    state: 'waiting',
    attempts: 1,
    lastError: expect.stringContaining('greylisted'),
  });
  answer = null;
  await run(`smtp://127.0.0.1:${port}`);
  expect(await only()).toMatchObject({ state: 'sent', attempts: 2, lastError: null });
});

test('a refusal for good ends it, and an administrator may send it again', async () => {
  answer = { code: 550, text: 'no such mailbox' };
  await send(database.db, letter());
  await run(`smtp://127.0.0.1:${port}`);
  const mail = await only();
  expect(mail).toMatchObject({ state: 'failed', lastError: expect.stringContaining('no such mailbox') });
  expect(await sendAgain(database.db, countyId, mail.id)).toBe(true);
  expect(await findMail(database.db, countyId, mail.id)).toMatchObject({ state: 'waiting', lastError: null });
});

test('a server that is away leaves the mail waiting', async () => {
  await send(database.db, letter());
  await expect(run('smtp://127.0.0.1:1')).rejects.toThrow();
  expect(await only()).toMatchObject({ state: 'waiting', attempts: 1 });
});

test('without a server the mail is kept for the mailbox page', async () => {
  await send(database.db, letter());
  await run(null);
  expect(await only()).toMatchObject({ state: 'stored', attempts: 0 });
});

test('another county neither finds nor sends it', async () => {
  await send(database.db, letter());
  const mail = await only();
  const other = (await makeCounty(database.db)).id;
  expect(await findMail(database.db, other, mail.id)).toBeNull();
  await database.db.update(mails).set({ state: 'failed' }).where(eq(mails.id, mail.id));
  expect(await sendAgain(database.db, other, mail.id)).toBe(false);
});

test('search finds part of a subject and takes percent signs as they are', async () => {
  await send(database.db, letter({ subject: '满100%减' }));
  const find = (text: string) => listMails(database.db, countyId, { text, page: 1, pageSize: 10 });
  expect((await find('100%减')).total).toBe(1);
  expect((await find('1%减')).total).toBe(0);
});
