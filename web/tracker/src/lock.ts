import type { Store } from './store';
import { uuid } from './ids';

const LEASE_MILLISECONDS = 30_000;   // longer than a request may take

/**
 * Does the work in one tab at a time. Without `navigator.locks` (a page without TLS) a lease in storage stands for it:
 * it can fail when two tabs take it in the same moment, which costs a resend that the API recognises.
 * @returns What the work says; undefined while another tab has its turn.
 */
export async function exclusively<T>(store: Store, name: string, work: () => Promise<T>): Promise<T | undefined> {
  if (!store.shared) return work();
  if (navigator.locks)
    return navigator.locks.request(
      'analytics.' + name, { ifAvailable: true }, async lock => lock ? work() : undefined);

  const left = +store.get('lease').split(' ')[1] - Date.now();
  if (left > 0 && left <= LEASE_MILLISECONDS) return undefined;
  const lease = `${uuid()} ${Date.now() + LEASE_MILLISECONDS}`;
  store.set('lease', lease);
  await new Promise(resolve => setTimeout(resolve, 20 + Math.random() * 30));
  if (store.get('lease') !== lease) return undefined;
  try {
    return await work();
  } finally {
    store.remove('lease');
  }
}
