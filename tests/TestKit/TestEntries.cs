using System.Text;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.TestKit;

/// <summary>Entries of a log beside events, as short as a test wants them; positions are given by the log.</summary>
public static class TestEntries
{
    private static readonly byte[] _key = [.. Enumerable.Range(0, ErasedId.KeyLength).Select(i => (byte)i)];

    public static ActorsMerged Merge(string alias, string actor) => new(0, alias, actor);

    public static ActorsSplit Split(string alias) => new(0, alias);

    public static ActorTaggedBot Bot(string actor, bool? isBot = true) => new(0, actor, isBot);

    public static EventRenamed Rename(string from, string? to) => new(0, from, to);

    public static ActorErased Erase(string actor) => new(0, _key, ErasedId.Hash(_key, actor));

    /// <param name="actor">An id as sent.</param>
    /// <param name="seconds">After <see cref="TestEvents.Start"/>.</param>
    /// <param name="properties">A JSON object.</param>
    /// <param name="change">What is done with the values.</param>
    public static ActorPropertiesChanged Change(
        string actor, double seconds, string properties, ActorPropertyChange change = ActorPropertyChange.Set) => new(
            0, actor, TestEvents.Start.AddMilliseconds(Math.Round(seconds * 1_000)), change, Encoding.UTF8.GetBytes(properties));
}
