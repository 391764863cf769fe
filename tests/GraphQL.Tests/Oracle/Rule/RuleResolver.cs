using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>Answers every field of a schema made by <see cref="SchemaOfSdl"/>.</summary>
internal static class RuleResolver
{
    /// <summary>The value at once.</summary>
    /// <exception cref="InvalidOperationException">The rule says so.</exception>
    public static object? Resolve(IResolverContext context)
    {
        var field = context.Field;
        var state = (RuleState)context.ContextData[RuleState.Key]!;
        var turn = field.DeclaringType == context.Schema.MutationType ? $"|{++state.Order}" : "";
        var parent = context.Parent<RuleObject?>()?.Id ?? 0;
        var key = $"{state.Seed}|{field.Coordinate}|{CanonicalText.Of(Arguments(context))}|{parent}{turn}";
        return new RuleValues(context.Schema, new Draw(key)).Of(field.Type, isTop: true);
    }

    /// <summary>The value later, unless it is one that is there already.</summary>
    /// <exception cref="InvalidOperationException">The rule says so.</exception>
    public static async Task<object?> ResolveAsync(IResolverContext context)
    {
        var isMutation = context.Field.DeclaringType == context.Schema.MutationType;
        if (!isMutation && context.ResponseName.Length % 3 > 0)
            await Task.Yield();
        var value = Resolve(context);
        // A mutation that waits after its start shows whether the next one waits for it.
        if (isMutation)
            await Task.Yield();
        return value;
    }

    private static SortedDictionary<string, object?> Arguments(IResolverContext context)
    {
        var given = new SortedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in context.Field.Arguments)
            if (context.ArgumentValue<Optional<object>>(argument.Name) is { HasValue: true } value)
                given[argument.Name] = value.Value;
        return given;
    }
}
