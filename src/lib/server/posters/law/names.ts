/** A shop's name before any poster carries it: asked when it is written. */
import { currentList } from '../../brand/law/lists.ts';
import type { DbOrTx } from '../../db/database.ts';
import { shownName, type MerchantName } from '../text/names.ts';
import { nameHits } from './running.ts';

/** Words of the name that would be printed and that no poster may carry; none: it may be printed. */
export async function forbiddenInName(
  db: DbOrTx,
  countyId: string,
  merchant: MerchantName,
  now: Date,
): Promise<string[]> {
  const hits = nameHits(await currentList(db, countyId), shownName(merchant), now);
  return hits.filter((h) => h.severity === 'block').map((h) => h.text);
}
