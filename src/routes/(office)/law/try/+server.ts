import { json } from '@sveltejs/kit';
import * as v from 'valibot';
import { confirmedSubjects } from '#lib/server/brand/law/confirmations.ts';
import { tryText } from '#lib/server/brand/law/listing.ts';
import { currentList } from '#lib/server/brand/law/lists.ts';
import { showHits } from '#lib/server/brand/law/words.ts';
import { requireRight } from '#lib/server/web/guard.ts';
import type { RequestHandler } from './$types';

const Request = v.object({
  text: v.pipe(v.string(), v.maxLength(2_000)),
  channel: v.picklist(['poster', 'xiaohongshu']),
});

/** What a sentence would meet, while it is typed. Nothing is stored. */
export const POST: RequestHandler = async (event) => {
  const actor = requireRight(event, 'law.read');
  const parsed = v.safeParse(Request, await event.request.json().catch(() => null));
  if (!parsed.success) return json({ message: 'invalid' }, { status: 400 });
  const { db } = event.locals.app.database;
  const { text, channel } = parsed.output;
  const list = await currentList(db, actor.countyId);
  const { hits, verdict } = tryText(list, text, channel);
  const confirmed = await confirmedSubjects(db, actor.countyId);
  return json({ text, channel, verdict, hits: showHits(hits, event.locals.locale, confirmed) });
};
