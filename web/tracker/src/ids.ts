import type { Store } from './store';

/** A UUID of version 7: ids that follow one another in time are cheap to keep apart. */
export function uuid(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const random = '7000-8000-100000000000'.replace(/[018]/g, digit =>
    (+digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> +digit / 4).toString(16));
  return `${time.slice(0, 8)}-${time.slice(8)}-${random}`;
}

/** What says who is at the browser. */
export const IDS = ['anonymousId', 'userId', 'groupId', 'session'];

/** Who is at the browser, as far as it was said, and which visit this is. */
export class Identity {
  constructor(private readonly _store: Store, private readonly _timeoutMilliseconds: number) {}

  get anonymousId(): string {
    let id = this._store.get('anonymousId');
    if (!id) this._store.set('anonymousId', id = uuid());
    return id;
  }

  get userId(): string | undefined {
    return this._store.get('userId') || undefined;
  }

  // Numbers become text; who calls without an id changes nothing.
  set userId(id: string | undefined) {
    if (id) this._store.set('userId', id + '');
  }

  get groupId(): string | undefined {
    return this._store.get('groupId') || undefined;
  }

  set groupId(id: string | undefined) {
    if (id) this._store.set('groupId', id + '');
  }

  /** The visit's id: a new one after the silence, never because it is midnight. Each call ends the silence. */
  sessionId(now: number): string {
    const [id, last] = this._store.get('session').split(' ');
    const silence = now - +last;
    // A clock that was set back is no silence.
    const current = id && silence <= this._timeoutMilliseconds ? id : uuid();
    this._store.set('session', `${current} ${now}`);
    return current;
  }

  /** Somebody else is at the browser. */
  reset(): void {
    IDS.forEach(name => this._store.remove(name));
  }
}
