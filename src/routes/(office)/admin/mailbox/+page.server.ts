import { listMails } from '#lib/server/mail/mail.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import { readPage } from '#lib/server/web/page-number.ts';
import type { PageServerLoad } from './$types';

const PAGE_SIZE = 30;
const STATES = ['waiting', 'sent', 'stored', 'failed'] as const;

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'mailbox.read');
  const { database, config } = event.locals.app;
  const query = event.url.searchParams;
  const text = query.get('q')?.trim() ?? '';
  const state = STATES.find((known) => known === query.get('state'));
  const page = readPage(query);
  const { rows, total } = await listMails(database.db, actor.countyId, {
    ...(text ? { text } : {}),
    ...(state ? { state } : {}),
    page,
    pageSize: PAGE_SIZE,
  });
  return {
    mails: rows.map(({ id, toName, toAddress, subject, state, createdAt }) => ({
      id,
      toName,
      toAddress,
      subject,
      state,
      createdAt,
    })),
    total,
    page,
    pageSize: PAGE_SIZE,
    filter: { text, state: state ?? '' },
    delivers: config.smtpUrl !== null,
  };
};
