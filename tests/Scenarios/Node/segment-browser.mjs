// Unmodified @segment/analytics-next on a page; esbuild makes one file of both.
import { AnalyticsBrowser } from '@segment/analytics-next';

/** Makes all calls of a visit and says what the library made of them. */
window.visitShop = async (host, writeKey) => {
  const analytics = AnalyticsBrowser.load({ writeKey, cdnURL: host });
  const contexts = [
    await analytics.page('Shop', 'Home', { shelf: 'new' }),
    await analytics.track('Product Viewed', { sku: 'A-1', price: 9.9 }),
    await analytics.identify('browser-1', { plan: 'pro' }),
    await analytics.track('Product Added', { sku: 'A-1', quantity: 2 }),
    await analytics.group('company-1', { seats: 5 }),
    await analytics.alias('browser-1', 'legacy-1'),
  ];
  return contexts.map(({ event }) => ({
    type: event.type, event: event.event, messageId: event.messageId, userId: event.userId,
    anonymousId: event.anonymousId, timestamp: event.timestamp,
  }));
};
