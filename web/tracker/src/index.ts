import { Analytics } from './analytics';
import type { EventMap, Options } from './types';

export type { Analytics };
export type * from './types';

/** Starts sending for this page. `init<MyEvents>(…)` has the names and properties of `track` checked. */
export function init<Events extends EventMap = EventMap>(options: Options): Analytics<Events> {
  return new Analytics<Events>(options);
}
