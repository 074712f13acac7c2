/** The way of each paper through the offices: submitted, countersigned, sent back, approved, started, closed; and its tasks. */
import { and, eq } from 'drizzle-orm';
import { auditEntries } from '#lib/server/audit/schema.ts';
import { contentHash, loadContent } from '#lib/server/campaigns/content.ts';
import {
  campaignCountersigns,
  campaignDecisions,
  campaigns,
  campaignTasks,
} from '#lib/server/campaigns/schema.ts';
import { addDays, instantAt, type Day } from '#lib/shared/dates.ts';
import { ACCOUNTS } from '../data/accounts.ts';
import { APPROVE, ARCHIVE, COUNTERSIGN, PENDING_RETURN, RETURNS, SUBMIT } from '../data/comments.ts';
import { hasRun, wasApproved, type Edition } from '../world/editions.ts';
import { randomOf, type Random } from '../world/random.ts';
import { COUNTERSIGN_UNITS } from './county.ts';
import { insertAll, type Loading } from './loading.ts';

type Decision = typeof campaignDecisions.$inferInsert;
type Unit = (typeof COUNTERSIGN_UNITS)[number];

const SIGNERS: Record<Unit, string> = {
  finance: 'countersigner@baisha.example',
  market: 'countersigner2@baisha.example',
  publicity: 'countersigner3@baisha.example',
};
const PAST: Record<Decision['kind'], string> = {
  submit: 'submitted', countersign: 'countersigned', approve: 'approved', return: 'returned', withdraw: 'withdrawn', start: 'started',
  change: 'changed', postpone: 'postponed', cancel: 'cancelled', finish: 'finished', archive: 'archived',
}; // prettier-ignore

export async function loadDecisions(loading: Loading): Promise<void> {
  const { tx, countyId, id, world } = loading;
  const random = randomOf(world.seed, 'decisions');
  const decisions: Decision[] = [];
  const signs: (typeof campaignCountersigns.$inferInsert)[] = [];
  for (const edition of world.editions) {
    const campaignId = id('campaign', edition.key);
    const content = await loadContent(tx, countyId, campaignId);
    if (!content) throw new Error(`${edition.key} was not loaded`);
    const hash = contentHash(content);
    const paper = new Paper(loading, edition, random, { content, hash });
    decisions.push(...paper.decisions);
    signs.push(...paper.signs);
    await tx
      .update(campaigns)
      .set({
        approvedHash: paper.approvedAt === null ? null : hash,
        approvedAt: paper.approvedAt,
        submittedAt: paper.waitsSince,
        ...(paper.returnedFor === null ? {} : { stateReason: paper.returnedFor }),
      })
      .where(and(eq(campaigns.countyId, countyId), eq(campaigns.id, campaignId)));
  }
  await insertAll(tx, campaignDecisions, decisions);
  await insertAll(tx, campaignCountersigns, signs);
  await insertAll(
    tx,
    auditEntries,
    decisions.map((d, i) => ({
      countyId,
      id: id('audit', `decision/${i}`),
      userId: d.userId ?? null,
      actorName: d.userName,
      action: `campaign.${PAST[d.kind]}`,
      subject: 'campaign',
      subjectId: d.campaignId,
      label: world.editions.find((e) => id('campaign', e.key) === d.campaignId)?.name ?? null,
      reason: d.comment === '' ? null : (d.comment ?? null),
      createdAt: d.createdAt ?? new Date(0),
    })),
  );
  await insertAll(
    tx,
    campaignTasks,
    world.editions.flatMap((edition) => tasksOf(loading, edition)),
  );
}

/** One campaign's file, from its first submission to where it lies today. */
class Paper {
  readonly decisions: Decision[] = [];
  readonly signs: (typeof campaignCountersigns.$inferInsert)[] = [];
  approvedAt: Date | null = null;
  waitsSince: Date | null = null;
  returnedFor: string | null = null;
  readonly #loading: Loading;
  readonly #edition: Edition;
  readonly #paper: { content: unknown; hash: string };

