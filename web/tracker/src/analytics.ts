import { checkoutProperties, ga4Purchase, productProperties, purchaseEvents } from './commerce';
import { context, pageProperties } from './context';
import { Identity, uuid } from './ids';
import { pageUrl, watchAddress, whenShown } from './pages';
import { Privacy } from './privacy';
import { Queue } from './queue';
import { Sender } from './sender';
import { Store } from './store';
import type { Checkout, Consent, EventMap, Message, Options, Product, Properties, Purchase } from './types';

/** A router sets the title after it has changed the address. */
const TITLE_MILLISECONDS = 50;

/** Sends what happens on the page. No call throws, and none waits for the network. */
export class Analytics<Events extends EventMap = EventMap> {
  private readonly _store = new Store();
  private readonly _privacy: Privacy;
  private readonly _identity: Identity;
  private readonly _queue: Queue;
  private readonly _sender: Sender;
  private _lastSequence = 0;
  private _url = '';
  private _referrer = document.referrer;
  private _pendingPage: Properties | undefined;
  private _pagesByItself = false;

  constructor(options: Options) {
    const drop = options.onDrop || (dropped => console.warn('analytics:', dropped));
    this._privacy = new Privacy(this._store, options.respectDoNotTrack === true, options.consent);
    this._identity = new Identity(this._store, (options.sessionTimeoutMinutes ?? 30) * 60_000);
    this._queue = new Queue(this._store, options.writeKey, options.maxQueue ?? 1000, drop);
    this._sender = new Sender(
      (options.host || location.origin).replace(/\/+$/, '') + '/v1/batch', options.writeKey,
      options.flushAt ?? 20, options.flushInterval ?? 1000, this._queue, this._store, drop);
    this._apply();
    this._listen(options.autoPage !== false);
  }

  /** Something happened. */
  track<Name extends keyof Events & string>(event: Name, properties?: Events[Name]): void {
    this._try(() => this._say({ type: 'track', event, properties: properties || {} }));
  }

  /** Who is at the browser; what this browser did before becomes theirs. */
  identify(userId: string, traits: Properties = {}): void {
    this._try(() => {
      this._showPage();
      this._identity.userId = userId;
      this._say({ type: 'identify', traits });
    });
  }

  /** The company or community that the user belongs to. */
  group(groupId: string, traits: Properties = {}): void {
    this._try(() => {
      this._identity.groupId = groupId;
      this._say({ type: 'group', groupId: this._identity.groupId, traits });
    });
  }

  /** One user has two ids: `previousId`, by default the one known so far, is `userId` from now on. */
  alias(userId: string, previousId?: string): void {
    this._try(() => {
      const previous = previousId || this._identity.userId || this._identity.anonymousId;
      this._identity.userId = userId;
      this._say({ type: 'alias', previousId: previous });
    });
  }

  /** A page view; needed only without `autoPage`, or to name a page. */
  page(name?: string, properties: Properties = {}): void {
    this._try(() => {
      const unseen = this._pendingPage;   // the same view, if it is still to be sent
      this._pendingPage = undefined;
      if (!unseen) this._arrive(pageUrl());
      this._say({ type: 'page', ...(name && { name }), properties: { ...(unseen || this._here()), ...properties } });
    });
  }

  /** Signed out: what follows is somebody else's. */
  reset(): void {
    this._try(() => {
      this._showPage();
      this._identity.reset();
    });
  }

  /** What the visitor answered. It is remembered; with 'denied' all that was stored is taken away. */
  consent(consent: Consent): void {
    this._safely(() => this._privacy.decide(consent));
    this._apply();
  }

  /** Takes ids and queue off the device and sends nothing any more, until `optIn()`. */
  optOut(): void {
    this._privacy.optOut(true);
    this._apply();
  }

  /** Takes `optOut()` back. */
  optIn(): void {
    this._privacy.optOut(false);
    this._apply();
  }

  /** Sends what is queued now; done when all of it is acknowledged or the API cannot take it. */
  flush(): Promise<void> {
    this._try(() => this._showPage());
    return this._sender.flush();
  }

