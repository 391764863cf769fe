// The rule by which fields of any schema are answered in the comparison of execution. Oracle/Rule has it in C#: the two
// draw the same numbers in the same order, so that a value depends on seed, field, arguments and parent alone.
import { reference } from './references.mjs';

function hash(text) {
  let h = 2166136261;
  for (let index = 0; index < text.length; index++) h = Math.imul(h ^ text.charCodeAt(index), 16777619);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

// Small random numbers from one hash (mulberry32).
const drawing = (state) => (bound) => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % bound;
};

function canonicalNumber(number) {
  if (Number.isInteger(number) && Math.abs(number) < 2 ** 53) return `#${String(number)}`;
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, number);
  return `x${bits.getBigUint64(0).toString(16)}`;
}

function canonical(value) {
  if (value === null || value === undefined) return 'n';
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return `s${value.length}:${value}`;
  if (Array.isArray(value)) return `[${value.map((item) => `${canonical(item)},`).join('')}]`;
  return `{${Object.keys(value).sort().map((key) => `${key}=${canonical(value[key])},`).join('')}}`;
}

const texts = [
  '', 'plain', 'é ß 漢字', '😀 \u{10FFFF}', '\u0000\u0001\u001f', 'quote " back \\ slash /', '\u2028\u2029',
  'line\nbreak\r\t\b\f', '\u007f\u0085\u00a0', "</script>&'+`", ' padded ', 'null',
];
const floats = [
  0, -0.5, 1e21, 5e-324, 1.7976931348623157e308, 0.1, 3, -123456789.125, 1e-7, 123456789012345680000, -1e-300, 2 ** 53,
  true, 1e15, 4.35,
];
const ints = [0, -1, 2147483647, -2147483648, 7, true, false, 42];
const jsons = ['"text"', '-12.5', '{"b":[1,"x",null],"a":{}}', 'true', '[[],[0]]', '9007199254740991', '""'];

const leaves = {
  Int: (draw) => (draw(2) ? ints[draw(ints.length)] : draw(100000) - 50000),
  Float: (draw) => (draw(2) ? floats[draw(floats.length)] : (draw(1000000) - 500000) / 64),
  String: (draw) => [texts[draw(texts.length)], `n${draw(1000)}`, draw(9), draw(2) === 0][draw(4)],
  Boolean: (draw) => [true, false, draw(3)][draw(3)],
  ID: (draw) => [`id${draw(1000)}`, draw(1000) - 500, ''][draw(3)],
};
const misfits = { Int: [1.5, 2147483648, 'x'], Float: [NaN, Infinity, 'x'], Boolean: ['x', NaN, 'true'], ID: [1.5, true, NaN] };

/** A field resolver for schemas of a version; its context is {seed, order}, order counts the root fields of a mutation as they start. */
export function ruleOf(version) {
  const { getNamedType, isAbstractType, isEnumType, isListType, isNonNullType, isObjectType } = reference(version);

  // What stands where an item of a list cannot be had: a value that does not fit, where the type knows of such.
  function misfit(type, draw, schema) {
    if (isListType(type)) return 5;
    const named = getNamedType(type);
    if (isEnumType(named)) return 'NO_SUCH_VALUE';
    if (isAbstractType(named)) return { __typename: schema.getQueryType().name, id: 1 };
    return misfits[named.name]?.[draw(3)] ?? null;
  }

  function value(type, draw, schema, isTop) {
    const luck = draw(100);
    const required = isNonNullType(type);
    if (luck < (required ? 3 : 9)) return null;
    if (required) type = type.ofType;
    if (luck < (required ? 5 : 13)) {
      if (isTop && draw(2)) throw new Error('thrown by the rule');
      return misfit(type, draw, schema);
    }
    if (isListType(type)) {
      const items = [];
      for (let count = [0, 1, 1, 2, 2, 2, 3, 3][draw(8)]; count > 0; count--) items.push(value(type.ofType, draw, schema, false));
      return items;
    }
    if (isObjectType(type)) return { __typename: type.name, id: draw(4294967295) };
    if (isAbstractType(type)) {
      const possible = schema.getPossibleTypes(type).map(({ name }) => name).sort();
      return { __typename: possible[draw(possible.length)], id: draw(4294967295) };
    }
    if (isEnumType(type)) return type.getValues()[draw(type.getValues().length)].name;
    return leaves[type.name]?.(draw) ?? JSON.parse(jsons[draw(jsons.length)]);
  }

  return function byRule(source, args, context, { parentType, fieldName, returnType, schema }) {
    const isMutation = parentType === schema.getMutationType();
    const turn = isMutation ? `|${++context.order}` : '';
    const key = `${context.seed}|${parentType.name}.${fieldName}|${canonical(args)}|${source?.id ?? 0}${turn}`;
    return value(returnType, drawing(hash(key)), schema, true);
  };
}
