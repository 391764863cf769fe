using System.Diagnostics.CodeAnalysis;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Incremental;

/// <summary>The same data as in <c>Node/oracle/incremental.mjs</c>.</summary>
[QueryType]
internal static class HeroQueries
{
    public static Hero GetHero() => new("1");

    public static async Task<Hero> GetHeroSlowlyAsync()
    {
        await Task.Yield();
        return new Hero("1");
    }

    public static IEnumerable<Hero> GetHeroes() => new Hero("").GetFriends();
}

[MutationType]
internal static class HeroMutations
{
    public static Hero Rename() => new("1");
}

/// <summary>Everybody has three friends, down to the third generation.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "Fields of the schema are members of the object.")]
public sealed class Hero(string id)
{
    public string Id => id;

    public string Name => $"hero {id}";

    public string? Nick => null;

    public Task<string> GetSlowAsync() => LaterAsync($"slow {id}");

    public string? GetFails() => throw new GraphQLException($"fails {id}");

    public async Task<string?> GetFailsSlowlyAsync() =>
        throw new GraphQLException(await LaterAsync($"failsSlowly {id}"));

    public string GetNever() => throw new GraphQLException($"never {id}");

    public async Task<string> GetNeverSlowlyAsync() =>
        throw new GraphQLException(await LaterAsync($"neverSlowly {id}"));

    public string GetNone() => null!;

    public string GetOddOnly() => (id[^1] - '0') % 2 == 1 ? id : null!;

    public Hero? GetBest() => new(id + "1");

    public Task<Hero> GetBestSlowlyAsync() => LaterAsync(new Hero(id + "1"));

    public IEnumerable<Hero> GetFriends() =>
        id.Length > 3 ? [] : Enumerable.Range(1, 3).Select(index => new Hero($"{id}{index}"));

    public IEnumerable<Hero?> GetMaybeFriends() =>
        GetFriends().Select(friend => friend.Id.EndsWith('2') ? null : friend);

    public IEnumerable<Hero>? GetSureFriends() => GetMaybeFriends()!;

    public string[] GetTags() => ["a", "b", "c"];

    public int[][] GetGrid() => [[1, 2], [3], []];

    public async IAsyncEnumerable<int> GetNumbers()
    {
        for (var index = 0; index < 3; index++)
            yield return await LaterAsync(index);
    }

    public IAsyncEnumerable<int>? GetBrokenNumbers()
    {
        return BreakAsync();

        static async IAsyncEnumerable<int> BreakAsync()
        {
            yield return await LaterAsync(1);
            throw new GraphQLException("broken numbers");
        }
    }

    public async IAsyncEnumerable<Hero> GetFollowers()
    {
        foreach (var friend in GetFriends())
            yield return await LaterAsync(friend);
    }

    private static async Task<T> LaterAsync<T>(T value)
    {
        await Task.Yield();
        return value;
    }
}
