using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Mutations;

namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Compiles the conventions of a mutation around its resolver, once a schema.</summary>
internal static class MutationPipeline
{
    /// <summary>The resolver behind the field's input and payload; the resolver as it is when the field has no conventions.</summary>
    public static CompiledField Around(CompiledField resolver, OutputField field) => field.Mutation is not { } convention
        ? resolver
        : new CompiledField(
            null,
            async (operation, parent, arguments, context) =>
            {
                try
                {
                    var value = await resolver.ResolveAsync(operation, parent, convention.Unwrap(arguments), context)
                        .ConfigureAwait(false);
                    return convention.HasPayload ? Payload(convention, value) : value;
                }
                catch (Exception fault) when (convention.HasPayload && convention.ErrorsOf(fault) is not null)
                {
                    return new MutationPayload(null, convention.ErrorsOf(fault));
                }
            },
            null, resolver.NeedsContext);

    private static MutationPayload Payload(MutationConvention convention, object? value) => value is not IFieldResult result
        ? new MutationPayload(value, null)
        : result.Errors.Count == 0
            ? new MutationPayload(result.Value, null)
            : new MutationPayload(null, [.. result.Errors.Select(convention.ErrorOf)]);
}
