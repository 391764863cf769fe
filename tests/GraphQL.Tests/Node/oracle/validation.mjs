// Validating documents, each error with the name of the rule that found it.
import { readFileSync } from 'node:fs';
import { unlessSyntaxError } from './language.mjs';
import { places, reference, schemaOf } from './references.mjs';

const nameOf = (rule) => rule.name.replace(/Rule$/, '');
const edition = JSON.parse(readFileSync(new URL('edition.json', import.meta.url), 'utf8'));
const newer = new Set(edition.rulesOf17.map(({ rule }) => rule));
const rules = {
  16: reference(16).specifiedRules.filter((rule) => !newer.has(nameOf(rule))),
  17: reference(17).specifiedRules.filter((rule) => newer.has(nameOf(rule))),
};

const variablesOfFields = new WeakMap();

/** The variables that stand as the value of an input object's field. */
function fieldsOf(context) {
  const document = context.getDocument();
  let variables = variablesOfFields.get(document);
  if (!variables) {
    variablesOfFields.set(document, (variables = new Set()));
    reference(17).visit(document, {
      ObjectField: ({ value }) => {
        if (value.kind === 'Variable') variables.add(value);
      },
    });
  }
  return variables;
}

// The rules run together, as they do for a request; each sees the context through a wrapper that notes its name.
const noting = (rule, ruleOf) => (context) =>
  rule(
    Object.create(context, {
      reportError: {
        value: (error) => {
          ruleOf.set(error, nameOf(rule));
          context.reportError(error);
        },
      },
      // "nonNullOneOf" of edition.json
      getRecursiveVariableUsages: {
        value: (operation) =>
          context.getRecursiveVariableUsages(operation).map((usage) => ({
            ...usage,
            parentType: fieldsOf(context).has(usage.node) ? reference(17).getNamedType(usage.parentType) : undefined,
          })),
      },
    }),
  );

function validateBy(version, sdl, text) {
  const graphql = reference(version);
  const document = graphql.parse(text);
  const ruleOf = new Map();
  const run = (checked, definitions) =>
    graphql.validate(
      schemaOf(sdl, version),
      { ...document, definitions },
      checked.map((rule) => noting(rule, ruleOf)),
      { maxErrors: 10_000 },
    );
  const executable = document.definitions.filter(graphql.isExecutableDefinitionNode);
  const onWhole = rules[version].filter((rule) => nameOf(rule) === 'ExecutableDefinitions');
  const others = rules[version].filter((rule) => !onWhole.includes(rule));
  const errors = [...run(onWhole, document.definitions), ...run(others, executable)];
  return errors.map((error) => ({
    rule: ruleOf.get(error),
    message: error.message,
    locations: places(error.locations),
  }));
}

export const commands = {
  /**
   * {schema: SDL, documents} -> for each {errors: [{rule, message, locations}]} or {syntaxError}; the rules that
   * edition.json names are those of graphql 17, all others those of graphql 16.
   */
  validate: ({ schema, documents }) =>
    documents.map((text) =>
      unlessSyntaxError(() => ({ errors: [...validateBy(16, schema, text), ...validateBy(17, schema, text)] })),
    ),
};
