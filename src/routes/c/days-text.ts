import { dayText, type Locale } from '#lib/shared/dates.ts';

/** '4月10日 – 4月25日' / '10 Apr – 25 Apr'; one day is said once; years where they differ. */
export function daysText(campaign: { startsOn: string; endsOn: string }, locale: Locale): string {
  const year = campaign.startsOn.slice(0, 4) !== campaign.endsOn.slice(0, 4);
  const from = dayText(campaign.startsOn, locale, { year });
  return campaign.startsOn === campaign.endsOn
    ? from
    : `${from} – ${dayText(campaign.endsOn, locale, { year })}`;
}
