import { redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { record } from '#lib/server/audit/audit.ts';
import { findMail, sendAgain } from '#lib/server/mail/mail.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'mailbox.read');
  const { db } = event.locals.app.database;
  const mail = requireFound(await findMail(db, actor.countyId, event.params.id));
  // A kept mail may hold somebody's link: reading it is a fact worth knowing.
  await record(db, actor, {
    action: 'account.mail_read',
    subject: 'mail',
    subjectId: mail.id,
    label: `${mail.toName}：${mail.subject}`,
  });
  const { html: _, countyId: __, ...shown } = mail;
  return { mail: shown };
};

export const actions: Actions = {
  again: async (event) => {
    const actor = requireRight(event, 'mailbox.read');
    const { db } = event.locals.app.database;
    const sent = await db.transaction(async (tx) => {
      const going = await sendAgain(tx, actor.countyId, event.params.id);
      if (going)
        await record(tx, actor, {
          action: 'account.mail_sent_again',
          subject: 'mail',
          subjectId: event.params.id,
        });
      return going;
    });
    if (!sent) requireFound(null);
    setFlash(event, { text: m.admin_mail_again_done() });
    redirect(303, event.url.pathname);
  },
};
