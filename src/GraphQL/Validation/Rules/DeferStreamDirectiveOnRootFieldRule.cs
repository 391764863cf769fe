using System.Collections.Immutable;
using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>The root fields of mutations and subscriptions are neither deferred nor streamed.</summary>
internal sealed class DeferStreamDirectiveOnRootFieldRule(ValidationContext context) : ValidationRule(context)
{
    // Fragments in which an earlier operation met nothing wrong.
    private readonly HashSet<string> _harmless = new(StringComparer.Ordinal);

    public override void EnterOperation(OperationDefinitionNode operation)
    {
        if (operation.Operation == OperationType.Query || Context.Schema.RootType(operation.Operation) is not { } type)
            return;
        var place = $"cannot be used on root {(operation.Operation == OperationType.Mutation ? "mutation" : "subscription")} type \"{type}\".";
        var visited = new HashSet<string>(StringComparer.Ordinal);
        var isValid = true;
        // The stack is kept here and not on the thread: fragments can nest deeper than the parser's limit.
        var open = new Stack<(ImmutableArray<ISelectionNode> Selections, int Next)>([(operation.SelectionSet.Selections, 0)]);
        while (open.TryPop(out var set) && !Context.IsAborted)
        {
            if (set.Next == set.Selections.Length)
                continue;
            open.Push((set.Selections, set.Next + 1));
            var selection = set.Selections[set.Next];
            var spread = (selection as FragmentSpreadNode)?.Name.Value;
            if (spread is not null && (!visited.Add(spread) || Context.FindFragment(spread) is null))
                continue;
            var (name, word) = selection is FieldNode ? (IncrementalDirectives.Stream, "Stream") : (IncrementalDirectives.Defer, "Defer");
            if (selection.Directives.FirstOrDefault(directive => directive.Name.Value == name) is { } found)
            {
                isValid = false;
                Report($"{word} directive {place}", found);
            }
            if (selection is InlineFragmentNode inline)
                open.Push((inline.SelectionSet.Selections, 0));
            else if (spread is not null && !_harmless.Contains(spread))
                open.Push((Context.FindFragment(spread)!.SelectionSet.Selections, 0));
        }
        if (isValid)
            _harmless.UnionWith(visited);
    }
}
