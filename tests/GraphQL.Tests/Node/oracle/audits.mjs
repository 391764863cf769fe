// The audits of GraphQL over HTTP that graphql-http has for servers.
import { auditServer } from 'graphql-http';

const withHeaders = (headers) => (url, init) => fetch(url, { ...init, headers: { ...headers, ...init?.headers } });

export const commands = {
  /** {url, headers} -> for each audit {id, name, status, reason?}; status is "ok" where the server meets it. */
  audit: async ({ url, headers }) =>
    (await auditServer({ url, fetchFn: withHeaders(headers) })).map(({ id, name, status, reason }) => ({
      id,
      name,
      status,
      reason,
    })),
};
