using System.Collections.Frozen;

namespace Analytics.Domain.Collection;

/// <summary>Names of events as sent, and what each is called; what a name is changed into is changed no further.</summary>
public sealed class EventRenames
{
    private EventRenames(FrozenDictionary<string, string> byName) => ByName = byName;

    /// <summary>Most renames of a tenant.</summary>
    public const int Most = 1_000;

    /// <summary>None.</summary>
    public static EventRenames None { get; } = new(FrozenDictionary<string, string>.Empty);

    /// <summary>The new name of each old one.</summary>
    public IReadOnlyDictionary<string, string> ByName { get; }

    /// <summary>What events of a name are called.</summary>
    public string Of(string name) => ByName.GetValueOrDefault(name, name);

    /// <param name="renames">Old names with their new ones, which may be old ones in turn: the last of the chain holds.</param>
    /// <returns>The renames, or <c>TOO_MANY_RENAMES</c>, <c>RENAME_CIRCLE</c> or what is wrong with a name.</returns>
    public static Result<EventRenames> Create(IReadOnlyDictionary<string, string> renames)
    {
        if (renames.Count > Most)
            return Problem.Invalid("TOO_MANY_RENAMES", $"A tenant has at most {Most} renames.", "renames");
        var ends = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var from in renames.Keys)
        {
            if (EventRules.CheckName(from, "from") is { } problem)
                return problem;
            var (to, steps) = (from, 0);
            while (renames.TryGetValue(to, out var next))
            {
                if (steps++ == renames.Count)
                    return Problem.Invalid("RENAME_CIRCLE", $"The renames of '{from}' lead back to a name before.", "renames");
                to = next;
            }
            if (EventRules.CheckName(to, "to") is { } invalid)
                return invalid;
            ends.Add(from, to);
        }
        return new EventRenames(ends.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
