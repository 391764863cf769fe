using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation.Rules;

/// <summary>No fragment comes back to itself.</summary>
internal sealed class NoFragmentCyclesRule(ValidationContext context) : ValidationRule(context)
{
    public override void LeaveDocument(DocumentNode document)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions)
            if (definition is FragmentDefinitionNode fragment && visited.Add(fragment.Name.Value))
                Search(fragment, visited);
    }

    /// <summary>Depth first, on a stack of its own: a chain of fragments may be very long.</summary>
    private void Search(FragmentDefinitionNode start, HashSet<string> visited)
    {
        var depthOf = new Dictionary<string, int>(StringComparer.Ordinal) { [start.Name.Value] = 0 };
        var path = new List<(FragmentDefinitionNode Fragment, int Next)> { (start, 0) };
        while (path.Count > 0)
        {
            var (fragment, next) = path[^1];
            var spreads = Context.Facts[fragment].Spreads;
            if (next == spreads.Count)
            {
                depthOf.Remove(fragment.Name.Value);
                path.RemoveAt(path.Count - 1);
                continue;
            }
            path[^1] = (fragment, next + 1);
            var name = spreads[next].Name.Value;
            if (depthOf.TryGetValue(name, out var depth))
            {
                ReportCycle(name, path.Skip(depth));
            }
            else if (Context.FindFragment(name) is { } child && visited.Add(name))
            {
                depthOf[name] = path.Count;
                path.Add((child, 0));
            }
        }
    }

    private void ReportCycle(string name, IEnumerable<(FragmentDefinitionNode Fragment, int Next)> cycle)
    {
        if (Context.IsAborted)
            return;
        FragmentSpreadNode[] spreads = [.. cycle.Select(step => Context.Facts[step.Fragment].Spreads[step.Next - 1])];
        var via = string.Join(", ", spreads[..^1].Select(spread => $"\"{spread.Name.Value}\""));
        Report($"Cannot spread fragment \"{name}\" within itself{(via.Length > 0 ? " via " + via : "")}.", spreads);
    }
}
