/** Special-fund ledger: sources of each year, allocations, where each line's money comes from, contracts and payments. */
import {
  budgetLineSources,
  fundAllocations,
  fundCommitments,
  fundPayments,
  fundSources,
} from '#lib/server/funds/schema.ts';
import { addDays, instantAt, yearOf, type Day } from '#lib/shared/dates.ts';
import { wasApproved, type Edition } from '../world/editions.ts';
import { randomOf, type Random } from '../world/random.ts';
import { SETTINGS } from '../data/county.ts';
import { insertAll, type Loading } from './loading.ts';

type SourceKind = 'special_fund' | 'county_match';
/** 场地 and 运输 are paid by the county, the rest by the special fund. */
const COUNTY_SUBJECTS = new Set(['venue', 'transport']);
const PARTIES: Record<string, readonly string[]> = {
  publicity: ['海口椰岸数字传媒有限公司', '白沙山影文化传播有限公司', '白沙县融媒体中心经营部'],
  venue: ['白沙鑫晟会展服务有限公司', '海南众合演艺设备有限公司'],
  livestream: ['海口椰岸数字传媒有限公司', '海南山野同城网络科技有限公司'],
  training: ['海南乡村电商培训中心', '琼台职业技术学校'],
  materials: ['白沙印象图文店', '海口新彩印务有限公司', '儋州绿箱包装有限公司'],
  transport: ['白沙顺安汽车运输有限公司', '中国邮政集团白沙县分公司'],
  subsidy: ['获奖展位与传承人（名单公示）', '完赛选手茶礼（签领表）'],
  other: ['白沙绿茶协会'],
};

export async function loadFunds(loading: Loading): Promise<void> {
  const { tx, countyId, id, world } = loading;
  const random = randomOf(world.seed, 'funds');
  const funded = world.editions.filter(
    (e) => wasApproved(e) && e.template.budget.some(([, , yuan]) => yuan > 0),
  );
  const allocations: (typeof fundAllocations.$inferInsert)[] = [];
  const sources: (typeof budgetLineSources.$inferInsert)[] = [];
  const commitments: (typeof fundCommitments.$inferInsert)[] = [];
  const payments: (typeof fundPayments.$inferInsert)[] = [];
  const vouchers = voucherNumbers();
  for (const edition of funded) {
    for (const kind of ['special_fund', 'county_match'] as const) {
      const lines = linesOf(edition).filter((line) => line.source === kind && line.amountFen > 0);
      const amountFen = lines.reduce((sum, line) => sum + line.amountFen, 0);
      if (amountFen === 0) continue;
      const allocationId = id('allocation', `${edition.key}/${kind}`);
      allocations.push({
        countyId,
        id: allocationId,
        sourceId: id('source', `${yearOf(edition.startsOn)}/${kind}`),
        campaignId: id('campaign', edition.key),
        documentNo: `白财指〔${yearOf(edition.startsOn)}〕${random.int(40, 380)}号`,
        amountFen,
        createdAt: instantAt(earlier(addDays(edition.startsOn, -22), loading.today), '09:40'),
      });
      for (const line of lines) {
        sources.push({
          countyId,
          budgetLineId: id('budget-line', `${edition.key}/${line.position}`),
          allocationId,
          amountFen: line.amountFen,
        });
        spend(loading, edition, line, random, vouchers, commitments, payments);
      }
    }
  }
  await insertAll(tx, fundSources, sourceRows(loading, allocations));
  await insertAll(tx, fundAllocations, allocations);
  await insertAll(tx, budgetLineSources, sources);
  await insertAll(tx, fundCommitments, commitments);
  const [reversed] = payments;
  if (reversed) payments.push(...correctionOf(loading, reversed, vouchers));
  await insertAll(tx, fundPayments, payments.map((row) => ({ ...row, reversesId: row.reversesId ?? null }))); // prettier-ignore
}

interface Line {
  position: number;
  subject: string;
  description: string;
  amountFen: number;
  source: SourceKind;
}

function linesOf(edition: Edition): Line[] {
  return edition.template.budget.map(([subject, description, yuan], position) => ({
    position,
    subject,
    description,
    amountFen: yuan * 100,
    source: COUNTY_SUBJECTS.has(subject) ? 'county_match' : 'special_fund',
  }));
}

