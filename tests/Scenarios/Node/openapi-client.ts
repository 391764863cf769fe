// A client whose types openapi-typescript makes of the served document; the compiler checks that they fit.
import createClient from 'openapi-fetch';
import type { paths } from './dist/openapi';

declare const process: { argv: string[]; stdout: { write(text: string): void } };
const { host, writeKey } = JSON.parse(process.argv[2]!) as { host: string; writeKey: string };

const client = createClient<paths>({ baseUrl: host, headers: { 'X-Api-Key': writeKey } });
const { data, error } = await client.POST('/api/analytics/events', {
  body: { id: 'generated-1', eventType: 'generated', userId: 'u-1', properties: { total: 12.5 } },
});
const refused = await client.POST('/v1/track', { body: { event: '', userId: 17 } });
process.stdout.write(`${JSON.stringify({
  status: data?.results[0]?.status, error: error?.errors[0]?.extensions.code, code: refused.data?.results[0]?.code,
})}\n`);
