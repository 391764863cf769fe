using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Middleware;

/// <summary>Compiles a field's middleware around its resolver, once a schema.</summary>
internal static class FieldPipeline
{
    /// <summary>The resolver inside the field's middleware; the resolver as it is when the field has none.</summary>
    public static CompiledField Around(CompiledField resolver, OutputField field)
    {
        if (field.Middleware.IsEmpty)
            return resolver;
        FieldDelegate chain = async context =>
        {
            var inner = (ResolverContext)context;
            inner.Result = await resolver.ResolveAsync(inner.Operation, inner.Source, inner.Arguments, inner)
                .ConfigureAwait(false);
        };
        foreach (var middleware in field.Middleware.Reverse())
            chain = ((FieldMiddleware)middleware)(chain);
        return new CompiledField(
            null,
            async (_, _, _, context) =>
            {
                var own = (ResolverContext)context!;
                await chain(own).ConfigureAwait(false);
                return own.Result;
            },
            null, true)
        {
            Sequence = resolver.Sequence,
        };
    }
}
