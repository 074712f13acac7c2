/** The parts only some families have: absent where nothing of them is filled in. */
import { list, text, type StudioFields } from './fields.ts';

type Money = (value: string, name: string) => number | null;

export function readParts(fields: StudioFields, money: Money): Record<string, unknown> {
  const parts: Record<string, unknown> = {
    live: live(fields, money),
    story: story(fields),
    steps: steps(fields),
    figures: figures(fields),
    thanks: text(fields, 'thanks').trim() || undefined,
    term: text(fields, 'termName').trim()
      ? { name: text(fields, 'termName'), on: text(fields, 'termOn') }
      : undefined,
    notice: notice(fields),
    sealText: text(fields, 'sealText').trim() || undefined,
    stops: some(list(fields, 'stops')),
    tastes: some(list(fields, 'tastes')),
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function live(fields: StudioFields, money: Money): unknown {
  const names = list(fields, 'liveGoodsName');
  const said = ['liveAccount', 'liveStartsOn', 'liveHost', 'liveOperator'].some((n) =>
    text(fields, n).trim(),
  );
  if (!said && !some(names)) return undefined;
  return {
    platform: text(fields, 'livePlatform') || 'channels',
    account: text(fields, 'liveAccount'),
    startsOn: text(fields, 'liveStartsOn'),
    startTime: text(fields, 'liveStartTime'),
    host: text(fields, 'liveHost'),
    operator: text(fields, 'liveOperator'),
    goods: names.flatMap((name, i) => {
      if (name.trim() === '') return [];
      const priceFen = money(list(fields, 'liveGoodsPrice')[i] ?? '', 'liveGoodsPrice');
      return [{ name, priceFen, unit: list(fields, 'liveGoodsUnit')[i] ?? '' }];
    }),
  };
}

function story(fields: StudioFields): unknown {
  const paragraphs = some(list(fields, 'storyParagraphs'));
  const proven = list(fields, 'storyFactEvidence');
  const facts = list(fields, 'storyFactValue').flatMap((value, i) =>
    value.trim() === ''
      ? []
      : [{ label: list(fields, 'storyFactLabel')[i] ?? '', value, evidence: proven.includes(String(i)) }],
  );
  if (!paragraphs && facts.length === 0) return undefined;
  return { paragraphs: paragraphs ?? [], facts };
}

function steps(fields: StudioFields): unknown {
  const value = {
    who: text(fields, 'stepsWho'),
    gets: text(fields, 'stepsGets'),
    whenWhere: text(fields, 'stepsWhenWhere'),
    join: text(fields, 'stepsJoin'),
    contact: text(fields, 'stepsContact'),
  };
  return Object.values(value).some((v) => v.trim() !== '') ? value : undefined;
}

function figures(fields: StudioFields): unknown {
  const rows = list(fields, 'figureValue').flatMap((value, i) =>
    value.trim() === ''
      ? []
      : [
          {
            value,
            unit: list(fields, 'figureUnit')[i] ?? '',
            label: list(fields, 'figureLabel')[i] ?? '',
            source: list(fields, 'figureSource')[i] ?? '',
            asOf: list(fields, 'figureAsOf')[i] ?? '',
          },
        ],
  );
  return rows.length > 0 ? rows : undefined;
}

function notice(fields: StudioFields): unknown {
  const body = some(list(fields, 'noticeBody'));
  const signatory = text(fields, 'noticeSignatory');
  if (!body && signatory.trim() === '') return undefined;
  return { body: body ?? [], signatory, signedOn: text(fields, 'noticeSignedOn') };
}

/** The lines that say something; undefined for none. */
function some(lines: readonly string[]): string[] | undefined {
  const said = lines.map((l) => l.trim()).filter((l) => l !== '');
  return said.length > 0 ? said : undefined;
}
