import type { Checkout, Product, Properties, Purchase } from './types';

export interface Sale {
  event: string;
  properties: Properties;
  messageId?: string;
}

/** Names as the built-in metrics read them: `productId` becomes `product_id`. */
function snake(values: Properties): Properties {
  const named: Properties = {};
  for (const key of Object.keys(values))
    named[key.replace(/[A-Z]/g, letter => '_' + letter.toLowerCase())] = values[key];
  return named;
}

export function productProperties({ name, ...product }: Product): Properties {
  return { ...(name !== undefined && { product_name: name }), ...snake(product) };
}

export function checkoutProperties({ items, total, ...checkout }: Checkout): Properties {
  return {
    ...snake(checkout),
    ...withTotal(total ?? items?.reduce((sum, item) => sum + lineTotal(item), 0)),
    ...(items && { item_count: items.length }),
  };
}

/** An order, its payment and its lines, under ids of the order: the same that an import of it gives. */
export function purchaseEvents({ items = [], paymentMethod, ...purchase }: Purchase): Sale[] {
  const order = (purchase.orderId + '').replace(/[%/]/g, encodeURIComponent);
  const id = (part: string): string => `order/${order}/${part}`.slice(0, 200);
  const currency = purchase.currency;
  return [
    {
      event: 'order_placed', messageId: id('placed'),
      properties: { ...snake(purchase), ...(items.length > 0 && { item_count: items.length }) },
    },
    {
      event: 'payment_completed', messageId: id('paid'),
      properties: {
        order_id: purchase.orderId, amount: purchase.total, currency,
        ...(paymentMethod && { payment_method: paymentMethod }),
      },
    },
    ...items.map((item, index) => ({
      event: 'item_sold', messageId: id(`item/${index + 1}`),
      properties: {
        quantity: 1, ...productProperties(item), ...withTotal(lineTotal(item)), order_id: purchase.orderId, currency,
      },
    })),
  ];
}

/** The same purchase as Google Analytics 4 has it. */
export function ga4Purchase({ orderId, total, items = [], ...rest }: Purchase): Properties {
  const { currency, tax, shipping, coupon } = rest;
  return {
    transaction_id: orderId, value: total, currency, tax, shipping, coupon,
    items: items.map(({ productId, name, brand, category, price, quantity = 1 }) => ({
      item_id: productId, item_name: name, item_brand: brand, item_category: category, price, quantity,
    })),
  };
}

const lineTotal = ({ price = 0, quantity = 1 }: Product): number => price * quantity;

/** Binary fractions leave dust (0.1 * 3) that no amount of money has. */
const withTotal = (total: number | undefined): Properties =>
  total === undefined ? {} : { total: Math.round(total * 1e6) / 1e6 };
