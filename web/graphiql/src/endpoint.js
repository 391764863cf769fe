/** The API of the page's own origin. */
export const endpoint = new URL('/graphql', window.location.origin);

/** The same over a socket, for subscriptions. */
export const socketEndpoint = new URL(endpoint);
socketEndpoint.protocol = endpoint.protocol === 'https:' ? 'wss:' : 'ws:';
