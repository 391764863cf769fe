using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>A subscription selects one root field, no introspection, and nothing that may be skipped.</summary>
internal sealed class SingleFieldSubscriptionsRule(ValidationContext context) : ValidationRule(context)
{
    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription || Context.Schema.SubscriptionType is null)
            return;
        var subject = operation.Name is { } name ? $"Subscription \"{name.Value}\"" : "Anonymous Subscription";
        var conditions = new List<ISyntaxNode>();
        var groups = RootFields(operation, conditions).GroupBy(field => field.ResponseName).ToList();
        if (conditions.Count > 0)
        {
            Report(
                $"{subject} must not use `@skip` or `@include` directives in the top level selection.",
                [.. conditions]);
            return;
        }
        if (groups.Count == 0)
            Report($"{subject} must select one top level field.", operation.SelectionSet);
        if (groups.Count > 1)
            Report($"{subject} must select only one top level field.", [.. groups.Skip(1).SelectMany(group => group)]);
        foreach (var group in groups)
            if (group.First().Name.Value.StartsWith("__", StringComparison.Ordinal))
                Report($"{subject} must not select an introspection top level field.", [.. group]);
    }

    /// <summary>
    /// The fields of the root selection, fragments dissolved; what stands under a condition is left out and the
    /// condition noted.
    /// </summary>
    private List<FieldNode> RootFields(OperationDefinitionNode operation, List<ISyntaxNode> conditions)
    {
        var fields = new List<FieldNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<ISelectionNode>(operation.SelectionSet.Selections.Reverse());
        while (pending.TryPop(out var selection))
        {
            if (Condition(selection) is { } condition)
            {
                conditions.Add(condition);
                continue;
            }
            var inner = selection switch
            {
                InlineFragmentNode fragment when Applies(fragment.TypeCondition) => fragment.SelectionSet,
                FragmentSpreadNode spread when seen.Add(spread.Name.Value)
                    && Context.FindFragment(spread.Name.Value) is { } fragment && Applies(fragment.TypeCondition) =>
                    fragment.SelectionSet,
                _ => null,
            };
            if (selection is FieldNode field)
                fields.Add(field);
            foreach (var child in inner is null ? [] : inner.Selections.Reverse())
                pending.Push(child);
        }
        return fields;
    }

    private static DirectiveNode? Condition(ISelectionNode selection) =>
        selection.Directives.FirstOrDefault(directive => directive.Name.Value == "skip")
        ?? selection.Directives.FirstOrDefault(directive => directive.Name.Value == "include");

    private bool Applies(NamedTypeNode? condition) =>
        condition is null || (Context.ResolveComposite(condition) is { } type
            && Context.Schema.IsSubType(type, Context.Schema.SubscriptionType!));
}