  /** The ids that messages carry, for a server that sends its own; undefined without permission. */
  ids(): { anonymousId: string; userId?: string; sessionId: string } | undefined {
    return this._privacy.permission === 'no' ? undefined : {
      anonymousId: this._identity.anonymousId, userId: this._identity.userId, sessionId: this._identity.sessionId(Date.now()),
    };
  }

  productViewed(product: Product): void {
    this._try(() => this._happened('product_viewed', productProperties(product)));
  }

  addedToCart(product: Product): void {
    this._try(() => this._happened('product_added_to_cart', { quantity: 1, ...productProperties(product) }));
  }

  checkoutStarted(checkout: Checkout = {}): void {
    this._try(() => this._happened('checkout_started', checkoutProperties(checkout)));
  }

  /** An order is placed and paid for. Feeds Google's tag, too, where the page has it. */
  purchaseCompleted(purchase: Purchase): void {
    this._try(() => {
      for (const { event, properties, messageId } of purchaseEvents(purchase)) this._happened(event, properties, messageId);
      const { gtag } = window as { gtag?: (...values: unknown[]) => void };
      if (typeof gtag === 'function') gtag('event', 'purchase', ga4Purchase(purchase));
    });
  }

  private _happened(event: string, properties: Properties, messageId?: string): void {
    this._say({ type: 'track', event, properties, ...(messageId && { messageId }) });
  }

  private _say(said: Partial<Message> & Pick<Message, 'type'>): void {
    this._showPage();
    const now = Date.now();
    // Grows with each message, also within a millisecond and from page to page.
    this._lastSequence = Math.max(this._lastSequence + 1, now * 1000);
    const userId = this._identity.userId;
    this._queue.add({
      messageId: uuid(),
      timestamp: new Date(now).toISOString(),
      sequence: this._lastSequence,
      anonymousId: this._identity.anonymousId,
      sessionId: this._identity.sessionId(now),
      ...(userId && { userId }),
      context: context(
        said.type === 'page' ? said.properties! : this._here(), this._identity.groupId, this._privacy.categories),
      ...said,
    });
    this._sender.schedule(this._queue.own.size >= this._sender.count ? 0 : undefined);
  }

  private _here(): Properties {
    return pageProperties(location.href, this._referrer);
  }

  private _arrive(url: string): void {
    if (this._url && this._url !== url) this._referrer = this._url;
    this._url = url;
  }

  /** The address may be another one now. */
  private _moved(): void {
    this._try(() => {
      const url = pageUrl();
      if (url === this._url) return;
      this._showPage();
      this._arrive(url);
      this._pendingPage = this._here();
      setTimeout(() => this._try(() => this._showPage()), TITLE_MILLISECONDS);
    });
  }

  /** Sends the page view that waits for its title. */
  private _showPage(): void {
    const page = this._pendingPage;
    this._pendingPage = undefined;
    if (page) this._say({ type: 'page', properties: { ...page, title: document.title } });
  }

  private _apply(): void {
    this._safely(() => {
      const permission = this._privacy.permission;
      if (permission === 'yes') {
        this._store.persist();
        this._sender.start();
        if (this._pagesByItself) this._moved();
        return;
      }
      this._sender.stop();
      if (permission === 'wait') return;
      this._queue.own.clear();
      this._privacy.erase();
    });
  }

  private _listen(autoPage: boolean): void {
    addEventListener('online', () => void this._sender.flush());
    addEventListener('pagehide', () => {
      this._try(() => this._showPage());
      this._safely(() => this._sender.leave());
    });
    addEventListener('pageshow', event => {
      if (!event.persisted) return;
      this._sender.comeBack();
      this._url = '';
      if (this._pagesByItself) this._moved();
    });
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'hidden') void this.flush();
    });
    // What is said in one tab holds in all.
    addEventListener('storage', ({ key }) => {
      if (key !== 'analytics.consent' && key !== 'analytics.optOut') return;
      this._privacy.forget();
      this._apply();
    });
    if (!autoPage) return;
    watchAddress(() => this._moved());
    whenShown(() => {
      this._pagesByItself = true;
      this._moved();
    });
  }

  /** Unless the visitor does not want it. */
  private _try(work: () => void): void {
    this._safely(() => {
      if (this._privacy.permission !== 'no') work();
    });
  }

  private _safely(work: () => void): void {
    try {
      work();
    } catch (error) {
      console.warn('analytics:', error);
    }
  }
}
