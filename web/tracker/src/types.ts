/** A value of a property; the API keeps any JSON. */
export type Json = string | number | boolean | null | undefined | Json[] | { [name: string]: Json };

export interface Properties {
  [name: string]: Json;
}

/** Names of events and what each carries; give your own to `createAnalytics<MyEvents>()` to have `track` checked. */
export type EventMap = Record<string, Properties>;

/** `true` by category as a consent dialogue gives it; `analytics` decides, the others are passed on. */
export interface ConsentCategories {
  analytics: boolean;
  [category: string]: boolean;
}

export type Consent = 'granted' | 'denied' | ConsentCategories;

/** Something that was not sent, and why. */
export interface Dropped {
  /** `QUEUE_FULL`, `EVENT_TOO_LARGE`, `HTTP_<status>`, or the code of the API's verdict. */
  code: string;
  message?: string;
  messageId: string;
}

export interface Options {
  /** A public write key: it can send and nothing else. */
  writeKey: string;
  /** Where the API is, such as `https://analytics.example.com`. Default: where sdk.js came from. */
  host?: string;
  /** `'required'` holds everything in memory until `consent()` is called. Default: what was said last, else granted. */
  consent?: 'required' | Consent;
  /** With Do Not Track or Global Privacy Control on, nothing is sent or stored. Default: false. */
  respectDoNotTrack?: boolean;
  /** A page view at the start and at each change of the address. Default: true. */
  autoPage?: boolean;
  /** Silence after which the next event starts a session. Default: 30. */
  sessionTimeoutMinutes?: number;
  /** A batch goes out with so many messages at the latest, and never holds more. Default: 20. */
  flushAt?: number;
  /** Milliseconds that a message waits for others. Default: 1000. */
  flushInterval?: number;
  /** Messages kept while the API cannot be reached; beyond that the oldest go. Default: 1000. */
  maxQueue?: number;
  /** Called for each message that was given up or refused. */
  onDrop?: (dropped: Dropped) => void;
}

/** One message of the Segment specification, with the session and the order beside it. */
export interface Message {
  type: 'track' | 'identify' | 'page' | 'group' | 'alias';
  messageId: string;
  timestamp: string;
  sequence: number;
  anonymousId: string;
  sessionId: string;
  userId?: string;
  event?: string;
  name?: string;
  groupId?: string;
  previousId?: string;
  properties?: Properties;
  traits?: Properties;
  context: Properties;
}

/** Something sold or looked at; other properties are passed on. */
export interface Product extends Properties {
  productId: string;
  name?: string;
  brand?: string;
  category?: string;
  price?: number;
  quantity?: number;
  currency?: string;
}

/** What a checkout is about. */
export interface Checkout extends Properties {
  cartId?: string;
  total?: number;
  currency?: string;
  items?: Product[];
}

/** A paid order. Its id makes it count once, however often the page that thanks for it is opened. */
export interface Purchase extends Properties {
  orderId: string;
  total: number;
  currency: string;
  items?: Product[];
  tax?: number;
  shipping?: number;
  coupon?: string;
  paymentMethod?: string;
}
