const PREFIX = 'analytics.';
const COOKIE_SECONDS = 400 * 24 * 60 * 60;   // as long as browsers keep one

/**
 * Named texts that outlive the page: in local storage, else in cookies where they are small, else in memory.
 * Until `persist()` is called everything stays in memory: before consent nothing may lie on the device.
 */
export class Store {
  /** Whether other tabs see what is set. */
  shared = false;
  private _persistent = false;
  private readonly _memory = new Map<string, string>();
  private readonly _local = localStorageOrNull();

  /** What is said about privacy is kept in any case. */
  setAlways(name: string, value: string): void {
    if (this._write(PREFIX + name, value)) this._memory.delete(PREFIX + name);
    else this._memory.set(PREFIX + name, value);
  }

  get(name: string): string {
    const key = PREFIX + name;
    try {
      return this._memory.get(key) || (this._local ? this._local.getItem(key) : readCookie(key)) || '';
    } catch {
      return '';
    }
  }

  set(name: string, value: string): void {
    if (this._persistent) this.setAlways(name, value);
    else this._memory.set(PREFIX + name, value);
  }

  remove(name: string): void {
    const key = PREFIX + name;
    this._memory.delete(key);
    if (this._local) this._local.removeItem(key);
    else if (this.get(name)) writeCookie(key, '', 0);
  }

  /** Names that start so, in order of their text. */
  names(start: string): string[] {
    return [...this._memory.keys(), ...Object.keys(this._local || {})]
      .filter(key => key.startsWith(PREFIX + start)).sort().map(key => key.slice(PREFIX.length));
  }

  /** From now on things may lie on the device; those in memory are put there. */
  persist(): void {
    this._persistent = true;
    this.shared = !!this._local;
    for (const [key, value] of [...this._memory]) this.set(key.slice(PREFIX.length), value);
  }

  /** From now on things stay in memory again. */
  forget(): void {
    this._persistent = this.shared = false;
  }

  /** @returns Whether it lies on the device: the queue is too large for cookies, and storage can be full. */
  private _write(key: string, value: string): boolean {
    try {
      if (!this._local) return !key.startsWith(PREFIX + 'queue') && writeCookie(key, value, COOKIE_SECONDS);
      this._local.setItem(key, value);
      return true;
    } catch {
      return false;
    }
  }
}

function localStorageOrNull(): Storage | null {
  try {
    localStorage.setItem(PREFIX, '');
    localStorage.removeItem(PREFIX);
    return localStorage;
  } catch {
    return null;   // switched off, or a sandboxed frame
  }
}

function readCookie(key: string): string {
  const found = document.cookie.split('; ').find(text => text.startsWith(key + '='));
  return found ? decodeURIComponent(found.slice(key.length + 1)) : '';
}

function writeCookie(key: string, value: string, seconds: number): boolean {
  document.cookie = `${key}=${encodeURIComponent(value)};path=/;max-age=${seconds};samesite=lax`
    + (location.protocol === 'https:' ? ';secure' : '');
  return readCookie(key) === value;
}