/** What was spent of a line, in one or two payments; above the county's petty limit under a contract. */
function spend(
  { countyId, id, today }: Loading,
  edition: Edition,
  line: Line,
  random: Random,
  vouchers: (day: Day) => string,
  commitments: (typeof fundCommitments.$inferInsert)[],
  payments: (typeof fundPayments.$inferInsert)[],
): void {
  if (edition.state === 'approved') return;
  const totalFen = Math.floor((line.amountFen * edition.spent) / 1_000) * 1_000;
  if (totalFen <= 0) return;
  const payee = random.pick(PARTIES[line.subject] ?? ['白沙县电子商务公共服务中心']);
  const lineId = id('budget-line', `${edition.key}/${line.position}`);
  const needsContract = totalFen > SETTINGS.pettyLimitFen;
  const commitmentId = needsContract ? id('commitment', `${edition.key}/${line.position}`) : null;
  if (commitmentId !== null) {
    commitments.push({
      countyId,
      id: commitmentId,
      budgetLineId: lineId,
      party: payee,
      method: line.amountFen >= 1_000_000 ? '比选' : '询价',
      contractNo: `BS-HT-${edition.code}-${line.position + 1}`,
      amountFen: line.amountFen,
      signedOn: earlier(addDays(edition.startsOn, -12), today),
    });
  }
  const parts = needsContract ? [Math.round((totalFen * 0.4) / 1_000) * 1_000] : [totalFen];
  if (needsContract) parts.push(totalFen - (parts[0] ?? 0));
  const last = edition.state === 'running' ? today : addDays(edition.endsOn, 32);
  parts.forEach((amountFen, i) => {
    const paidOn = earlier(
      i === 0 ? addDays(edition.startsOn, -random.int(1, 6)) : addDays(edition.endsOn, random.int(4, 26)),
      last,
    );
    payments.push({
      countyId,
      id: id('payment', `${edition.key}/${line.position}/${i}`),
      budgetLineId: lineId,
      commitmentId,
      amountFen,
      paidOn: earlier(paidOn, today),
      payee,
      voucherNo: vouchers(earlier(paidOn, today)),
      invoiceNo: `2546${random.digits(16)}`,
      description:
        parts.length > 1
          ? i === 0
            ? `${line.description}（预付）`
            : `${line.description}（结算）`
          : line.description,
      createdBy: id('user', 'operator@baisha.example'),
      createdAt: instantAt(earlier(paidOn, today), '16:10'),
      reversesId: null,
      reason: null,
    });
  });
}

/** Paid into a wrong account, taken back the next day and paid again: corrections are rows, never edits. */
function correctionOf(
  { id }: Loading,
  of: typeof fundPayments.$inferInsert,
  vouchers: (day: Day) => string,
): (typeof fundPayments.$inferInsert)[] {
  const row = (key: string, days: number) => {
    const day = addDays(of.paidOn, days);
    return {
      ...of,
      id: id('payment', key),
      paidOn: day,
      voucherNo: vouchers(day),
      createdAt: instantAt(day, '09:15'),
    };
  };
  return [
    {
      ...row('reversal', 1),
      amountFen: -of.amountFen,
      invoiceNo: null,
      description: `冲销：${of.description ?? ''}`,
      reversesId: of.id ?? null,
      reason: '收款单位账号填错，银行退回，改账号后重付',
    },
    { ...row('again', 4), description: `${of.description ?? ''}（改账号重付）` },
  ];
}

function sourceRows(
  { countyId, id, world }: Loading,
  allocations: readonly (typeof fundAllocations.$inferInsert)[],
) {
  const years = [...new Set(world.editions.filter(wasApproved).map((e) => yearOf(e.startsOn)))].sort();
  return years.flatMap((year): (typeof fundSources.$inferInsert)[] => {
    const needed = (kind: SourceKind) =>
      allocations
        .filter((a) => a.sourceId === id('source', `${year}/${kind}`))
        .reduce((sum, a) => sum + a.amountFen, 0);
    const rounded = (fen: number) => Math.max(2_000_000, Math.ceil((fen * 1.18) / 1_000_000) * 1_000_000);
    const of = (kind: SourceKind) => ({
      countyId,
      id: id('source', `${year}/${kind}`),
      kind,
      year,
      deadline: `${year + 1}-06-30`,
      createdAt: instantAt(`${year - 1}-12-20`, '10:00'),
    });
    return [
      {
        ...of('special_fund'),
        name: `中央财政农村电商专项资金（${year}）`,
        documentNo: `琼商建〔${year - 1}〕${year % 7}8号`,
        purpose: '宣传推广、直播与培训',
        amountFen: rounded(needed('special_fund')),
      },
      {
        ...of('county_match'),
        name: `县级配套资金（${year}）`,
        documentNo: `白财预〔${year}〕11号`,
        purpose: '场地、集货与冷链补差',
        amountFen: rounded(needed('county_match')),
      },
      {
        ...of('special_fund'),
        id: id('source', `${year}/enterprise`),
        kind: 'enterprise',
        name: `协会与企业自筹（${year}）`,
        documentNo: '',
        purpose: '茶样、试吃与礼品',
        amountFen: 6_000_000,
        deadline: `${year}-12-31`,
      },
    ];
  });
}

function voucherNumbers(): (day: Day) => string {
  const next = new Map<string, number>();
  return (day) => {
    const month = day.slice(0, 7).replace('-', '');
    const number = (next.get(month) ?? 0) + 1;
    next.set(month, number);
    return `记-${month}-${String(number).padStart(4, '0')}`;
  };
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
