// Compiled by the build and never run: what the types take, and what they refuse.
import { init } from '../src/index';

const analytics = init<{ quote_requested: { plan: 'basic' | 'pro'; seats?: number } }>({ writeKey: 'k' });
analytics.track('quote_requested', { plan: 'pro', seats: 3 });
// @ts-expect-error a plan that is none
analytics.track('quote_requested', { plan: 'gold' });
// @ts-expect-error an event that is not in the map
analytics.track('quote_sent', { plan: 'pro' });
// @ts-expect-error a purchase has a currency
analytics.purchaseCompleted({ orderId: '1', total: 5 });
// @ts-expect-error a key is needed
init({});

init({ writeKey: 'k' }).track('anything', { deep: [{ at: 1 }], on: true });
init({ writeKey: 'k', consent: { analytics: true, marketing: false } }).consent('denied');
