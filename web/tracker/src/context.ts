import type { Properties } from './types';

/** What a page view says of the page. */
export function pageProperties(url: string, referrer: string): Properties {
  const address = new URL(url);
  return {
    url,
    path: address.pathname,
    search: address.search,
    title: document.title,
    referrer,
  };
}

/** What every message says of the page and the browser around it; the address of the device is nobody's business here. */
export function context(page: Properties, groupId: string | undefined, consent: Properties | undefined): Properties {
  const campaign = campaignOf(page.search as string);
  return {
    library: { name: 'analytics-tracker', version: '1.0.0' },
    page,
    userAgent: navigator.userAgent,
    locale: navigator.language,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    viewport: { width: innerWidth, height: innerHeight },
    ...(campaign && { campaign }),
    ...(groupId && { groupId }),
    ...(consent && { consent: { categoryPreferences: consent } }),
  };
}

/** The utm_ parameters under the Segment specification's names. */
function campaignOf(search: string): Properties | undefined {
  let campaign: Properties | undefined;
  new URLSearchParams(search).forEach((value, name) => {
    if (name.startsWith('utm_') && value) (campaign ||= {})[name === 'utm_campaign' ? 'name' : name.slice(4)] = value;
  });
  return campaign;
}
