using System.Text.Json;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution.Federation;

/// <summary>Finds one entity by what a gateway knows of it.</summary>
internal static class EntityReference
{
    /// <summary>The entity; null when there is none, or with an error at its place in the list.</summary>
    public static async Task<object?> ResolveAsync(ResolverContext context, JsonElement representation, int index)
    {
        try
        {
            var resolver = ResolverOf(context.Schema, representation);
            await DemandAsync(context, resolver).ConfigureAwait(false);
            var arguments = resolver.Arguments.Select(argument => Coerce(argument, representation)).ToArray();
            return await context.Operation.Plan.Resolvers.Of(resolver)
                .ResolveAsync(context.Operation, null, arguments, context).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            context.ReportException(fault, index);
            return null;
        }
    }

    private static OutputField ResolverOf(Schema schema, JsonElement representation)
    {
        if (!representation.TryGetProperty("__typename", out var name) || name.ValueKind != JsonValueKind.String)
            throw new CoercionException("A representation needs a \"__typename\".");
        if (!schema.TryGetType<ObjectType>(name.GetString()!, out var type) || type.ReferenceResolvers.IsEmpty)
            throw new CoercionException($"{ValueText.Of(name)} is no entity of this subgraph.");
        return type.ReferenceResolvers.FirstOrDefault(resolver => resolver.Arguments.All(argument =>
            !argument.IsRequired || representation.TryGetProperty(argument.Name, out _)))
            ?? throw new CoercionException($"The representation of a \"{type.Name}\" has no key by which it is found.");
    }

    private static async ValueTask DemandAsync(ResolverContext context, OutputField resolver)
    {
        foreach (var requirement in resolver.Authorization)
        {
            var verdict = await context.Services.GetRequiredService<IFieldAuthorization>()
                .AuthorizeAsync(context.User, requirement, context, context.RequestAborted).ConfigureAwait(false);
            if (verdict != AuthorizationVerdict.Allowed)
                throw new GraphQLException(FieldPermission.Refusal(verdict));
        }
    }

    private static object? Coerce(Argument argument, JsonElement representation)
    {
        if (!representation.TryGetProperty(argument.Name, out var json))
            return argument.Convert(argument.DefaultValue is { } byDefault
                ? LiteralCoercion.Coerce(argument.Type, byDefault)
                : null);
        var faults = new InputFaults(suggests: false);
        var value = new JsonCoercion(faults).Coerce(argument.Type, json);
        return faults.Count == 0
            ? argument.Convert(value)
            : throw new CoercionException($"The field \"{argument.Name}\" of the representation has an invalid value: "
                + faults.Take()[0].Message);
    }
}
