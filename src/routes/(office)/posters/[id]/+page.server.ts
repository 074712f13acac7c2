import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/server/accounts/rights.ts';
import * as contents from '#lib/server/posters/contents.ts';
import { addComment, settleThread } from '#lib/server/posters/comments.ts';
import { EMPTY_CONTENT } from '#lib/server/posters/content.ts';
import { offeredDesigns } from '#lib/server/posters/design-copies.ts';
import type { Design } from '#lib/server/posters/designs/design.ts';
import { formatOf, isFormatId, type FormatId } from '#lib/server/posters/formats.ts';
import { personalPoster } from '#lib/server/posters/outputs.ts';
import { PICTURES } from '#lib/server/posters/pictures.ts';
import { RECALL_REASONS } from '#lib/server/posters/states.ts';
import { checkDraft, choosablePictures, openStudio } from '#lib/server/posters/studio.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { readContent } from '../content-form.ts';
import { fieldsIn, fieldsOf } from '../fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app, locale } = event.locals;
  const { db } = app.database;
  const now = app.clock();
  const studio = requireFound(await openStudio(db, actor, event.params.id, now));
  const { poster, version, assembly } = studio;
  const query = event.url.searchParams;
  const asked = query.get('format') ?? '';
  const format = offered(assembly.design, asked);
  const merchant = studio.merchants.find((x) => x.id === query.get('merchant')) ?? null;
  const checked = await checkDraft(db, { version, format, merchant, now, storage: app.storage, locale });
  const others = (await offeredDesigns(db, actor.countyId)).filter((d) => d.id !== assembly.design.id);
  const { law, hits, ...judged } = checked.law;
  return {
    poster: { id: poster.id, name: poster.name },
    campaign: { id: assembly.campaign.id, code: assembly.campaign.code, name: assembly.campaign.name },
    version: { id: version.id, version: version.version, state: version.state, revision: version.revision },
    designId: version.designId,
    fields: fieldsOf(assembly.content),
    formats: assembly.design.formats.map(measures),
    format,
    merchants: studio.merchants,
    merchantId: merchant?.id ?? '',
    issues: checked.issues,
    warnings: checked.warnings,
    boxes: checked.boxes,
    law: { ...judged, hits, listVersion: law.listVersion },
    bar: {
      allowed: checked.bar.allowed.map((a) => ({
        brandId: a.brandId,
        name: a.name,
        own: a.licenceId === null,
        viewBox: a.drawing.viewBox,
        path: a.drawing.path,
      })),
      refused: checked.bar.refused,
    },
    // A design retired since stays with the posters that have it.
    designs: [assembly.design, ...others].map((d) => ({
      id: d.id,
      family: d.family,
      nameZh: d.nameZh,
      nameEn: d.nameEn,
      slots: d.slots,
      grounds: d.grounds,
      contentTypes: d.contentTypes,
      formats: d.formats.map(measures),
    })),
    library: await choosablePictures(db, assembly, now),
    pictures: PICTURES.map(({ id, nameZh, nameEn, focalX, focalY, cutout }) => ({
      id,
      nameZh,
      nameEn,
      focalX,
      focalY,
      cutout,
    })),
    versions: studio.versions.map((x) => ({
      id: x.id,
      version: x.version,
      state: x.state,
      updatedAt: x.updatedAt,
    })),
    threads: studio.threads,
    decisions: studio.decisions.map((d) => ({
      kind: d.kind,
      person: d.userName,
      at: d.createdAt,
      comment: d.comment,
      version: studio.versions.find((x) => x.id === d.contentId)?.version ?? 0,
    })),
    handedOut: studio.versions.some((x) => x.state === 'approved' && x.replacedAt === null),
    heldBack: studio.heldBack,
    may: {
      edit: can(actor, 'poster.edit'),
      approve:
        can(actor, 'poster.approve') &&
        actor.userId !== null &&
        !version.writers.includes(actor.userId) &&
        version.submittedBy !== actor.userId,
      own: can(actor, 'poster.own'),
      recall: can(actor, 'poster.recall'),
    },
  };
};

function offered(design: Design, asked: string): FormatId {
  const [first = 'moments'] = design.formats;
  return isFormatId(asked) && design.formats.includes(asked) ? asked : first;
}

function measures(id: FormatId) {
  const { widthPx, heightPx, safe, keepOut, crops, print } = formatOf(id);
  const size = print ? `${print.widthMm}×${print.heightMm} mm` : `${widthPx}×${heightPx} px`;
  return { id, widthPx, heightPx, safe, keepOut, crops, size, printed: print !== null };
}