  constructor(loading: Loading, edition: Edition, random: Random, paper: { content: unknown; hash: string }) {
    this.#loading = loading;
    this.#edition = edition;
    this.#paper = paper;
    const { today } = loading;
    const approval = earlier(addDays(edition.startsOn, -28), addDays(today, -6));
    if (edition.state === 'draft') return;
    if (!wasApproved(edition)) {
      this.#unfinished(random);
      return;
    }
    let round = 1;
    if (random.chance(0.28)) {
      const [unit, comment, again] = random.pick(RETURNS);
      this.#add(round, 'submit', 'planner@baisha.example', addDays(approval, -16), '10:12', SUBMIT);
      this.#add(round, 'return', SIGNERS[unit], addDays(approval, -13), '15:40', comment, unit);
      round = 2;
      this.#add(round, 'submit', 'planner@baisha.example', addDays(approval, -9), '09:30', again);
    } else this.#add(round, 'submit', 'planner@baisha.example', addDays(approval, -9), '09:30', SUBMIT);
    COUNTERSIGN_UNITS.forEach((unit, i) => {
      const at = addDays(approval, -6 + i);
      this.#add(
        round,
        'countersign',
        SIGNERS[unit],
        at,
        '11:2' + String(i),
        random.pick(COUNTERSIGN[unit]),
        unit,
      );
      this.#sign(unit, instantAt(at, '11:2' + String(i)));
    });
    this.approvedAt = this.#add(
      round,
      'approve',
      'leader@baisha.example',
      approval,
      '16:05',
      random.pick(APPROVE),
    );
    if (edition.state === 'cancelled') {
      this.#add(
        round,
        'cancel',
        'leader@baisha.example',
        addDays(edition.startsOn, -1),
        '08:35',
        edition.template.cancelled ?? '',
      );
      return;
    }
    if (!hasRun(edition)) return;
    this.#add(round, 'start', null, edition.startsOn, '00:05', '');
    if (edition.state === 'running') return;
    this.#add(round, 'finish', null, addDays(edition.endsOn, 7), '00:05', '');
    if (edition.state === 'archived') {
      const comment = edition.template.key === 'tea-ride' ? ARCHIVE[3] : random.pick(ARCHIVE.slice(0, 3));
      this.#add(
        round,
        'archive',
        'manager@baisha.example',
        addDays(edition.endsOn, 44),
        '10:50',
        comment ?? '',
      );
    }
  }

  #unfinished(random: Random): void {
    const { today } = this.#loading;
    const state = this.#edition.state;
    if (state === 'returned') {
      this.#add(1, 'submit', 'planner@baisha.example', addDays(today, -8), '09:30', SUBMIT);
      this.#add(
        1,
        'return',
        SIGNERS[PENDING_RETURN.unit],
        addDays(today, -5),
        '16:20',
        PENDING_RETURN.comment,
        PENDING_RETURN.unit,
      );
      this.returnedFor = PENDING_RETURN.comment;
      return;
    }
    const isSigned = state === 'awaiting_approval';
    this.waitsSince = this.#add(
      1,
      'submit',
      'planner@baisha.example',
      addDays(today, isSigned ? -6 : -3),
      '10:15',
      SUBMIT,
    );
    COUNTERSIGN_UNITS.forEach((unit, i) => {
      if (!isSigned && i > 0) {
        this.#sign(unit, null);
        return;
      }
      const at = addDays(today, isSigned ? -4 + i : -1);
      this.#add(1, 'countersign', SIGNERS[unit], at, '11:30', random.pick(COUNTERSIGN[unit]), unit);
      this.#sign(unit, instantAt(at, '11:30'));
    });
  }

  #add(
    round: number,
    kind: Decision['kind'],
    mail: string | null,
    day: Day,
    time: string,
    comment: string,
    unit?: Unit,
  ): Date {
    const { countyId, id } = this.#loading;
    const at = instantAt(day, time);
    this.decisions.push({
      countyId,
      id: id('decision', `${this.#edition.key}/${this.decisions.length}`),
      campaignId: id('campaign', this.#edition.key),
      round,
      kind,
      organisationId: unit === undefined ? null : id('organisation', unit),
      userId: mail === null ? null : id('user', mail),
      userName: mail === null ? '系统' : (ACCOUNTS.find((a) => a.mail === mail)?.name ?? mail),
      comment,
      contentHash: this.#paper.hash,
      content: kind === 'submit' || kind === 'approve' ? this.#paper.content : null,
      createdAt: at,
    });
    return at;
  }

  #sign(unit: Unit, signedAt: Date | null): void {
    const { countyId, id } = this.#loading;
    this.signs.push({
      countyId,
      campaignId: id('campaign', this.#edition.key),
      organisationId: id('organisation', unit),
      signedAt,
      signedBy: signedAt === null ? null : id('user', SIGNERS[unit]),
    });
  }
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

const TASKS: readonly (readonly [
  title: string,
  unit: string,
  owner: string,
  due: number,
  deliverable: string,
])[] = [
  ['活动方案、预算与绩效目标报批', 'publicity', '林晓岚', -24, '批复文件'],
  ['商户报名、产品与库存确认', 'centre', '黄晓燕', -14, '商户名单与库存承诺表'],
  ['主视觉与海报送审', 'centre', '黄晓燕', -10, '物料审核单'],
  ['直播排班表与价格表确认', 'livebase', '符晓', -4, '排班表'],
  ['活动期间每日导单与核对', 'centre', '黄晓燕', 6, '导入报告'],
];
const CLOSING = ['活动总结与绩效自评', 'commerce', '吴敏', 30, '总结报告、自评表'] as const;

function tasksOf({ countyId, id, today }: Loading, edition: Edition): (typeof campaignTasks.$inferInsert)[] {
  if (edition.state === 'draft' || edition.state === 'returned') return [];
  return [...TASKS, CLOSING].map(([title, unit, owner, due, deliverable], i) => {
    const dueOn = addDays(i === TASKS.length ? edition.endsOn : edition.startsOn, due);
    const isClosing = i === TASKS.length;
    return {
      countyId,
      id: id('task', `${edition.key}/${i}`),
      campaignId: id('campaign', edition.key),
      title,
      responsibleOrganisationId: id('organisation', unit),
      owner,
      startsOn: addDays(dueOn, -10),
      dueOn,
      deliverable,
      state: taskState(edition, dueOn, today, isClosing),
      createdAt: instantAt(
        addDays(edition.startsOn, -45) < today ? addDays(edition.startsOn, -45) : addDays(today, -4),
        '14:00',
      ),
    } satisfies typeof campaignTasks.$inferInsert;
  });
}

function taskState(
  edition: Edition,
  dueOn: Day,
  today: Day,
  isClosing: boolean,
): 'open' | 'in_progress' | 'to_accept' | 'done' | 'cancelled' {
  if (edition.state === 'cancelled') return 'cancelled';
  if (edition.state === 'archived') return 'done';
  if (edition.state === 'reviewing')
    return isClosing ? (dueOn < today ? 'to_accept' : 'in_progress') : 'done';
  if (dueOn < addDays(today, -2)) return 'done';
  if (dueOn <= addDays(today, 4)) return 'in_progress';
  return 'open';
}
