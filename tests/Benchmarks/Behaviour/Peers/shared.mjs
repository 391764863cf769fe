// What the SQL of both peers says: days, ranges and steps. Keep it in step with ../Questions.cs.
const day = 86_400_000;
const start = Date.UTC(2025, 0, 6);

/** Midnight UTC of a day by number, as SQL reads it. */
export const at = (number) => new Date(start + number * day).toISOString().slice(0, 19).replace('T', ' ');

export const firstDate = at(0).slice(0, 10);
export const all = [0, 180];
export const lastNinety = [90, 180];
export const lastThirty = [150, 180];
export const weeks = [91, 175];
export const daysBeforeWeeks = Math.round(start / day) + weeks[0];
export const window = 7 * day;
export const three = ['product_viewed', 'product_added_to_cart', 'payment_completed'];
export const five = ['page_view', 'product_viewed', 'product_added_to_cart', 'checkout_started', 'payment_completed'];
export const list = (names) => names.map((name) => `'${name}'`).join(', ');
