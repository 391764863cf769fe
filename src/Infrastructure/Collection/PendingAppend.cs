using System.Buffers;
using System.Collections;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Infrastructure.Collection;

/// <summary>
/// One caller's events, already in COPY's form, what he says of actors, and he himself, who waits for it to be durable.
/// </summary>
internal sealed class PendingAppend
{
    private static readonly DateTimeOffset _earliest = new(1970, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset _end = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly TaskCompletionSource<Result<AppendOutcome>> _outcome =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly SortedSet<DateOnly> _months = [];
    private readonly BitArray _duplicates;
    private readonly Dictionary<int, AppendStatus> _others = [];
    private readonly int _events;
    private byte[] _rows;
    private int _length;

    private PendingAppend(TenantId tenant, LogAppend append, long firstOrdinal, int bytes)
    {
        (Key, Weight) = (append.KeyId ?? Guid.Empty, WeightOf(append));
        (Tenant, FirstOrdinal, Count, _events) = (tenant, firstOrdinal, append.Count, append.Events.Count);
        _duplicates = new BitArray(Count);
        if (append.Actors.Count > 0)
            Statements = [.. append.Actors.Select(
                (entry, i) => new PendingStatement(entry, firstOrdinal + append.Events.Count + i))];
        _rows = ArrayPool<byte>.Shared.Rent(bytes);
    }

    public TenantId Tenant { get; }

    /// <summary>The API key that it came with; <see cref="Guid.Empty"/> without one.</summary>
    public Guid Key { get; }

    /// <summary>How much of the queue it takes: <see cref="WeightOf"/>.</summary>
    public int Weight { get; }

    /// <summary>
    /// Number of the first event; those of the others follow, then those of the statements. No other append of this
    /// process has them.
    /// </summary>
    public long FirstOrdinal { get; }

    /// <summary>How many events and statements.</summary>
    public int Count { get; }

    /// <summary>What is said of actors.</summary>
    public IReadOnlyList<PendingStatement> Statements { get; } = [];

    /// <summary>First days of the months that the events are in.</summary>
    public IReadOnlyCollection<DateOnly> Months => _months;

    public ReadOnlyMemory<byte> Rows => _rows.AsMemory(0, _length);

    public Task<Result<AppendOutcome>> Outcome => _outcome.Task;

    /// <summary>How much of the queue an append takes: its events and statements, but at least one for each KiB.</summary>
    public static int WeightOf(LogAppend append)
    {
        var bytes = 0L;
        for (var i = 0; i < append.Events.Count; i++)
            bytes += append.Events[i].Properties.Length + append.Events[i].Context.Length;
        return (int)Math.Max(append.Count, bytes / 1024);
    }

    /// <returns>The append, or <c>EVENT_NOT_STORABLE</c> with the event's index as path.</returns>
    public static Result<PendingAppend> Create(TenantId tenant, LogAppend log, long firstOrdinal)
    {
        var (bytes, events) = (0, log.Events);
        for (var i = 0; i < events.Count; i++)
            bytes = checked(bytes + EventRowWriter.MostBytes(events[i]));
        var append = new PendingAppend(tenant, log, firstOrdinal, bytes);
        var faulty = append.Write(events);
        if (faulty < 0)
            return append;
        append.Release();
        return NotStorable($"[{faulty}]");
    }

    public static Problem NotStorable(string? path) => Problem.Invalid(
        "EVENT_NOT_STORABLE",
        "The log holds times from 1970 to 2099, Unicode text without U+0000, and JSON of such text and finite numbers.",
        path);

    public void MarkDuplicate(long ordinal) => _duplicates[(int)(ordinal - FirstOrdinal)] = true;

    /// <summary>Says what became of one that was neither written as it is nor known.</summary>
    public void Mark(long ordinal, AppendStatus status) => _others[(int)(ordinal - FirstOrdinal)] = status;

    public void Succeed(long head)
    {
        Release();
        var statuses = new AppendStatus[Count];
        for (var i = 0; i < statuses.Length; i++)
            statuses[i] = _duplicates[i] ? AppendStatus.Duplicate
                : _others.GetValueOrDefault(i, AppendStatus.Written);
        _outcome.SetResult(_events == Count
            ? new AppendOutcome(statuses, head)
            : new AppendOutcome(statuses[.._events], head) { Actors = statuses[_events..] });
    }

    public void Refuse(Problem problem)
    {
        Release();
        _outcome.SetResult(problem);
    }

    public void Fail(Exception failure)
    {
        Release();
        _outcome.SetException(failure);
    }

    // Index of the first event that cannot be written, -1 when all are.
    private int Write(IReadOnlyList<NewEvent> events)
    {
        var writer = new EventRowWriter(Tenant, _rows);
        var month = default(DateOnly);
        for (var i = 0; i < events.Count; i++)
        {
            var at = events[i].OccurredAt;
            if (at < _earliest || at >= _end || !writer.TryWrite(events[i], FirstOrdinal + i))
                return i;
            var utc = at.UtcDateTime;
            if (month.Year == utc.Year && month.Month == utc.Month)
                continue;
            month = new DateOnly(utc.Year, utc.Month, 1);
            _months.Add(month);
        }

        _length = writer.Written;
        return -1;
    }

    private void Release()
    {
        ArrayPool<byte>.Shared.Return(_rows);
        (_rows, _length) = ([], 0);
    }
}