export const actions: Actions = {
  save: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const { db } = event.locals.app.database;
    const form = await event.request.formData();
    const version = requireFound(await contents.newestVersion(db, actor.countyId, event.params.id));
    const base = { ...EMPTY_CONTENT, ...version.content };
    const read = readContent(form, base);
    const designId = String(form.get('designId') ?? version.designId);
    const kept = { designId, fields: fieldsIn(form, fieldsOf(base)) };
    if (!read.ok) return fail(400, { reason: 'invalid' as const, issues: [], fields: read.fields, kept });
    const result = await contents.saveContent(db, actor, {
      posterId: event.params.id,
      revision: Number(form.get('revision')),
      designId,
      content: read.content,
    });
    if (!result.ok) {
      return fail(result.reason === 'stale' ? 409 : 400, {
        reason: result.reason,
        issues: result.issues,
        fields: [],
        kept,
      });
    }
    return back(event, m.posters_saved());
  },
  comment: async (event) => {
    const actor = requireRight(event, 'poster.read');
    const { app } = event.locals;
    const form = await event.request.formData();
    const said = await addComment(app.database.db, actor, {
      posterId: event.params.id,
      body: String(form.get('body') ?? ''),
      slot: String(form.get('slot') ?? '').slice(0, 60) || null,
      threadId: String(form.get('threadId') ?? '') || null,
      now: app.clock(),
    });
    if (!said.ok) return fail(400, { words: m.posters_comment_failed() });
    return back(event, m.posters_comment_saved());
  },
  settle: async (event) => {
    const actor = requireRight(event, 'poster.read');
    const { app } = event.locals;
    const form = await event.request.formData();
    const settled = await settleThread(app.database.db, actor, {
      posterId: event.params.id,
      threadId: String(form.get('threadId') ?? ''),
      settled: form.has('settled'),
      now: app.clock(),
    });
    requireFound(settled.ok ? settled : null);
    return back(event, m.posters_saved());
  },
  submit: (event) => decide(event, contents.submitContent, m.posters_submitted()),
  takeBack: (event) => decide(event, contents.takeBack, m.posters_taken_back()),
  approve: (event) => decide(event, contents.approveContent, m.posters_approved()),
  return: (event) => decide(event, contents.returnContent, m.posters_returned()),
  withdraw: (event) => decide(event, contents.withdrawContent, m.posters_withdrawn()),
  own: async (event) => {
    const actor = requireRight(event, 'poster.own');
    const { app } = event.locals;
    const form = await event.request.formData();
    const format = String(form.get('format') ?? '');
    const studio = requireFound(await openStudio(app.database.db, actor, event.params.id, app.clock()));
    if (!isFormatId(format)) return fail(400, { refused: 'not_found' as const });
    const made = await personalPoster(app, actor, {
      merchantId: null,
      campaignId: studio.poster.campaignId,
      posterId: studio.poster.id,
      format,
    });
    if (!made.ok) return fail(400, { refused: made.reason });
    redirect(303, `${made.output.path}?download`);
  },
};

type Decision = (
  db: RequestEvent['locals']['app']['database']['db'],
  actor: ReturnType<typeof requireRight>,
  request: {
    posterId: string;
    now: Date;
    storage: RequestEvent['locals']['app']['storage'];
    comment: string;
    reason: (typeof RECALL_REASONS)[number];
    words: string;
  },
) => Promise<contents.ContentResult>;

/** who → parse → one call → failure or back to the page with a word. */
async function decide(event: RequestEvent & { params: { id: string } }, decision: Decision, word: string) {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const form = await event.request.formData();
  const result = await decision(app.database.db, actor, {
    posterId: event.params.id,
    now: app.clock(),
    storage: app.storage,
    comment: String(form.get('comment') ?? ''),
    reason: RECALL_REASONS.find((r) => r === form.get('reason')) ?? 'other',
    words: String(form.get('words') ?? ''),
  });
  if (!result.ok) return fail(400, { reason: result.reason, issues: result.issues, fields: [], kept: null });
  return back(event, word);
}

function back(event: RequestEvent, word: string): never {
  setFlash(event, { text: word });
  const query = event.url.searchParams;
  const keep = new URLSearchParams();
  for (const name of ['format', 'merchant']) {
    const value = query.get(name);
    if (value) keep.set(name, value);
  }
  const search = keep.toString();
  redirect(303, event.url.pathname + (search ? `?${search}` : ''));
}
