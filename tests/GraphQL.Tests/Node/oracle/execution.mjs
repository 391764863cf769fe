// Executing documents with every field answered by the rule, and introspecting schemas.
import { reference, schemaOf } from './references.mjs';
import { ruleOf } from './rule.mjs';
import { unlessSyntaxError } from './language.mjs';

const byRule = ruleOf(16);

const outcome = ({ data, errors }) => ({
  data,
  errors: (errors ?? []).map(({ message, path }) => ({ message, path })),
});

const failing = (value) => {
  if (Array.isArray(value)) return value.map(failing);
  return value?.__error ? new Error('fails') : value;
};

const byProperty = (source, args, context, { fieldName }) => failing(source[fieldName]);

function executeOne(graphql, schema, { document, operationName, variables, seed, validate }, answering) {
  const parsed = graphql.parse(document);
  const invalid = validate ? graphql.validate(schema, parsed) : [];
  if (invalid.length > 0) return { invalid: invalid.map(({ message }) => message) };
  return outcome(graphql.execute({
    schema,
    document: parsed,
    operationName,
    variableValues: variables ? JSON.parse(variables) : undefined,
    contextValue: { seed, order: 0 },
    ...answering,
  }));
}

export const commands = {
  /** {schema: SDL, cases: [{document, operationName, variables: JSON text, seed, validate}]} -> for each {data, errors} or {invalid}. */
  execute: ({ schema: sdl, cases }) => {
    const graphql = reference();
    const schema = schemaOf(sdl);
    return cases.map((each) => unlessSyntaxError(() => executeOne(graphql, schema, each, { fieldResolver: byRule })));
  },

  /** The same over one root value with all its fields; {"__error": true} stands for a field or item that fails. */
  executeOver: ({ schema: sdl, root, cases }) => {
    const graphql = reference();
    const schema = schemaOf(sdl);
    const answering = { rootValue: root, fieldResolver: byProperty };
    return cases.map((each) => unlessSyntaxError(() => executeOne(graphql, schema, each, answering)));
  },

  /** {schema: SDL, version?} -> {query, result}: the whole introspection. */
  introspect: ({ schema: sdl, version }) => {
    const graphql = reference(version);
    const query = graphql.getIntrospectionQuery({
      specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
    });
    return { query, result: graphql.graphqlSync({ schema: schemaOf(sdl, version), source: query }) };
  },
};
