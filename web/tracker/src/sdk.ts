import { Analytics } from './analytics';
import type { Options } from './types';

type Call = [name: string, ...values: unknown[]];
type Api = Record<string, (...values: never[]) => unknown>;

/** The methods that the page may call before this script is there: the page's snippet queues them. */
const METHODS = [
  'track', 'identify', 'page', 'group', 'alias', 'reset', 'consent', 'optOut', 'optIn', 'flush', 'ids',
  'productViewed', 'addedToCart', 'checkoutStarted', 'purchaseCompleted',
];

const source = document.currentScript as HTMLScriptElement | null;
const page = window as { analytics?: unknown };
const queued = (Array.isArray(page.analytics) ? page.analytics : page.analytics = []) as Call[];
const calls = queued.splice(0);
// The page may have kept the object that its snippet made: it becomes the API.
const api = queued as unknown as Api;

if (!('loaded' in api)) {
  let analytics: Analytics | undefined;
  for (const name of METHODS)
    api[name] = (...values) => {
      if (analytics) return (analytics as unknown as Api)[name](...values);
      calls.push([name, ...values]);
      return undefined;
    };
  api.init = (options: Options) => {
    if (analytics) return;
    analytics = new Analytics({ ...(source && { host: new URL(source.src).origin }), ...options });
    for (const [name, ...values] of calls.splice(0)) if (name !== 'init') api[name](...values as never[]);
  };
  Object.assign(api, { loaded: true });
  const init = calls.find(([name]) => name === 'init');
  if (init) api.init(...init.slice(1) as never[]);
}
