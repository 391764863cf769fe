import { IDS } from './ids';
import type { Store } from './store';
import type { Consent, ConsentCategories, Options, Properties } from './types';

const CONSENT = 'consent';
const OPT_OUT = 'optOut';

/** What the visitor allows: `wait` keeps everything in memory, `no` does nothing at all. */
export type Permission = 'yes' | 'wait' | 'no';

/** Keeps what the visitor said; it alone outlives a refusal. */
export class Privacy {
  private _said?: Consent;
  private readonly _ask: boolean;

  constructor(private readonly _store: Store, private readonly _respectSignals: boolean, consent: Options['consent']) {
    this._ask = consent === 'required';
    this._said = consent === 'required' ? undefined : consent;
  }

  get permission(): Permission {
    if (this._store.get(OPT_OUT) || (this._respectSignals && signalsRefusal())) return 'no';
    const said = this._consent;
    if (!said) return this._ask ? 'wait' : 'yes';
    return said === 'granted' || (said as ConsentCategories).analytics === true ? 'yes' : 'no';
  }

  /** What messages say of it; those made before the answer are sent only once it is yes. */
  get categories(): Properties | undefined {
    const said = this._consent;
    return typeof said === 'object' && said || (said || this._ask ? { analytics: true } : undefined);
  }

  decide(consent: Consent): void {
    if (!consent) return;
    this.forget();
    this._store.setAlways(CONSENT, JSON.stringify(consent));
  }

  optOut(out: boolean): void {
    if (out) this._store.setAlways(OPT_OUT, '1');
    else this._store.remove(OPT_OUT);
  }

  /** What was said since, here or in another tab, counts before what the page began with. */
  forget(): void {
    this._said = undefined;
  }

  /** Takes away all but the refusal. */
  erase(): void {
    [...IDS, ...this._store.names('queue.'), 'lease', 'retryAt'].forEach(name => this._store.remove(name));
    this._store.forget();
  }

  private get _consent(): Consent | null {
    return this._said || JSON.parse(this._store.get(CONSENT) || 'null');
  }
}

function signalsRefusal(): boolean {
  const signals = navigator as Navigator & { globalPrivacyControl?: boolean };
  return signals.doNotTrack === '1' || signals.globalPrivacyControl === true;
}
