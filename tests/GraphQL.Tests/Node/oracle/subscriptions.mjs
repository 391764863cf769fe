// Subscribing with sources that play a script: what a client gets, from the refusal or the first event to the end.
import { reference, schemaOf } from './references.mjs';
import { unlessSyntaxError } from './language.mjs';

/** A value of a script, or the error that stands in its place. */
function play(value) {
  if (value?.$error !== undefined) throw new Error(value.$error);
  return value;
}

async function* source({ events, end }) {
  for (const event of events) yield event;
  if (end?.$error !== undefined) throw new Error(end.$error);
}

/** Every root field opens the source of its argument `script`; every field plays its value. */
function scripted(schema) {
  for (const type of Object.values(schema.getTypeMap())) {
    if (typeof type.getFields !== 'function' || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      field.resolve = (value) => play(type === schema.getSubscriptionType() ? value : value[field.name]);
      if (type !== schema.getSubscriptionType()) continue;
      field.subscribe = (_, { script }) => {
        const steps = JSON.parse(script);
        play(steps.open);
        return source(steps);
      };
    }
  }
  return schema;
}

async function answers(graphql, schema, document, { operationName, variables }) {
  const errors = graphql.validate(schema, document);
  if (errors.length > 0) return [{ errors }];
  const result = await graphql.subscribe({ schema, document, operationName, variableValues: variables });
  if (!(Symbol.asyncIterator in result)) return [result];
  const all = [];
  try {
    for await (const answer of result) all.push(answer);
  } catch (error) {
    all.push({ errors: [{ message: error.message }] });
  }
  return all;
}

export const commands = {
  /** {schema: SDL, cases: [{document, operationName, variables}]} -> for each all answers. */
  subscribe: ({ schema: sdl, cases }) => {
    const graphql = reference();
    const schema = scripted(schemaOf(sdl));
    return Promise.all(cases.map((each) => unlessSyntaxError(() => answers(graphql, schema, graphql.parse(each.document), each))));
  },
};
