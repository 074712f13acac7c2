/** A legal reviewer compared an entry with the official text; platform rules are looked at twice a year. Append-only. */
import { asc, eq } from 'drizzle-orm';
import { addDays, type Day } from '#lib/shared/dates.ts';
import type { Actor } from '../../accounts/actor.ts';
import { can } from '../../accounts/rights.ts';
import { record } from '../../audit/audit.ts';
import type { Db, DbOrTx } from '../../db/database.ts';
import data from './data/law-list.json' with { type: 'json' };
import { BASE_LIST, getRule, LAWS } from './list.ts';
import { lawConfirmations, lawPlatformLooks, type LawConfirmation, type LawPlatformLook } from './schema.ts';

/** Newest confirmation of each subject. */
export async function confirmationsOf(db: DbOrTx, countyId: string): Promise<Map<string, LawConfirmation>> {
  const rows = await db
    .select()
    .from(lawConfirmations)
    .where(eq(lawConfirmations.countyId, countyId))
    .orderBy(asc(lawConfirmations.createdAt), asc(lawConfirmations.id));
  return new Map(rows.map((r) => [r.subject, r]));
}

/** Subjects that somebody compared with the official text. */
export async function confirmedSubjects(db: DbOrTx, countyId: string): Promise<Set<string>> {
  return new Set((await confirmationsOf(db, countyId)).keys());
}

export type ConfirmResult =
  { ok: true } | { ok: false; reason: 'not_allowed' | 'not_found' | 'address_invalid' };

export async function confirm(
  db: Db,
  actor: Actor,
  request: { subject: string; officialTextUrl: string; note: string; on: Day },
): Promise<ConfirmResult> {
  if (!can(actor, 'law.confirm')) return { ok: false, reason: 'not_allowed' };
  const [kind, id = ''] = request.subject.split(':');
  const known =
    kind === 'law' ? LAWS.some((l) => l.id === id) : kind === 'rule' && getRule(BASE_LIST, id) !== null;
  if (!known) return { ok: false, reason: 'not_found' };
  if (!/^https?:\/\/\S+$/iu.test(request.officialTextUrl)) return { ok: false, reason: 'address_invalid' };
  await db.transaction(async (tx) => {
    await tx.insert(lawConfirmations).values({
      countyId: actor.countyId,
      subject: request.subject,
      officialTextUrl: request.officialTextUrl,
      note: request.note,
      confirmedBy: actor.userId,
      confirmedByName: actor.name,
      confirmedOn: request.on,
    });
    await record(tx, actor, {
      action: 'law.confirmed',
      subject: 'law',
      label: request.subject,
      after: { officialTextUrl: request.officialTextUrl },
    });
  });
  return { ok: true };
}

export interface PlatformRule {
  id: string;
  platform: string;
  ruleZh: string;
  ruleEn: string;
  productZh: string;
  productEn: string;
  source: string;
  lookedAtOn: Day;
  nextCheckOn: Day;
  lookedByName: string | null;
  note: string;
  due: boolean;
  rules: readonly string[];
}

/** Twice a year. */
const LOOK_DAYS = 182;

/** Platform rules with the newest look of the county; due from `today` on. */
export async function platformRules(db: DbOrTx, countyId: string, today: Day): Promise<PlatformRule[]> {
  const looks = await db
    .select()
    .from(lawPlatformLooks)
    .where(eq(lawPlatformLooks.countyId, countyId))
    .orderBy(asc(lawPlatformLooks.createdAt), asc(lawPlatformLooks.id));
  const newest = new Map<string, LawPlatformLook>(looks.map((l) => [l.rule, l]));
  return data.platformRules.map((rule) => {
    const look = newest.get(rule.id);
    const lookedAtOn = look?.lookedAtOn ?? rule.lookedAtOn;
    const nextCheckOn = look?.nextCheckOn ?? addDays(rule.lookedAtOn, LOOK_DAYS);
    return {
      ...rule,
      lookedAtOn,
      nextCheckOn,
      lookedByName: look?.lookedByName ?? null,
      note: look?.note ?? '',
      due: nextCheckOn <= today,
    };
  });
}

/** A person looked at the platform's page today: the next look is due in half a year. */
export async function lookAtPlatformRule(
  db: Db,
  actor: Actor,
  request: { rule: string; note: string; on: Day },
): Promise<{ ok: true } | { ok: false; reason: 'not_allowed' | 'not_found' }> {
  if (!can(actor, 'law.confirm')) return { ok: false, reason: 'not_allowed' };
  if (!data.platformRules.some((r) => r.id === request.rule)) return { ok: false, reason: 'not_found' };
  await db.transaction(async (tx) => {
    await tx.insert(lawPlatformLooks).values({
      countyId: actor.countyId,
      rule: request.rule,
      lookedAtOn: request.on,
      nextCheckOn: addDays(request.on, LOOK_DAYS),
      note: request.note,
      lookedBy: actor.userId,
      lookedByName: actor.name,
    });
    await record(tx, actor, { action: 'law.platform_looked', subject: 'law', label: request.rule });
  });
  return { ok: true };
}
