import { and, eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import type { TaskList } from '../jobs/jobs.ts';
import { deliver } from './delivery.ts';
import { mails } from './schema.ts';

const Payload = v.object({ countyId: v.pipe(v.string(), v.uuid()), id: v.pipe(v.string(), v.uuid()) });

export const tasks: TaskList = {
  /**
   * Delivers a waiting mail. A mail that is no longer waiting was delivered by an earlier run: nothing to do. When the
   * process dies between the server's yes and our note of it, the mail goes out twice with one Message-ID.
   */
  'mail.deliver': async (payload, { database, config, clock, log }) => {
    const { countyId, id } = v.parse(Payload, payload);
    const { db } = database;
    const here = and(eq(mails.countyId, countyId), eq(mails.id, id));
    const [mail] = await db.select().from(mails).where(here);
    if (!mail || mail.state !== 'waiting') return;
    if (!config.smtpUrl) {
      await db.update(mails).set({ state: 'stored' }).where(here);
      return;
    }
    const delivery = await deliver(
      { smtpUrl: config.smtpUrl, from: config.mailFrom, fromName: '深巷 Deep Alley' },
      mail,
    );
    const tried = { attempts: sql`${mails.attempts} + 1` };
    if (delivery.ok) {
      await db
        .update(mails)
        .set({ ...tried, state: 'sent', sentAt: clock(), lastError: null })
        .where(here);
    } else if (delivery.outlook === 'never') {
      await db
        .update(mails)
        .set({ ...tried, state: 'failed', lastError: delivery.fault })
        .where(here);
      log('mail refused', { mail: id, fault: delivery.fault });
    } else {
      await db
        .update(mails)
        .set({ ...tried, lastError: delivery.fault })
        .where(here);
      // Thrown, so that the queue tries again later.
      throw new Error(`mail ${id} not delivered: ${delivery.fault}`);
    }
  },
};
