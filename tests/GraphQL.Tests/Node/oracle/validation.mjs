// Validating documents, each error with the name of the rule that found it.
import { unlessSyntaxError } from './language.mjs';
import { places, reference, schemaOf } from './references.mjs';

// The rules run together, as they do for a request; each sees the context through a wrapper that notes its name.
const named = (rule, ruleOf) => (context) => {
  const noting = Object.create(context, {
    reportError: {
      value: (error) => {
        ruleOf.set(error, rule.name.replace(/Rule$/, ''));
        context.reportError(error);
      },
    },
  });
  return rule(noting);
};

function validateOne(graphql, schema, text, maxErrors) {
  const document = graphql.parse(text);
  const ruleOf = new Map();
  const rules = graphql.specifiedRules.map((rule) => named(rule, ruleOf));
  const errors = graphql.validate(schema, document, rules, { maxErrors });
  return {
    errors: errors.map((error) => ({
      rule: ruleOf.get(error) ?? 'Limit',
      message: error.message,
      locations: places(error.locations),
    })),
  };
}

export const commands = {
  /** {schema: SDL, documents, version?, maxErrors?} -> for each {errors: [{rule, message, locations}]} or {syntaxError}. */
  validate: ({ schema: sdl, documents, version, maxErrors }) => {
    const graphql = reference(version);
    const schema = schemaOf(sdl, version);
    return documents.map((text) => unlessSyntaxError(() => validateOne(graphql, schema, text, maxErrors)));
  },
};
