// npm graphql-ws against our server, and raw sockets where a client must misbehave.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const patience = 20_000;
const fast = { webSocketImpl: WebSocket, retryWait: async () => {} };

/** All results of an operation, in their order, and the error that ended it. */
const run = (client, payload, onNext = () => {}) => new Promise((resolve) => {
  const results = [];
  client.subscribe(payload, {
    next: (result) => { results.push(result); onNext(result); },
    error: (error) => resolve({ results, error: describe(error) }),
    complete: () => resolve({ results }),
  });
});

const describe = (error) => (Array.isArray(error)
  ? error.map(({ message }) => message)
  : { code: error.code, reason: error.reason, message: error.message });

async function using(client, use) {
  try {
    return await use(client);
  } finally {
    await client.dispose();
  }
}

const clientFor = ({ url, connectionParams, keepAlive, lazy, retryAttempts = 0, on }) =>
  createClient({ ...fast, url, connectionParams, keepAlive, lazy, retryAttempts, on });

/** Runs that go on between two commands. */
const runs = new Map();

export const commands = {
  /** Subscribes, keeps the last cursor for when it has to subscribe again, and returns after some results. */
  socketFollow: ({ key, after, operation, ...options }) => new Promise((resolve) => {
    const closes = [];
    const payload = { ...operation, extensions: {} };
    const client = createClient({
      ...fast,
      url: options.url,
      retryAttempts: 2_000,
      // Node tells of a refused connection by an error and not, as browsers do, by a close event.
      shouldRetry: () => true,
      retryWait: () => new Promise((again) => { setTimeout(again, 10); }),
      on: { closed: ({ code, reason }) => { if (code !== 1006) closes.push({ code, reason }); } },
    });
    let count = 0;
    const whole = run(client, payload, ({ extensions }) => {
      payload.extensions.resumeFrom = extensions.cursor;
      count += 1;
      if (count === after) resolve({ count });
    });
    runs.set(key, whole.then(async (outcome) => {
      await client.dispose();
      return { ...outcome, closes };
    }));
  }),

  /** What became of a run in the end. */
  followed: ({ key }) => runs.get(key),

  /** Runs operations at the same time over one socket. */
  socketRun: ({ operations, ...options }) => {
    let connections = 0;
    return using(clientFor({ ...options, on: { connected: () => { connections += 1; } } }), async (client) => ({
      outcomes: await Promise.all(operations.map((operation) => run(client, operation))),
      connections,
    }));
  },

  /** Cuts the connection after the first result; the client connects and subscribes again by itself. */
  socketReconnect: (options) => {
    let connections = 0;
    let socket;
    const on = { connected: (opened) => { socket = opened; connections += 1; } };
    return using(clientFor({ ...options, retryAttempts: 5, on }), async (client) => ({
      outcome: await run(client, options.operation, () => { if (connections === 1) socket.terminate(); }),
      connections,
    }));
  },

  /** A lazy client closes its socket by itself when nothing is left to listen to. */
  socketLazy: (options) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('the socket was not closed')), patience).unref();
    const client = clientFor({ ...options, lazy: true, on: { closed: ({ code, reason, wasClean }) => resolve({ code, reason, wasClean }) } });
    void run(client, options.operation);
  }),

  /** Stops listening after some results; the server must then send no more. */
  socketUnsubscribe: (options) => using(clientFor(options), (client) => new Promise((resolve) => {
    let count = 0;
    const stop = client.subscribe(options.operation, {
      next: () => { count += 1; if (count === options.after) stop(); },
      error: (error) => resolve({ count, error: describe(error) }),
      complete: () => resolve({ count }),
    });
  })),

  /** Pings of the client are answered, and pings of the server by the client. */
  socketKeepAlive: (options) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error('no pings')), patience).unref();
    const seen = { pinged: 0, ponged: 0 };
    const client = clientFor({
      ...options,
      lazy: false,
      on: {
        ping: (received) => { if (received) seen.pinged += 1; done(); },
        pong: (received) => { if (received) seen.ponged += 1; done(); },
        closed: (event) => reject(new Error(`closed with ${event.code}`)),
      },
    });
    const done = () => { if (seen.pinged >= 2 && seen.ponged >= 2) resolve({ enough: true }); };
    void client;
  }),

  /** Sends messages over a raw socket, "wait" for one of the server's in between, and tells how the server closes. */
  socketClose: ({ url, protocols = ['graphql-transport-ws'], messages = [] }) => new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocols);
    const timer = setTimeout(() => reject(new Error('the server did not close')), patience);
    socket.on('error', reject);
    socket.on('open', async () => {
      for (const message of messages) {
        if (message === 'wait') await new Promise((received) => { socket.once('message', received); });
        else socket.send(message);
      }
    });
    socket.on('close', (code, reason) => { clearTimeout(timer); resolve({ code, reason: String(reason) }); });
  }),

  /** Opens sockets, subscribes on each, and cuts all of them off by a TCP reset. */
  socketsDropped: async ({ url, count, atOnce, query }) => {
    let opened = 0;
    const one = () => new Promise((resolve, reject) => {
      const socket = new WebSocket(url, 'graphql-transport-ws');
      socket.on('error', reject);
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      socket.on('message', (data) => {
        const { type } = JSON.parse(data);
        if (type === 'connection_ack') {
          socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
          socket.send('{"type":"ping"}');
        } else if (type === 'pong') {
          socket.removeAllListeners('error');
          socket.on('error', () => {});
          socket.on('close', resolve);
          socket._socket.resetAndDestroy();
        }
      });
    });
    const worker = async () => { while (opened < count) { opened += 1; await one(); } };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return { opened };
  },
};
