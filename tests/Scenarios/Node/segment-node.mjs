// Unmodified @segment/analytics-node makes all six calls; the host dies while they are on their way.
import { Analytics } from '@segment/analytics-node';

const { host, writeKey, rounds } = JSON.parse(process.argv[2]);
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`);
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

const analytics = new Analytics({ host, writeKey, flushAt: 10, flushInterval: 50, maxRetries: 100 });
const made = [];
const failures = [];
analytics.on('error', (error) => failures.push(`${error.code}: ${error.reason}`));

/** Makes a call; resolves when the SDK says that it was delivered or given up. */
const make = (call, message) => new Promise((resolve) => {
  analytics[call](message, (error, context) => {
    if (error) failures.push(String(error));
    const { type, event, messageId, userId, anonymousId, timestamp } = context.event;
    made.push({ type, event, messageId, userId, anonymousId, timestamp });
    resolve();
  });
});

function round(i) {
  const userId = `node-${i}`;
  const anonymousId = `device-${i}`;
  const timestamp = new Date(Date.now() - 3_600_000 + i);
  return [
    make('identify', { userId, anonymousId, traits: { plan: 'pro', round: i }, timestamp }),
    make('track', {
      userId, anonymousId, event: 'Node Tracked', properties: { round: i, total: 12.5 }, timestamp,
      context: { campaign: { source: 'mail' } }, integrations: { All: false },
    }),
    make('page', { anonymousId, name: 'Home', category: 'Shop', properties: { path: '/' }, timestamp }),
    make('screen', { userId, name: 'Cart', timestamp }),
    make('group', { userId, groupId: `company-${i % 3}`, traits: { seats: i }, timestamp }),
    make('alias', { userId, previousId: `old-${i}`, timestamp }),
  ];
}

let next = 0;
const calls = [];
while (next < rounds) calls.push(...round(next++));
await Promise.all(calls);
say({ delivered: made.length });

// Goes on until it finds the host dead, and then some more.
for (let more = 1; more > 0;) {
  calls.push(...round(next++));
  await pause(2);
  if (more > 1 || !(await fetch(host).then(() => true, () => false))) more += 1;
  if (more > rounds) more = 0;
}
say({ down: true });
await Promise.all(calls);
await analytics.closeAndFlush();
say({ made, failures });
