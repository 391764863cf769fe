using System.Text;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Tests.Collection;

/// <summary>A tenant, a stopped clock and a log that remembers ids.</summary>
internal sealed class CollectionFixture : TimeProvider, IEventLog, ICollectionRules, ICollectionJournal
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public List<NewEvent> Log { get; } = [];

    /// <summary>What messages said of actors.</summary>
    public List<NewActorEntry> Statements { get; } = [];

    public FakeQuarantine Quarantine { get; } = new();

    public bool IsBusy { get; set; }

    public CollectionRules Rules { get; set; } = CollectionRules.None;

    /// <summary>An actor of whom the log takes nothing.</summary>
    public string? Erased { get; set; }

    /// <summary>An id that stays somebody else's.</summary>
    public string Taken { get; set; } = "taken";

    public static TenantScope Tenant(int? retentionMonths = 13) => new(new TenantInfo(
        new TenantId(Guid.Parse("11111111-1111-1111-1111-111111111111")), "shop", "Shop",
        TimeZoneInfo.Utc, "EUR", DayOfWeek.Monday, retentionMonths));

    public override DateTimeOffset GetUtcNow() => Now.AddTicks(1234);

    public Task<Result<AppendOutcome>> AppendAsync(
        TenantScope tenant, LogAppend append, CancellationToken cancellationToken)
    {
        var events = append.Events;
        if (IsBusy)
            return Task.FromResult<Result<AppendOutcome>>(Problem.Invalid("COLLECTION_BUSY", "Later."));
        var statuses = new AppendStatus[events.Count];
        for (var i = 0; i < events.Count; i++)
        {
            statuses[i] = Erased is not null && events[i].Actor == Erased ? AppendStatus.ActorErased
                : Log.Exists(logged => logged.EventId == events[i].EventId) ? AppendStatus.Duplicate
                : AppendStatus.Written;
            if (statuses[i] == AppendStatus.Written)
                Log.Add(events[i]);
        }

        var said = append.Actors.Select(entry => Statements.Exists(known => known.MessageId == entry.MessageId)
            ? AppendStatus.Duplicate
            : entry.Alias?.Value == Taken ? AppendStatus.NotMerged : AppendStatus.Written).ToList();
        Statements.AddRange(append.Actors.Where((_, i) => said[i] != AppendStatus.Duplicate));
        return Task.FromResult<Result<AppendOutcome>>(new AppendOutcome(statuses, Log.Count) { Actors = said });
    }

    public ValueTask<CollectionRules> OfAsync(TenantScope tenant, CancellationToken cancellationToken) => new(Rules);

    /// <summary>What the journal was told.</summary>
    public List<JudgedRequest> Journal { get; } = [];

    public ValueTask NoteAsync(TenantScope tenant, JudgedRequest request, CancellationToken cancellationToken)
    {
        Journal.Add(request);
        return ValueTask.CompletedTask;
    }

    public void Changed(TenantId tenant)
    {
        // The rules are a property here: there is nothing to forget.
    }

    /// <summary>Why a message is refused, and the id under which that is told.</summary>
    public static (Problem Problem, string? Id) Refusal(Result<MessageDraft> message) =>
        message.TryGet(out var draft, out var problem) ? (((RefusedDraft)draft).Problem, draft.Id) : (problem, null);

    public async Task<CollectionReceipt> CollectAsync(Result<EventPayload> payload, int? retentionMonths = 13) =>
        (await new CollectEvents(this, Quarantine, this, this, this).ExecuteAsync(
            Tenant(retentionMonths), CollectionSource.Internal, payload.Value.Events, CancellationToken.None)).Value;

    /// <summary>The one event of a body in the product's own format, as it went into the log.</summary>
    public async Task<NewEvent> LoggedAsync(string json, int? retentionMonths = 13)
    {
        var before = Log.Count;
        var receipt = await CollectAsync(EventPayload.ReadJson(Utf8(json)), retentionMonths);
        Assert.Equal(1, receipt.Accepted);
        return Log[before];
    }

    /// <summary>Code and path of the one refused event of a body in the product's own format.</summary>
    public async Task<(string Code, string? Path)> RefusedAsync(string json, int? retentionMonths = 13)
    {
        var receipt = await CollectAsync(EventPayload.ReadJson(Utf8(json)), retentionMonths);
        var problem = Assert.Single(receipt.Verdicts).Problem;
        Assert.Empty(Log);
        return (problem!.Code, problem.Path);
    }

    /// <summary>The properties without those that enrichment added.</summary>
    public static string AsSent(ReadOnlyMemory<byte> properties)
    {
        using var document = JsonDocument.Parse(properties);
        return $"{{{string.Join(',', document.RootElement.EnumerateObject()
            .Where(member => !member.Name.StartsWith('$')).Select(member => $"\"{member.Name}\":{member.Value.GetRawText()}"))}}}";
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> utf8) => Encoding.UTF8.GetString(utf8.Span);
}
