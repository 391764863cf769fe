import type { Store } from './store';
import type { Dropped, Message } from './types';

/** Bytes of a batch: browsers let a page leave at most 64 KiB behind when it is closed. */
const MAX_BATCH_BYTES = 60_000;
const MAX_MESSAGE_BYTES = 32_000;

export interface Queued {
  name: string;
  json: string;
}

/**
 * Messages that the API has not acknowledged. Each lies under a name of its own, so that tabs which share the
 * storage never write over one another; names sort by the time of the message.
 */
export class Queue {
  /** The names that this page added. */
  readonly own = new Set<string>();
  private readonly _start: string;

  constructor(
    private readonly _store: Store, writeKey: string, private readonly _max: number,
    private readonly _drop: (dropped: Dropped) => void) {
    this._start = `queue.${writeKey}.`;
  }

  add(message: Message): void {
    const json = JSON.stringify(message);
    if (bytes(json) > MAX_MESSAGE_BYTES) {
      this._drop({ code: 'EVENT_TOO_LARGE', messageId: message.messageId });
      return;
    }
    const name = this._start + message.sequence + '.' + message.messageId;
    this._store.set(name, json);
    this.own.add(name);
    const names = this.names();
    for (const oldest of names.slice(0, Math.max(0, names.length - this._max))) {
      this.remove([oldest]);
      this._drop({ code: 'QUEUE_FULL', messageId: this.idOf(oldest) });
    }
  }

  names(): string[] {
    const names = this._store.names(this._start);
    const kept = new Set(names);
    this.own.forEach(name => kept.has(name) || this.own.delete(name));   // another tab has sent it
    return names;
  }

  /** The oldest messages that go into one batch, or those of them that are named. */
  peek(count: number, names: Iterable<string> = this.names()): Queued[] {
    const batch: Queued[] = [];
    let size = 0;
    for (const name of names) {
      const json = this._store.get(name);
      if (!json) continue;
      size += bytes(json) + 1;
      if (batch.length === count || size > MAX_BATCH_BYTES) break;
      batch.push({ name, json });
    }
    return batch;
  }

  /** The id of the message that lies under a name. */
  idOf(name: string): string {
    return name.slice(name.indexOf('.', this._start.length) + 1);
  }

  remove(names: string[]): void {
    for (const name of names) {
      this._store.remove(name);
      this.own.delete(name);
    }
  }
}

const bytes = (text: string): number => new TextEncoder().encode(text).length;
