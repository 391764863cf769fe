using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>
/// Who is who, after so many entries of a log: each id as sent has one actor, which is an id, too.
/// </summary>
/// <remarks>
/// An id is merged into one other, which may be merged itself; the last of the chain is the actor of all. Entries take
/// effect in position order: a merge of an id that is merged already, or into an id whose actor it is, changes nothing.
/// A split takes the id's own merge away. An erasure takes away every merge that names the id.
/// </remarks>
public sealed class IdentityState
{
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _tags = new(StringComparer.Ordinal);
    private readonly HashSet<string> _hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);

    /// <summary>The state after entries in position order.</summary>
    public static IdentityState After(IEnumerable<LogEntry> entries)
    {
        var state = new IdentityState();
        foreach (var entry in entries)
            state.Apply(entry);
        return state;
    }

    /// <summary>Takes the next entry; events and properties change nothing here.</summary>
    public void Apply(LogEntry entry)
    {
        switch (entry)
        {
            case ActorsMerged merged:
                Merge(merged.Alias, merged.Actor);
                break;
            case ActorsSplit split:
                _links.Remove(split.Alias);
                break;
            case ActorTaggedBot { IsBot: { } isBot } tagged:
                _tags[tagged.Actor] = isBot;
                break;
            case ActorTaggedBot cleared:
                _tags.Remove(cleared.Actor);
                break;
            case ActorErased erased:
                Erase(erased);
                break;
        }
    }

    /// <summary>Whose an id's events are: the id itself unless it was merged.</summary>
    public string ActorOf(string id)
    {
        while (_links.TryGetValue(id, out var next))
            id = next;
        return id;
    }

    /// <summary>Whether all of an id's events are a robot's; null where each is what it was collected as.</summary>
    public bool? IsBot(string id) => _tags.TryGetValue(id, out var isBot) ? isBot : null;

    /// <summary>Whether the id was erased: nothing of it counts, and nothing of it may come again.</summary>
    public bool IsErased(string id) =>
        _keys.Values.Any(key => _hashes.Contains(Convert.ToHexString(ErasedId.Hash(key, id))));

    private void Merge(string alias, string actor)
    {
        if (!_links.ContainsKey(alias) && ActorOf(actor) != alias && !IsErased(alias) && !IsErased(actor))
            _links.Add(alias, actor);
    }

    private void Erase(ActorErased erased)
    {
        _keys[Convert.ToHexString(erased.Key.Span)] = erased.Key.ToArray();
        _hashes.Add(Convert.ToHexString(erased.Hash.Span));
        foreach (var (alias, actor) in _links)
            if (IsErased(alias) || IsErased(actor))
                _links.Remove(alias);
    }
}
