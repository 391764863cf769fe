/** The address as far as it names a page: an anchor inside it does not, a route in the anchor does. */
export function pageUrl(): string {
  return /^#[/!]/.test(location.hash) ? location.href : location.href.split('#')[0];
}

/** Calls back whenever the address may have changed without a new document. */
export function watchAddress(changed: () => void): void {
  for (const name of ['pushState', 'replaceState'] as const) {
    const original = history[name];
    history[name] = function (this: History, ...values: Parameters<History['pushState']>): void {
      original.apply(this, values);
      changed();
    };
  }
  addEventListener('popstate', changed);
  addEventListener('hashchange', changed);
}

/** Calls back once somebody sees the page: browsers load pages ahead that nobody may ever open. */
export function whenShown(start: () => void): void {
  if ((document as Document & { prerendering?: boolean }).prerendering)
    document.addEventListener('prerenderingchange', start, { once: true });
  else start();
}
