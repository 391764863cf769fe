using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Domain.Tests.Identity;

public sealed class IdentityStateTests
{
    private static readonly byte[] _key = [.. Enumerable.Range(1, ErasedId.KeyLength).Select(i => (byte)i)];

    [Fact]
    public void An_id_that_was_not_merged_is_its_own_actor() => Assert.Equal("a", After().ActorOf("a"));

    [Fact]
    public void A_chain_of_merges_has_the_last_one_as_actor() =>
        Assert.Equal(["c", "c", "c"], Actors(After(Merge("a", "b"), Merge("b", "c"))));

    [Fact]
    public void A_chain_may_be_made_from_its_end() =>
        Assert.Equal(["c", "c", "c"], Actors(After(Merge("b", "c"), Merge("a", "b"))));

    [Fact]
    public void An_id_that_is_merged_already_stays_where_it_is() =>
        Assert.Equal(["b", "b", "c"], Actors(After(Merge("a", "b"), Merge("a", "c"))));

    [Fact]
    public void A_merge_in_a_circle_changes_nothing() =>
        Assert.Equal(["c", "c", "c"], Actors(After(Merge("a", "b"), Merge("b", "c"), Merge("c", "a"), Merge("c", "c"))));

    [Fact]
    public void A_split_gives_back_the_state_before_the_merge_and_leaves_the_aliases_of_the_alias()
    {
        Assert.Equal(["a", "b", "c"], Actors(After(Merge("a", "b"), Split("a"))));
        Assert.Equal(["b", "b", "c"], Actors(After(Merge("a", "b"), Merge("b", "c"), Split("b"))));
        Assert.Equal(["a", "c", "c"], Actors(After(Merge("a", "b"), Merge("b", "c"), Split("a"))));
    }

    [Fact]
    public void After_a_split_an_id_may_be_merged_anew() =>
        Assert.Equal(["c", "b", "c"], Actors(After(Merge("a", "b"), Split("a"), Merge("a", "c"))));

    [Fact]
    public void The_last_tag_says_whether_an_id_is_a_robots_and_merged_ids_are_judged_by_themselves()
    {
        var state = After(Tag("a", true), Tag("b", true), Tag("b", false), Merge("c", "a"), Tag("d", true), Tag("d", null));

        Assert.Equal([true, false, null, null], new[] { "a", "b", "c", "d" }.Select(state.IsBot));
    }

    [Fact]
    public void An_erased_id_is_known_again_and_no_merge_that_names_it_holds()
    {
        var state = After(Merge("a", "b"), Merge("b", "c"), Erase("b"), Merge("b", "a"), Merge("a", "b"));

        Assert.Equal([false, true, false], new[] { "a", "b", "c" }.Select(state.IsErased));
        Assert.Equal(["a", "b", "c"], Actors(state));
    }

    [Fact]
    public void Another_tenants_key_gives_another_hash() =>
        Assert.NotEqual(ErasedId.Hash(_key, "a"), ErasedId.Hash(new byte[ErasedId.KeyLength], "a"));

    // RFC 4231, test case 2.
    [Fact]
    public void The_hash_is_hmac_sha256_of_the_ids_utf8() => Assert.Equal(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        Convert.ToHexStringLower(ErasedId.Hash("Jefe"u8, "what do ya want for nothing?")));

    private static IdentityState After(params LogEntry[] entries) => IdentityState.After(entries);

    private static IEnumerable<string> Actors(IdentityState state) => new[] { "a", "b", "c" }.Select(state.ActorOf);

    private static ActorsMerged Merge(string alias, string actor) => new(0, alias, actor);

    private static ActorsSplit Split(string alias) => new(0, alias);

    private static ActorTaggedBot Tag(string actor, bool? isBot) => new(0, actor, isBot);

    private static ActorErased Erase(string id) => new(0, _key, ErasedId.Hash(_key, id));
}
