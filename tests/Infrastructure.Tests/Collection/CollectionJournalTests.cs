using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Collection;
using Analytics.TestKit;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analytics.Infrastructure.Tests.Collection;

public sealed class CollectionJournalTests(PostgresFixture postgres)
{
    private static readonly DateTimeOffset _noon = new(2026, 3, 1, 12, 34, 56, TimeSpan.Zero);
    private static readonly TimeRange _day = TimeRange.Create(_noon.AddHours(-12), _noon.AddHours(12)).Value;
    private static readonly Guid _key = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Problem _future = Problem.Invalid("TIMESTAMP_IN_FUTURE", "Too early.", "timestamp");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Verdicts_are_counted_by_reason_and_key_over_several_writes_and_nodes()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        for (var i = 0; i < 2; i++)
        {
            await using var here = Journal(tenants);
            await using var there = Journal(tenants);
            foreach (var journal in (CollectionJournal[])[here, there])
            {
                await NoteAsync(journal, tenants.Here, _key, ("a", default), ("b", default), ("c", Refused(_future)));
                await NoteAsync(journal, tenants.Here, null, ("d", new EventVerdict(EventStatus.Duplicate)));
            }
        }

        var counts = await new IngestLog(tenants.Connections).CountAsync(tenants.Here, _day, Token);

        Assert.Equal(
            [
                new VerdictCount(EventStatus.Accepted, null, null, _key, 8),
                new VerdictCount(EventStatus.Duplicate, null, "seen", null, 4),
                new VerdictCount(EventStatus.Rejected, "TIMESTAMP_IN_FUTURE", "seen", _key, 4),
            ],
            counts);
        Assert.Empty(await new IngestLog(tenants.Connections).CountAsync(tenants.There, _day, Token));
    }

    [Fact]
    public async Task What_was_not_simply_accepted_is_noted_without_its_content()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        var notice = Problem.Invalid("PROPERTY_MISSING", "It is missing.", "properties.total");
        await using (var journal = Journal(tenants))
            await NoteAsync(
                journal, tenants.Here, _key,
                ("a", default), ("b", Refused(_future)), ("c", new EventVerdict(EventStatus.Accepted, notice)));
        var log = new IngestLog(tenants.Connections);

        var notes = await log.ListAsync(tenants.Here, IngestFilter.Any, null, 10, Token);

        Assert.Equal(
            [("c", EventStatus.Accepted, notice), ("b", EventStatus.Rejected, _future)],
            notes.Select(note => (note.MessageId!, note.Verdict, note.Problem!)));
        Assert.All(notes, note => Assert.Equal((_noon, "seen", _key), (note.ReceivedAt, note.Name, note.KeyId)));
        Assert.Equal(["b"], (await log.ListAsync(tenants.Here, IngestFilter.Any, notes[0].Id, 10, Token)).Select(note => note.MessageId));
        Assert.Equal(["b"], (await ListAsync(new IngestFilter { Verdict = EventStatus.Rejected })).Select(note => note.MessageId));
        Assert.Equal(["c"], (await ListAsync(new IngestFilter { Code = "PROPERTY_MISSING" })).Select(note => note.MessageId));
        Assert.Equal(["c"], (await ListAsync(new IngestFilter { MessageId = "c", Name = "seen" })).Select(note => note.MessageId));
        Assert.Empty(await ListAsync(new IngestFilter { MessageId = "c", Name = "other" }));
        Assert.Empty(await log.ListAsync(tenants.There, IngestFilter.Any, null, 10, Token));

        Task<IReadOnlyList<IngestNote>> ListAsync(IngestFilter filter) =>
            log.ListAsync(tenants.Here, filter, null, 10, Token);
    }

    [Fact]
    public async Task A_flood_of_refusals_is_counted_whole_and_noted_in_part()
    {
        await using var tenants = await TwoTenants.CreateAsync(postgres);
        await using (var journal = Journal(tenants))
            await NoteAsync(journal, tenants.Here, _key,
                [.. Enumerable.Range(0, 20_000).Select(i => ($"{i}", Refused(_future)))]);
        var log = new IngestLog(tenants.Connections);

        Assert.Equal(20_000, (await log.CountAsync(tenants.Here, _day, Token)).Sum(count => count.Messages));
        Assert.Equal(1_000, (await log.ListAsync(tenants.Here, IngestFilter.Any, null, 50_000, Token)).Count);
    }

    private static EventVerdict Refused(Problem problem) => new(EventStatus.Rejected, problem);

    private static CollectionJournal Journal(TwoTenants tenants) =>
        new(tenants.Connections, TimeProvider.System, NullLogger<CollectionJournal>.Instance);

    private static async Task NoteAsync(
        CollectionJournal journal, TenantScope tenant, Guid? key, params (string Id, EventVerdict Verdict)[] messages) =>
        await journal.NoteAsync(
            tenant,
            new JudgedRequest(
                key,
                _noon,
                [.. messages.Select(message => EventDraft.Create(new EventInput("seen") { Id = message.Id })
                    .Then<MessageDraft>(draft => draft))],
                [.. messages.Select(message => message.Verdict)]),
            Token);
}
