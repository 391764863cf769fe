import { exclusively } from './lock';
import type { Queue, Queued } from './queue';
import type { Store } from './store';
import type { Dropped } from './types';

const REQUEST_MILLISECONDS = 20_000;
const FIRST_BACK_OFF = 1_000;
const LONGEST_BACK_OFF = 60_000;
const LONGEST_RETRY_AFTER = 3_600_000;

/** Carries the queue to the API: batch after batch, one at a time, and none is given up that may still arrive. */
export class Sender {
  private _timer: number | undefined;
  private _dueAt = Infinity;
  private _failures = 0;
  private _notBefore = 0;
  private _running: Promise<void> | undefined;
  private _inFlight: Queued[] = [];
  private _outlives = true;
  private _stopped = false;
  private _left = false;

  constructor(
    private readonly _url: string, private readonly _writeKey: string, readonly count: number,
    private readonly _interval: number, private readonly _queue: Queue, private readonly _store: Store,
    private readonly _drop: (dropped: Dropped) => void) {}

  /** Sends soon; an earlier appointment stays, and so does the pause after a failure. */
  schedule(milliseconds = this._interval): void {
    const at = Math.max(Date.now() + milliseconds, this._notBefore);
    if (this._stopped || at >= this._dueAt) return;
    clearTimeout(this._timer);
    this._dueAt = at;
    this._timer = setTimeout(() => void this.flush(), at - Date.now()) as unknown as number;
  }

  /** Sends what is queued until nothing is left or the API cannot take it. */
  flush(): Promise<void> {
    clearTimeout(this._timer);
    this._dueAt = Infinity;
    if (this._left) return Promise.resolve();
    const done = (): void => {
      this._running = undefined;
      // Another tab may have the turn and leave before it comes to what this one added.
      if (this._queue.names().length) this.schedule(Math.max(this._pause(), this._interval));
    };
    return this._running ??= this._turn().then(done, done);
  }

  /** The page may be gone in a moment. What it leaves behind stays queued: the API knows it again by its ids. */
  leave(): void {
    if (this._stopped) return;
    this._left = true;
    const names = new Set(this._queue.own);
    // What a request that outlives the page carries is under way already.
    if (this._outlives) for (const { name } of this._inFlight) names.delete(name);
    const batch = this._queue.peek(Infinity, [...names].sort());
    if (batch.length) navigator.sendBeacon(this._url, this._body(batch));
  }

  /** The page was kept and is shown again. */
  comeBack(): void {
    this._left = false;
    void this.flush();
  }

  /** Nothing more is sent. */
  stop(): void {
    this._stopped = true;
    clearTimeout(this._timer);
    this._dueAt = Infinity;
  }

  start(): void {
    this._stopped = false;
    this.schedule();
  }

  private async _turn(): Promise<void> {
    while (!this._stopped && !this._pause() && await exclusively(this._store, this._writeKey, () => this._batch())) ;
  }

  /** @returns Whether a batch was taken, so that there may be another one. */
  private async _batch(): Promise<boolean> {
    const batch = this._inFlight = this._queue.peek(this.count);
    if (!batch.length) return false;
    const answer = await this._post(this._body(batch)).finally(() => this._inFlight = []);
    if (!answer) {
      const back = Math.min(FIRST_BACK_OFF * 2 ** this._failures++, LONGEST_BACK_OFF);
      this._notBefore = Date.now() + back * (0.5 + Math.random() / 2);
      return false;
    }
    this._failures = this._notBefore = 0;
    this._queue.remove(batch.map(({ name }) => name));
    this._tell(batch, answer);
    return true;
  }

  /** @returns The API's answer; undefined when the batch has to be sent again. */
  private async _post(body: string): Promise<Answer | undefined> {
    // Browsers bound what all requests that outlive a page hold together: a second attempt does without.
    this._outlives = !this._failures;
    try {
      // A plain text needs no question whether it may be sent, which would cost a round trip.
      const response = await fetch(this._url, {
        method: 'POST', body, keepalive: this._outlives, credentials: 'omit',
        signal: AbortSignal.timeout?.(REQUEST_MILLISECONDS),
      });
      const { status } = response;
      if (status === 429 || status >= 500) {
        const seconds = Number(response.headers.get('Retry-After'));
        if (seconds) this._store.set('retryAt', `${Date.now() + Math.min(seconds * 1000, LONGEST_RETRY_AFTER)}`);
        return undefined;
      }
      const answer = await response.json().catch(() => ({})) as Answer;
      // A hotspot's page is no answer.
      return response.ok && !answer.success ? undefined : { ...answer, status };
    } catch {
      return undefined;
    }
  }

  private _tell(batch: Queued[], { status, results, errors }: Answer): void {
    batch.forEach(({ name }, index) => {
      const verdict = results ? results[index] : { ...errors?.[0]?.extensions, status: 'REJECTED' };
      if (verdict?.status === 'REJECTED')
        this._drop({
          code: verdict.code || 'HTTP_' + status, message: verdict.message || errors?.[0]?.message,
          messageId: this._queue.idOf(name),
        });
    });
  }

  private _body(batch: Queued[]): string {
    // The clock is read at each attempt: the API sets a wrong one right by it.
    return `{"writeKey":${JSON.stringify(this._writeKey)},"sentAt":"${new Date().toISOString()}","batch":[${
      batch.map(({ json }) => json).join()}]}`;
  }

  /** Milliseconds for which the API asked all tabs to wait; 0 for none. */
  private _pause(): number {
    const left = +this._store.get('retryAt') - Date.now();
    return left <= LONGEST_RETRY_AFTER ? Math.max(left, 0) : 0;
  }
}

interface Answer {
  status: number;
  success?: boolean;
  results?: Verdict[];
  errors?: { message?: string; extensions?: { code?: string } }[];
}

interface Verdict {
  status: string;
  code?: string;
  message?: string;
}
