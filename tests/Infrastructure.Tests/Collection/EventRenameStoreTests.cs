using Analytics.Domain.Collection;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class EventRenameStoreTests(PostgresFixture postgres)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Renames_are_entries_of_the_log_and_only_what_changes_is_written()
    {
        await using var log = await LogFixture.CreateAsync(postgres);
        var store = new EventRenameStore(log.Tenants.Connections, log.Heads);
        await log.AppendAsync(log.Here, Events.New("1"));

        Assert.Equal(3, await store.SetAsync(log.Here, Renames(("a", "x"), ("b", "y")), Token));
        Assert.Equal(3, await store.SetAsync(log.Here, Renames(("a", "x"), ("b", "y")), Token));
        Assert.Equal(5, await store.SetAsync(log.Here, Renames(("a", "z")), Token));
        Assert.Equal([new("a", "z")], (await store.OfAsync(log.Here, Token)).ByName);
        Assert.Equal(6, await store.SetAsync(log.Here, EventRenames.None, Token));

        Assert.Equal(
            [new(2, "a", "x"), new(3, "b", "y"), new(4, "a", "z"), new(5, "b", null), new EventRenamed(6, "a", null)],
            (await log.EntriesAsync(log.Here)).OfType<EventRenamed>());
        Assert.Empty((await store.OfAsync(log.Here, Token)).ByName);
        Assert.Empty(await log.EntriesAsync(log.There));
        Assert.Equal(0, await store.SetAsync(log.There, EventRenames.None, Token));
    }

    private static EventRenames Renames(params (string From, string To)[] renames) =>
        EventRenames.Create(renames.ToDictionary(one => one.From, one => one.To)).Value;
}
