using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.TestKit;

/// <summary>What actors' properties are at any time, by going through all changes again for each question.</summary>
public sealed class SlowActorProperties
{
    private readonly IdentityState _identity;
    private readonly ILookup<string, (ActorPropertiesChanged Change, Dictionary<string, object?> Values)> _changes;

    public SlowActorProperties(IReadOnlyCollection<LogEntry> entries)
    {
        _identity = IdentityState.After(entries);
        _changes = entries.OfType<ActorPropertiesChanged>()
            .Where(change => !_identity.IsErased(change.Actor))
            .OrderBy(change => change.At).ThenBy(change => change.Position)
            .ToLookup(
                change => _identity.ActorOf(change.Actor),
                change => (change, SlowEvent.Flatten(change.Properties)),
                StringComparer.Ordinal);
    }

    /// <summary>After every change, whenever it holds from: a string, decimal or boolean; null for none.</summary>
    /// <param name="id">Any id of the actor.</param>
    /// <param name="property">The property's path.</param>
    public object? Current(string id, string property) => At(id, property, DateTimeOffset.MaxValue);

    /// <summary>The same after the changes up to a time, inclusive.</summary>
    public object? At(string id, string property, DateTimeOffset at)
    {
        object? value = null;
        foreach (var (change, values) in _changes[_identity.ActorOf(id)])
            if (change.At <= at && values.TryGetValue(property, out var sent))
                value = Change(change.Change, value, sent);
        return value;
    }

    private static object? Change(ActorPropertyChange change, object? value, object? sent) => change switch
    {
        ActorPropertyChange.Set => sent,
        ActorPropertyChange.SetOnce => value ?? sent,
        ActorPropertyChange.Increment => (value ?? 0m, sent) is (decimal before, decimal added)
            ? SlowEvent.Rounded(before + added) ?? value
            : value,
        _ => null,
    };
}
