// npm graphql-sse against our server.
import { createClient } from 'graphql-sse';

const describe = (error) => ({ message: error.message, status: error.response?.status });

const run = (client, payload, onNext = () => {}) => new Promise((resolve) => {
  const results = [];
  client.subscribe(payload, {
    next: (result) => { results.push(result); onNext(); },
    error: (error) => resolve({ results, error: describe(error) }),
    complete: () => resolve({ results }),
  });
});

async function using(options, use) {
  const client = createClient({ retryAttempts: 0, retry: async () => {}, ...options });
  try {
    return await use(client);
  } finally {
    client.dispose();
  }
}

/** Runs that go on between two commands. */
const runs = new Map();

export const commands = {
  /** Subscribes, keeps the last cursor for when it has to subscribe again, and returns after some results. */
  eventsFollow: ({ key, url, after, operation }) => new Promise((resolve) => {
    const payload = { ...operation, extensions: {} };
    const client = createClient({ url, retryAttempts: 2_000, retry: () => new Promise((again) => { setTimeout(again, 10); }) });
    const results = [];
    runs.set(key, new Promise((done) => {
      client.subscribe(payload, {
        next: (result) => {
          results.push(result);
          payload.extensions.resumeFrom = result.extensions.cursor;
          if (results.length === after) resolve({ count: after });
        },
        error: (error) => done({ results, error: describe(error) }),
        complete: () => { client.dispose(); done({ results }); },
      });
    }));
  }),

  /** What became of a run in the end. */
  eventsFollowed: ({ key }) => runs.get(key),

  eventsRun: ({ url, headers, operations }) => using({ url, headers }, async (client) =>
    Promise.all(operations.map((operation) => run(client, operation)))),

  /** Stops listening after some results. */
  eventsAbort: ({ url, operation, after }) => using({ url }, (client) => new Promise((resolve, reject) => {
    let count = 0;
    const stop = client.subscribe(operation, {
      next: () => { count += 1; if (count === after) stop(); },
      error: reject,
      complete: () => resolve({ count }),
    });
  })),

  /** Loses its connection once, before any answer, and tries again by itself. */
  eventsReconnect: ({ url, operation }) => {
    let attempts = 0;
    const fetchFn = (...input) => {
      attempts += 1;
      return attempts === 1 ? Promise.reject(new TypeError('connection lost')) : fetch(...input);
    };
    return using({ url, fetchFn, retryAttempts: 3 }, async (client) => ({ ...(await run(client, operation)), attempts }));
  },
};
