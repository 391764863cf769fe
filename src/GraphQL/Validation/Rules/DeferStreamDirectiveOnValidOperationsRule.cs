using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Nothing in a subscription is deferred or streamed, unless a variable may switch that off.</summary>
internal sealed class DeferStreamDirectiveOnValidOperationsRule(ValidationContext context) : ValidationRule(context)
{
    // Fragments in which an earlier operation met nothing wrong.
    private readonly HashSet<string> _harmless = new(StringComparer.Ordinal);

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation != OperationType.Subscription)
            return;
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var isValid = true;
        // The stack is kept here and not on the thread: fragments can nest deeper than the parser's limit.
        var open = new Stack<(ImmutableArray<ISelectionNode> Selections, int Next, ImmutableStack<ISyntaxNode> Spreads)>(
            [(operation.SelectionSet.Selections, 0, [])]);
        while (open.TryPop(out var set) && !Context.IsAborted)
        {
            if (set.Next == set.Selections.Length)
                continue;
            open.Push(set with { Next = set.Next + 1 });
            var selection = set.Selections[set.Next];
            if (MayBeLeftOut(selection))
                continue;
            isValid &= Check(selection, set.Spreads);
            switch (selection)
            {
                case FieldNode { SelectionSet: { } below }:
                    open.Push((below.Selections, 0, set.Spreads));
                    break;
                case InlineFragmentNode inline:
                    open.Push((inline.SelectionSet.Selections, 0, set.Spreads));
                    break;
                case FragmentSpreadNode spread when !_harmless.Contains(spread.Name.Value) && visited.Add(spread.Name.Value)
                    && Context.FindFragment(spread.Name.Value) is { } fragment:
                    open.Push((fragment.SelectionSet.Selections, 0, set.Spreads.Push(spread)));
                    break;
            }
        }
        if (isValid)
            _harmless.UnionWith(visited);
    }

    private bool Check(ISelectionNode selection, ImmutableStack<ISyntaxNode> spreads)
    {
        var isValid = true;
        foreach (var directive in selection.Directives)
        {
            var word = directive.Name.Value switch
            {
                IncrementalDirectives.Defer => "Defer",
                IncrementalDirectives.Stream => "Stream",
                _ => null,
            };
            if (word is null || IncrementalDirectives.Argument(directive, "if") is VariableNode or BooleanValueNode { Value: false })
                continue;
            isValid = false;
            Report(
                $"{word} directive not supported on subscription operations. "
                + $"Disable `@{directive.Name.Value}` by setting the `if` argument to `false`.",
                [directive, .. spreads]);
        }
        return isValid;
    }

    private static bool MayBeLeftOut(ISelectionNode selection)
    {
        var skip = selection.Directives.FirstOrDefault(directive => directive.Name.Value == "skip");
        var include = selection.Directives.FirstOrDefault(directive => directive.Name.Value == "include");
        return skip is not null && IncrementalDirectives.Argument(skip, "if") is not BooleanValueNode { Value: false }
            || include is not null
                && IncrementalDirectives.Argument(include, "if") is { } condition and not BooleanValueNode { Value: true };
    }
}
