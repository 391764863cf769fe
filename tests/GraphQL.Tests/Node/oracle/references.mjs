// The reference implementation in both versions, and the schemas built with it, by SDL.
import * as graphql16 from 'graphql';
import * as graphql17 from 'graphql-17';

const versions = { 16: graphql16, 17: graphql17 };
const schemas = new Map();

/** graphql 16 unless the request says "version": 17. */
export const reference = (version = 16) => versions[version];

/** The schema of an SDL text; built once, for it is asked for again with every document. */
export function schemaOf(sdl, version = 16) {
  const key = `${version}\n${sdl}`;
  let schema = schemas.get(key);
  if (!schema) schemas.set(key, (schema = reference(version).buildSchema(sdl)));
  return schema;
}

export const places = (locations) => (locations ?? []).map(({ line, column }) => ({ line, column }));

export const commands = {};
