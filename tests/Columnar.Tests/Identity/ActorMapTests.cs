using System.Globalization;
using Analytics.Columnar.Identity;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Columnar.Tests.Identity;

public sealed class ActorMapTests(ITestOutputHelper output)
{
    private static readonly IdentityKind[] _kinds =
        [IdentityKind.Merge, IdentityKind.Split, IdentityKind.Bot, IdentityKind.Person, IdentityKind.NoTag];

    private static readonly byte[] _key = new byte[ErasedId.KeyLength];

    /// <summary>The map by codes and the state by texts are told the same; after each entry they agree on every id.</summary>
    [Fact]
    public void Random_entries_have_the_meaning_that_the_domain_gives_them()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            output.WriteLine($"seed {seed}");
            var random = new Random(seed);
            using var map = new ActorMap();
            var state = new IdentityState();
            var ids = 3 + random.Next(12);
            for (var position = 1; position <= 200; position++)
            {
                var before = Places(map, ids);
                var changed = new List<uint>();
                var entry = new IdentityEntry(
                    position, random.Next(60) == 0 ? IdentityKind.Erase : _kinds[random.Next(_kinds.Length)],
                    (uint)random.Next(1, ids + 1), (uint)random.Next(1, ids + 1));
                map.Apply(entry, changed);
                state.Apply(Entry(entry));

                var after = Places(map, ids);
                Assert.Equal(Enumerable.Range(1, ids).Select(id => Place(state, (uint)id)), after);
                Assert.Equal(
                    Enumerable.Range(0, ids).Where(i => before[i] != after[i]).Select(i => (uint)i + 1),
                    changed.Distinct().Where(id => before[(int)id - 1] != after[(int)id - 1]).Order());
            }
        }
    }

    [Fact]
    public void A_merge_changes_the_alias_and_all_that_was_merged_into_it_and_nothing_else()
    {
        using var map = new ActorMap();
        var changed = new List<uint>();
        map.Apply(new IdentityEntry(1, IdentityKind.Merge, 1, 2), changed);
        map.Apply(new IdentityEntry(2, IdentityKind.Merge, 4, 5), changed);
        changed.Clear();

        map.Apply(new IdentityEntry(3, IdentityKind.Merge, 2, 5), changed);

        Assert.Equal([1u, 2u], changed.Order());
    }

    private static List<(uint Actor, bool? IsBot, bool IsErased)> Places(ActorMap map, int ids) =>
        [.. Enumerable.Range(1, ids).Select(id => (map.ActorOf((uint)id), map.IsBot((uint)id), map.IsErased((uint)id)))];

    private static (uint Actor, bool? IsBot, bool IsErased) Place(IdentityState state, uint id) =>
        (uint.Parse(state.ActorOf(Text(id)), CultureInfo.InvariantCulture), state.IsBot(Text(id)), state.IsErased(Text(id)));

    private static string Text(uint id) => id.ToString(CultureInfo.InvariantCulture);

    private static LogEntry Entry(IdentityEntry entry) => entry.Kind switch
    {
        IdentityKind.Merge => new ActorsMerged(entry.Position, Text(entry.Id), Text(entry.Other)),
        IdentityKind.Split => new ActorsSplit(entry.Position, Text(entry.Id)),
        IdentityKind.Erase => new ActorErased(entry.Position, _key, ErasedId.Hash(_key, Text(entry.Id))),
        var kind => new ActorTaggedBot(entry.Position, Text(entry.Id), kind switch
        {
            IdentityKind.Bot => true,
            IdentityKind.Person => false,
            _ => null,
        }),
    };
}
