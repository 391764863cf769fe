using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>Every fragment is reached by some operation.</summary>
internal sealed class NoUnusedFragmentsRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        var fragments = document.Definitions.OfType<FragmentDefinitionNode>().ToList();
        if (fragments.Count == 0)
            return;
        var used = new HashSet<string>(StringComparer.Ordinal);
        var pending = new Stack<IDefinitionNode>(document.Definitions.OfType<OperationDefinitionNode>());
        while (pending.TryPop(out var definition))
            foreach (var spread in Context.Facts[definition].Spreads)
                if (used.Add(spread.Name.Value) && Context.FindFragment(spread.Name.Value) is { } fragment)
                    pending.Push(fragment);
        foreach (var fragment in fragments)
            if (!used.Contains(fragment.Name.Value))
                Report($"Fragment \"{fragment.Name.Value}\" is never used.", fragment);
    }
}
