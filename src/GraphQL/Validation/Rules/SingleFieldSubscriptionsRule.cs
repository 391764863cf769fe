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
            Report(
                $"{subject} must not use `@skip` or `@include` directives in the top level selection.",
                [.. conditions]);
        if (groups.Count > 1)
            Report($"{subject} must select only one top level field.", [.. groups.Skip(1).SelectMany(group => group)]);
        foreach (var group in groups)
            if (group.First().Name.Value.StartsWith("__", StringComparison.Ordinal))
                Report($"{subject} must not select an introspection top level field.", [.. group]);
    }

    /// <summary>The fields of the root selection, fragments dissolved, and the conditions met on the way.</summary>
    private List<FieldNode> RootFields(OperationDefinitionNode operation, List<ISyntaxNode> conditions)
    {
        var fields = new List<FieldNode>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<ISelectionNode>(operation.SelectionSet.Selections.Reverse());
        while (pending.TryPop(out var selection))
        {
            conditions.AddRange(
                selection.Directives.Where(directive => directive.Name.Value is "skip" or "include"));
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

    private bool Applies(NamedTypeNode? condition) =>
        condition is null || (Context.ResolveComposite(condition) is { } type
            && Context.Schema.IsSubType(type, Context.Schema.SubscriptionType!));
}
