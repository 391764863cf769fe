using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation.Rules;

namespace Analytics.GraphQL.Validation;

/// <summary>
/// The specification's validation chapter: a document without errors can be executed. One walk serves all rules; a
/// rule that needs the whole document works on the facts that the walk has gathered.
/// </summary>
public static class DocumentValidator
{
    private static readonly Func<ValidationContext, ValidationRule>[] Rules =
    [
        context => new ExecutableDefinitionsRule(context),
        context => new KnownOperationTypesRule(context),
        context => new UniqueOperationNamesRule(context),
        context => new LoneAnonymousOperationRule(context),
        context => new SingleFieldSubscriptionsRule(context),
        context => new KnownTypeNamesRule(context),
        context => new FragmentsOnCompositeTypesRule(context),
        context => new VariablesAreInputTypesRule(context),
        context => new ScalarLeafsRule(context),
        context => new FieldsOnCorrectTypeRule(context),
        context => new UniqueFragmentNamesRule(context),
        context => new KnownFragmentNamesRule(context),
        context => new NoUnusedFragmentsRule(context),
        context => new PossibleFragmentSpreadsRule(context),
        context => new NoFragmentCyclesRule(context),
        context => new UniqueVariableNamesRule(context),
        context => new NoUndefinedVariablesRule(context),
        context => new NoUnusedVariablesRule(context),
        context => new KnownDirectivesRule(context),
        context => new UniqueDirectivesPerLocationRule(context),
        context => new DeferStreamDirectiveOnRootFieldRule(context),
        context => new DeferStreamDirectiveOnValidOperationsRule(context),
        context => new DeferStreamDirectiveLabelRule(context),
        context => new StreamDirectiveOnListFieldRule(context),
        context => new KnownArgumentNamesRule(context),
        context => new UniqueArgumentNamesRule(context),
        context => new ValuesOfCorrectTypeRule(context),
        context => new ProvidedRequiredArgumentsRule(context),
        context => new VariablesInAllowedPositionRule(context),
        context => new OverlappingFieldsCanBeMergedRule(context),
        context => new UniqueInputFieldNamesRule(context),
        context => new MaxIntrospectionDepthRule(context),
    ];

    /// <summary>Checks a document against a schema.</summary>
    /// <param name="schema">What the document asks of.</param>
    /// <param name="document">A parsed document; its nesting is as deep as the parser allowed.</param>
    /// <param name="options">Limits; <see cref="ValidationOptions.Default"/> when null.</param>
    /// <returns>Nothing when the document is valid; the last one names the limit when one was reached.</returns>
    public static IReadOnlyList<ValidationError> Validate(
        Schema schema, DocumentNode document, ValidationOptions? options = null)
    {
        var context = new ValidationContext(schema, document, options ?? ValidationOptions.Default);
        new DocumentWalker(context, Array.ConvertAll(Rules, create => create(context))).Walk();
        return context.Errors;
    }
}
