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
    FrozenDictionary<string, FragmentDefinitionNode> fragments, ImmutableArray<string> conditionVariables)
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
    /// <exception cref="CoercionException">A condition is null.</exception>
    public OperationPlan PlanFor(VariableValues variables)
    {
        var key = string.Create(_conditions.Length, (this, variables), static (bits, state) =>
        {
            for (var index = 0; index < bits.Length; index++)
                bits[index] = Condition(state.Item1._conditions[index], state.variables) ? '1' : '0';
        });
        if (_plans.TryGetValue(key, out var known))
            return known;
        var plan = Compile(key);
        // A caller who tries all combinations pays for them himself.
        if (_plans.Count < MaxPlans)
            _plans[key] = plan;
        return plan;
    }

    private OperationPlan Compile(string key)
    {
        var conditions = _conditions.Select((name, index) => KeyValuePair.Create(name, key[index] == '1'))
            .ToFrozenDictionary(StringComparer.Ordinal);
        return new OperationPlan(schema, resolvers, Operation, new FieldCollector(schema, fragments, conditions));
    }

    private static bool Condition(string name, VariableValues variables) => variables.GetValueOrDefault(name) is bool value
        ? value
        : throw new CoercionException($"Variable \"${name}\" decides about a field and must not be null.");
}
