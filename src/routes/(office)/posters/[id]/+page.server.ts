import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { can } from '#lib/server/accounts/rights.ts';
import * as contents from '#lib/server/posters/contents.ts';
import { DESIGNS, getDesign } from '#lib/server/posters/designs/families.ts';
import { FORMATS, isFormatId, isPersonal } from '#lib/server/posters/formats.ts';
import { personalPoster } from '#lib/server/posters/outputs.ts';
import { PICTURES } from '#lib/server/posters/pictures.ts';
import { RECALL_REASONS } from '#lib/server/posters/states.ts';
import { checkDraft, openStudio } from '#lib/server/posters/studio.ts';
import { setFlash } from '#lib/server/web/flash.ts';
import { requireFound, requireRight } from '#lib/server/web/guard.ts';
import { m } from '#lib/paraglide/messages.js';
import { readContent } from '../content-form.ts';
import { fieldsOf } from '../fields.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const actor = requireRight(event, 'poster.read');
  const { app } = event.locals;
  const studio = requireFound(await openStudio(app.database.db, actor, event.params.id, app.clock()));
  const { poster, version, assembly } = studio;
  const asked = event.url.searchParams.get('format') ?? '';
  const format = isFormatId(asked) ? asked : 'moments';
  const merchant = studio.merchants.find((x) => x.id === event.url.searchParams.get('merchant')) ?? null;
  const checked = await checkDraft(app.database.db, { version, format, merchant, now: app.clock() });
  return {
    poster: { id: poster.id, name: poster.name },
    campaign: { id: assembly.campaign.id, code: assembly.campaign.code, name: assembly.campaign.name },
    version: { id: version.id, version: version.version, state: version.state, revision: version.revision },
    designId: version.designId,
    fields: fieldsOf(assembly.content),
    formats: assembly.design.formats.map((id) => {
      const f = FORMATS[id];
      return { id, widthPx: f.widthPx, heightPx: f.heightPx, safe: f.safe, personal: isPersonal(f) };
    }),
    format,
    merchants: studio.merchants,
    merchantId: merchant?.id ?? '',
    issues: checked.issues,
    boxes: checked.boxes,
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
    designs: DESIGNS.map(({ id, nameZh, nameEn, slots }) => ({ id, nameZh, nameEn, slots })),
    pictures: PICTURES.map(({ id, nameZh, nameEn, focalX, focalY, cutout }) => ({
      id,
      nameZh,
      nameEn,
      focalX,
      focalY,
      cutout,
    })),
    versions: studio.versions,
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

export const actions: Actions = {
  save: async (event) => {
    const actor = requireRight(event, 'poster.edit');
    const form = await event.request.formData();
    const read = readContent(form);
    const designId = String(form.get('designId') ?? '');
    if (!read.ok || !getDesign(designId)) {
      return fail(400, {
        reason: 'invalid' as const,
        issues: [],
        fields: read.ok ? ['designId'] : read.fields,
        kept: null,
      });
    }
    const result = await contents.saveContent(event.locals.app.database.db, actor, {
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
        kept: { designId, fields: fieldsOf(read.content) },
      });
    }
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
