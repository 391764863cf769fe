// Executing documents with @defer and @stream: the payloads one after the other, as a client gets them.
import { reference, schemaOf } from './references.mjs';
import { ruleOf } from './rule.mjs';

const fail = (message) => { throw new Error(message); };
const later = async (value) => { await null; return value; };

/** The same data as the tests' HeroQueries: every hero has three friends, down to the third generation. */
class Hero {
  constructor(id) { this.id = id; }
  get name() { return `hero ${this.id}`; }
  get nick() { return null; }
  slow() { return later(`slow ${this.id}`); }
  fails() { return fail(`fails ${this.id}`); }
  failsSlowly() { return later().then(() => fail(`failsSlowly ${this.id}`)); }
  never() { return fail(`never ${this.id}`); }
  neverSlowly() { return later().then(() => fail(`neverSlowly ${this.id}`)); }
  none() { return null; }
  oddOnly() { return Number(this.id.at(-1)) % 2 ? this.id : null; }
  best() { return new Hero(`${this.id}1`); }
  bestSlowly() { return later(new Hero(`${this.id}1`)); }
  friends() { return this.id.length > 3 ? [] : [1, 2, 3].map((index) => new Hero(`${this.id}${index}`)); }
  maybeFriends() { return this.friends().map((friend) => (friend.id.endsWith('2') ? null : friend)); }
  sureFriends() { return this.maybeFriends(); }
  tags() { return ['a', 'b', 'c']; }
  grid() { return [[1, 2], [3], []]; }
  async* numbers() { for (let index = 0; index < 3; index++) yield later(index); }
  async* brokenNumbers() { yield later(1); fail('broken numbers'); }
  async* followers() { for (const friend of this.friends()) yield later(friend); }
}

const byRule = ruleOf(17);

async function payloads(graphql, { variables, ...execution }) {
  const result = await graphql.experimentalExecuteIncrementally({
    ...execution, variableValues: variables ? JSON.parse(variables) : undefined,
  });
  if (!('initialResult' in result)) return [result];
  const all = [result.initialResult];
  for await (const next of result.subsequentResults) all.push(next);
  return all;
}

export const commands = {
  /** {schema: SDL, document, variables: JSON text} -> {invalid} or {payloads}. */
  incremental: async ({ schema: sdl, document: text, variables }) => {
    const graphql = reference(17);
    const schema = schemaOf(sdl, 17);
    const document = graphql.parse(text);
    const invalid = graphql.validate(schema, document);
    if (invalid.length > 0) return { invalid: invalid.map(({ message }) => message) };
    const rootValue = { hero: new Hero('1'), heroSlowly: () => later(new Hero('1')), heroes: () => new Hero('').friends(), rename: new Hero('1') };
    return { payloads: await payloads(graphql, { schema, document, variables, rootValue }) };
  },

  /** {schema: SDL, cases: [{document, operationName, variables: JSON text, seed}]} -> for each {invalid} or {payloads}. */
  incrementalByRule: async ({ schema: sdl, cases }) => {
    const graphql = reference(17);
    const schema = schemaOf(sdl, 17);
    const answers = [];
    for (const { document: text, operationName, variables, seed } of cases) {
      const document = graphql.parse(text);
      const invalid = graphql.validate(schema, document);
      answers.push(invalid.length > 0 ? { invalid: invalid.map(({ message }) => message) } : {
        payloads: await payloads(graphql, {
          schema, document, operationName, variables, contextValue: { seed, order: 0 }, fieldResolver: byRule,
        }),
      });
    }
    return answers;
  },
};
