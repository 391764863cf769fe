using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>What became of one tenant's messages since the journal was last written.</summary>
internal sealed class JournalPage(TenantScope tenant)
{
    // Half a second of them: whoever is refused more often learns nothing from further lines.
    private const int MostNotes = 1_000;

    // Names are the sender's: beyond so many the counts are kept without.
    private const int MostCounts = 5_000;

    private readonly Dictionary<Count, long> _counts = [];
    private readonly List<Note> _notes = [];

    public TenantScope Tenant => tenant;

    public void Add(JudgedRequest request)
    {
        var hour = new DateTimeOffset(request.ReceivedAt.Ticks - request.ReceivedAt.Ticks % TimeSpan.TicksPerHour, TimeSpan.Zero);
        var key = request.KeyId ?? Guid.Empty;
        var plain = 0;
        for (var i = 0; i < request.Verdicts.Count; i++)
        {
            var verdict = request.Verdicts[i];
            if (verdict is { Status: EventStatus.Accepted, Problem: null })
            {
                plain++;
                continue;
            }

            var draft = request.Messages[i].IsSuccess ? request.Messages[i].Value : null;
            var name = draft?.Name ?? "";
            Add(new Count(hour, key, verdict.Status, verdict.Problem?.Code ?? "", _counts.Count < MostCounts ? name : ""), 1);
            if (_notes.Count < MostNotes)
                _notes.Add(new Note(request.ReceivedAt, draft?.Id, name, verdict, request.KeyId));
        }

        if (plain > 0)
            Add(new Count(hour, key, EventStatus.Accepted, "", ""), plain);
    }

    /// <summary>Takes over a page that could not be written.</summary>
    public void Add(JournalPage page)
    {
        foreach (var (count, messages) in page._counts)
            Add(_counts.Count < MostCounts ? count : count with { Name = "" }, messages);
        _notes.AddRange(page._notes.Take(MostNotes - _notes.Count));
    }

    public NpgsqlBatchCommand CountsCommand()
    {
        // In the order of their key, so that nodes that write at the same time wait for each other and never in a circle.
        var counts = _counts
            .OrderBy(count => count.Key.Hour).ThenBy(count => count.Key.KeyId).ThenBy(count => count.Key.Verdict)
            .ThenBy(count => count.Key.Code, StringComparer.Ordinal).ThenBy(count => count.Key.Name, StringComparer.Ordinal)
            .ToList();
        return new NpgsqlBatchCommand(JournalSql.Count)
        {
            Parameters =
            {
                Value(tenant.Id.Value),
                Column(counts.Select(count => count.Key.Hour)),
                Column(counts.Select(count => count.Key.KeyId)),
                Column(counts.Select(count => VerdictText.Write(count.Key.Verdict))),
                Column(counts.Select(count => count.Key.Code)),
                Column(counts.Select(count => count.Key.Name)),
                Column(counts.Select(count => count.Value)),
            },
        };
    }

    /// <returns>Null when there is nothing to note.</returns>
    public NpgsqlBatchCommand? NotesCommand() => _notes.Count == 0 ? null : new NpgsqlBatchCommand(JournalSql.Note)
    {
        Parameters =
        {
            Value(tenant.Id.Value),
            Column(_notes.Select(note => note.ReceivedAt)),
            Column(_notes.Select(note => note.MessageId)),
            Column(_notes.Select(note => note.Name.Length == 0 ? null : note.Name)),
            Column(_notes.Select(note => VerdictText.Write(note.Verdict.Status))),
            Column(_notes.Select(note => note.Verdict.Problem?.Code)),
            Column(_notes.Select(note => note.Verdict.Problem?.Path)),
            Column(_notes.Select(note => note.Verdict.Problem?.Message)),
            Column(_notes.Select(note => note.KeyId)),
        },
    };

    private void Add(Count count, long messages) =>
        _counts[count] = _counts.GetValueOrDefault(count) + messages;

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<T[]> Column<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };

    private readonly record struct Count(DateTimeOffset Hour, Guid KeyId, EventStatus Verdict, string Code, string Name);

    private sealed record Note(
        DateTimeOffset ReceivedAt, string? MessageId, string Name, EventVerdict Verdict, Guid? KeyId);
}
