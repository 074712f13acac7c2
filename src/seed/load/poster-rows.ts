/** One approved poster of the demo as rows: the poster, its first version, and who decided what on it. */
import { contentHash, kitOf } from '#lib/server/posters/assembly.ts';
import type { CampaignContent } from '#lib/server/posters/content.ts';
import { violations, type Design } from '#lib/server/posters/designs/design.ts';
import { posterApprovals, posterContents, posters } from '#lib/server/posters/schema.ts';
import { addDays, instantAt, type Day } from '#lib/shared/dates.ts';
import { ACCOUNTS } from '../data/accounts.ts';
import { SETTINGS } from '../data/county.ts';
import type { Edition } from '../world/editions.ts';
import { insertAll, type Loading } from './loading.ts';

export interface PosterRows {
  poster: typeof posters.$inferInsert;
  content: typeof posterContents.$inferInsert;
  decisions: (typeof posterApprovals.$inferInsert)[];
}

export interface SeededPoster {
  /** Names the poster among those of its campaign. */
  kind: string;
  title: string;
  design: Design;
  content: CampaignContent;
  /** What the approver wrote. */
  approval: string;
  /** Ten days before the campaign when absent. */
  approvedOn?: Day;
}

/** @throws when the content breaks a lock or a limit of its design: the demo shows nothing the studio would refuse. */
export function posterRows(loading: Loading, edition: Edition, one: SeededPoster): PosterRows {
  const { countyId, id, today } = loading;
  const { design, content, kind } = one;
  const planner = id('user', 'planner@baisha.example');
  const approver = ACCOUNTS.find((a) => a.roles.includes('reviewer'));
  const broken = violations(design, { content, overrides: {} });
  if (broken.length > 0) throw new RangeError(`${edition.key}: ${JSON.stringify(broken)}`);
  const hash = contentHash({ design, content, kit: kitOf(countyId, SETTINGS) });
  const key = `${edition.key}/${kind}`;
  const contentId = id('poster-content', key);
  const wanted = one.approvedOn ?? addDays(edition.startsOn, -10);
  const approvedOn = wanted > today ? addDays(today, -1) : wanted;
  const submittedAt = instantAt(addDays(approvedOn, -2), '14:30');
  const approvedAt = instantAt(approvedOn, '10:40');
  const cancelledAt =
    edition.state === 'cancelled' ? instantAt(addDays(edition.startsOn, -1), '09:10') : null;
  const decision = (step: 'submit' | 'approve' | 'withdraw', mail: string, at: Date, comment: string) => ({
    countyId,
    id: id('poster-approval', `${key}/${step}`),
    contentId,
    kind: step,
    contentHash: hash,
    userId: id('user', mail),
    userName: ACCOUNTS.find((a) => a.mail === mail)?.name ?? mail,
    comment,
    createdAt: at,
  });
  return {
    poster: {
      countyId,
      id: id('poster', key),
      campaignId: id('campaign', edition.key),
      name: `${edition.name} · ${one.title}`,
      createdBy: planner,
      createdAt: instantAt(addDays(approvedOn, -5), '09:30'),
    },
    content: {
      countyId,
      id: contentId,
      posterId: id('poster', key),
      campaignId: id('campaign', edition.key),
      version: 1,
      designId: design.id,
      designVersion: design.version,
      content,
      state: cancelledAt === null ? 'approved' : 'withdrawn',
      writers: [planner],
      submittedBy: planner,
      submittedAt,
      approvedHash: hash,
      approvedAt,
      approvedBy: approver ? id('user', approver.mail) : null,
      withdrawnAt: cancelledAt,
      withdrawnReason: cancelledAt === null ? null : 'other',
      withdrawnWords: cancelledAt === null ? null : '活动取消，海报停用',
      createdAt: instantAt(addDays(approvedOn, -5), '09:30'),
      updatedAt: approvedAt,
      revision: 3,
    },
    decisions: [
      decision('submit', 'planner@baisha.example', submittedAt, ''),
      decision('approve', 'reviewer@baisha.example', approvedAt, one.approval),
      ...(cancelledAt === null
        ? []
        : [decision('withdraw', 'planner@baisha.example', cancelledAt, '活动取消，海报停用')]),
    ],
  };
}

export async function insertPosters({ tx }: Loading, rows: readonly PosterRows[]): Promise<void> {
  await insertAll(tx, posters, rows.map((r) => r.poster)); // prettier-ignore
  await insertAll(tx, posterContents, rows.map((r) => r.content)); // prettier-ignore
  await insertAll(tx, posterApprovals, rows.flatMap((r) => r.decisions)); // prettier-ignore
}
