using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Analytics.GraphQL.Execution.Resolvers;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;

namespace Analytics.GraphQL.Execution.Plans;

/// <summary>An operation of a validated document, with its plans by the values of its conditions.</summary>
internal sealed class PlannedOperation(
    Schema schema, ResolverSet resolvers, OperationDefinitionNode operation,
    FrozenDictionary<string, FragmentDefinitionNode> fragments, ImmutableArray<string> conditionVariables,
    bool hasIncrementalDirectives)
{
    private const int MaxPlans = 64;

    private readonly ConcurrentDictionary<string, OperationPlan> _plans = new(StringComparer.Ordinal);
    private readonly ImmutableArray<string> _conditions =
    [
        .. conditionVariables.Where(name =>
            operation.VariableDefinitions.Any(definition => definition.Variable.Name.Value == name)),
    ];

    public OperationDefinitionNode Operation { get; } = operation;

    /// <summary>The plan for the conditions that the variables hold.</summary>
    /// <param name="variables">The coerced variables.</param>
    /// <param name="allowIncremental">Whether <c>@defer</c> and <c>@stream</c> are heeded where there are any.</param>
    /// <exception cref="CoercionException">A condition is null.</exception>
    public OperationPlan PlanFor(VariableValues variables, bool allowIncremental)
    {
        var isIncremental = allowIncremental && hasIncrementalDirectives
            && Operation.Operation != OperationType.Subscription;
        var key = string.Create(_conditions.Length + (isIncremental ? 1 : 0), (this, variables), static (bits, state) =>
        {
            var conditions = state.Item1._conditions;
            bits[conditions.Length..].Fill('i');
            for (var index = 0; index < conditions.Length; index++)
                bits[index] = Condition(conditions[index], state.variables) ? '1' : '0';
        });
        if (_plans.TryGetValue(key, out var known))
            return known;
        var plan = Compile(key, isIncremental);
        // A caller who tries all combinations pays for them himself.
        if (_plans.Count < MaxPlans)
            _plans[key] = plan;
        return plan;
    }

    private OperationPlan Compile(string key, bool isIncremental)
    {
        var conditions = _conditions.Select((name, index) => KeyValuePair.Create(name, key[index] == '1'))
            .ToFrozenDictionary(StringComparer.Ordinal);
        return new OperationPlan(
            schema, resolvers, Operation, new FieldCollector(schema, fragments, conditions, isIncremental), isIncremental);
    }

    // Only where the condition has a default of its own may its variable be left out, and that default is true.
    private static bool Condition(string name, VariableValues variables) =>
        !variables.TryGetValue(name, out var given) || (given is bool value
            ? value
            : throw new CoercionException($"Variable \"${name}\" decides about a field and must not be null."));
}
