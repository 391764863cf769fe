// What a new version of a schema changes for those who use the old one, by npm graphql.
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

// The reference implementation tells the place in words only.
const places = [
  [/^(\w+\.\w+) arg (\w+) /, '$1($2:)'],
  [/^A required arg (\w+) on directive (\w+) /, '@$2($1:)'],
  [/^An? \w+ arg (\w+) on (\w+\.\w+) /, '$2($1:)'],
  [/^An? \w+ field (\w+) on input type (\w+) /, '$2.$1'],
  [/^(\w+) was (?:added to|removed from) enum type (\w+)\./, '$2.$1'],
  [/^\w+ was (?:added to|removed from) union type (\w+)\./, '$1'],
  [/^\w+ added to interfaces implemented by (\w+)\./, '$1'],
  [/^Standard scalar (\w+) was removed/, '$1'],
  [/^(\w+\.\w+|\w+) (?:was removed|changed|no longer)/, '$1'],
];
const placesOfDirectives = {
  DIRECTIVE_REMOVED: [/^(\w+) was/, '@$1'],
  DIRECTIVE_ARG_REMOVED: [/^(\w+) was removed from (\w+)\./, '@$2($1:)'],
  DIRECTIVE_REPEATABLE_REMOVED: [/ from (\w+)\./, '@$1'],
  DIRECTIVE_LOCATION_REMOVED: [/ from (\w+)\./, '@$1'],
};

function coordinate({ type, description }) {
  const [pattern, place] = placesOfDirectives[type] ?? places.find(([words]) => words.test(description)) ?? [];
  if (!pattern) throw new Error(`no place is known for "${description}"`);
  return description.match(pattern)[0].replace(pattern, place);
}

// Nothing that is asked today is answered otherwise for them.
const harmless = new Set(['OPTIONAL_ARG_ADDED', 'OPTIONAL_INPUT_FIELD_ADDED', 'IMPLEMENTED_INTERFACE_ADDED']);

function* members(schema) {
  for (const directive of schema.getDirectives()) {
    for (const argument of directive.args) yield [`@${directive.name}(${argument.name}:)`, argument];
  }
  for (const type of Object.values(schema.getTypeMap())) {
    for (const value of type.getValues?.() ?? []) yield [`${type.name}.${value.name}`, value];
    for (const field of Object.values(type.getFields?.() ?? {})) {
      yield [`${type.name}.${field.name}`, field];
      for (const argument of field.args ?? []) yield [`${type.name}.${field.name}(${argument.name}:)`, argument];
    }
  }
}

export const commands = {
  /** What breaks clients of the released schema, or may: the coordinate and what happened to it. */
  schemaChanges: ({ released, current }) => {
    const [before, now] = [buildSchema(released), buildSchema(current)];
    return [...findBreakingChanges(before, now), ...findDangerousChanges(before, now)]
      .filter(({ type }) => !harmless.has(type))
      .map((change) => ({ coordinate: coordinate(change), description: change.description }));
  },

  /** Coordinates that are deprecated without a word of what to use instead. */
  deprecatedWithoutReason: ({ sdl }) => [...members(buildSchema(sdl))]
    .filter(([, { deprecationReason: reason }]) => reason != null && ['', 'No longer supported'].includes(reason.trim()))
    .map(([place]) => place),
};
