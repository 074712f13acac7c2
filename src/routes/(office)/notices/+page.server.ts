import { redirect } from '@sveltejs/kit';
import { licenceSentence } from '#lib/server/brand/licence-letters.ts';
import { campaignSentence } from '#lib/server/campaigns/letters.ts';
import * as notices from '#lib/server/notices/notices.ts';
import { lawSentence } from '#lib/server/brand/law/letters.ts';
import { posterSentence } from '#lib/server/posters/letters.ts';
import { requireActor } from '#lib/server/web/guard.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireActor(event);
  if (actor.userId === null) return { notices: [] };
  const { locale, app } = event.locals;
  const found = await notices.list(app.database.db, actor.countyId, actor.userId, { limit: 100 });
  return {
    notices: found.map((notice) => ({
      id: notice.id,
      path: notice.path,
      at: notice.createdAt,
      unread: notice.readAt === null,
      sentence:
        campaignSentence(notice.kind, notice.payload, locale) ??
        posterSentence(notice.kind, notice.payload, locale) ??
        lawSentence(notice.kind, notice.payload, locale) ??
        licenceSentence(notice.kind, notice.payload, locale),
      comment: String(notice.payload['comment'] ?? ''),
    })),
  };
};

export const actions: Actions = {
  /** Opens a notice: it is read from now on. */
  open: async (event) => {
    const actor = requireActor(event);
    const form = await event.request.formData();
    const id = String(form.get('id'));
    const { app } = event.locals;
    if (actor.userId === null) redirect(303, '/notices');
    const mine = await notices.list(app.database.db, actor.countyId, actor.userId, { limit: 100 });
    const notice = mine.find((n) => n.id === id);
    if (!notice) redirect(303, '/notices');
    await notices.markRead(app.database.db, actor.countyId, actor.userId, {
      ids: [notice.id],
      at: app.clock(),
    });
    redirect(303, notice.path);
  },
  all: async (event) => {
    const actor = requireActor(event);
    const { app } = event.locals;
    if (actor.userId !== null)
      await notices.markRead(app.database.db, actor.countyId, actor.userId, { at: app.clock() });
    redirect(303, '/notices');
  },
};
