/** One mail to one SMTP server, by nodemailer. What a failure means is decided here. */
import nodemailer from 'nodemailer';
import type { Mail } from './schema.ts';

export interface MailServer {
  /** smtp://user:password@host:port or smtps://… */
  smtpUrl: string;
  /** The sender's address. */
  from: string;
  fromName: string;
}

/** `later`: the server or the way to it is in trouble, try again. `never`: the server refused this mail (5xx). */
export type Delivery = { ok: true } | { ok: false; outlook: 'later' | 'never'; fault: string };

/** The same mail has the same Message-ID on every try, so that a receiver can recognise a double. */
export async function deliver(server: MailServer, mail: Mail): Promise<Delivery> {
  const transport = nodemailer.createTransport({
    url: server.smtpUrl,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    await transport.sendMail({
      messageId: `<${mail.id}@${server.from.split('@')[1] ?? 'localhost'}>`,
      date: mail.createdAt,
      from: { name: server.fromName, address: server.from },
      to: { name: mail.toName, address: mail.toAddress },
      // The envelope is said outright: the address that was checked is the one the server gets.
      envelope: { from: server.from, to: [mail.toAddress] },
      subject: mail.subject,
      text: mail.text,
      ...(mail.html ? { html: mail.html } : {}),
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { ok: true };
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
    return { ok: false, outlook: code >= 500 && code < 600 ? 'never' : 'later', fault: fault.slice(0, 500) };
  } finally {
    transport.close();
  }
}
