using System.Diagnostics;

namespace Analytics.Domain.Querying;

/// <summary>How an answer came about: how fresh and how complete it is, and what it read.</summary>
/// <param name="ComputedAt">When it was computed.</param>
/// <param name="Watermark">Position in the tenant's log up to which events were seen.</param>
/// <param name="DataThrough">Time of the latest event seen; null for an empty log.</param>
/// <param name="TimeZone">Whose calendar made the buckets and dates.</param>
/// <param name="Complete">False while the range is not over.</param>
/// <param name="Engine">Which engine answered.</param>
/// <param name="RowsScanned">Events looked at.</param>
/// <param name="Elapsed">Time taken on the server.</param>
/// <param name="FromSnapshots">True when part of the range is older than the raw events and came from snapshots.</param>
/// <param name="DefinitionVersion">Version of the metric's definition; null for an ad hoc question.</param>
/// <param name="QueryId">Trace id under which the server's log and traces know this answer.</param>
public sealed record ResultMeta(
    DateTimeOffset ComputedAt,
    long Watermark,
    DateTimeOffset? DataThrough,
    TimeZoneInfo TimeZone,
    bool Complete,
    string Engine,
    long RowsScanned,
    TimeSpan Elapsed,
    bool FromSnapshots,
    int? DefinitionVersion,
    string QueryId)
{
    /// <summary>Ids that were erased after the watermark of an answer as of an earlier position: their events are missing,
    /// though the log had them then. 0 in an answer as of now.</summary>
    public long ErasedSince { get; init; }

    /// <summary>Whether the answer was at hand, for the same question as of the same state of the log: then nothing was read for
    /// it now, and <c>rowsScanned</c> is what was read then.</summary>
    public bool Cached { get; init; }

    /// <summary>Whether the figures are exact, not estimates.</summary>
    public bool Exact { get; init; } = true;

    /// <summary>On which day weeks start.</summary>
    public DayOfWeek WeekStart { get; init; }

    /// <summary>What the engine was asked and answered; null where a part came from snapshots, which cannot be asked as of an
    /// earlier position.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>The meta of an answer computed since <paramref name="started"/>.</summary>
    /// <param name="answer">What the engine read.</param>
    /// <param name="range">What was asked for.</param>
    /// <param name="calendar">Makes days and weeks.</param>
    /// <param name="clock">Gives now and the time elapsed.</param>
    /// <param name="started">The clock's timestamp at the start.</param>
    /// <param name="evidence">What was asked; null where that cannot be told.</param>
    /// <param name="definitionVersion">Null for an ad hoc question.</param>
    public static ResultMeta From(
        AnswerMeta answer, TimeRange range, QueryCalendar calendar, TimeProvider clock, long started, Evidence? evidence,
        int? definitionVersion = null)
    {
        var now = clock.GetUtcNow();
        var trace = Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom();
        return new ResultMeta(
            now, answer.Watermark, answer.DataThrough, calendar.Zone, range.To <= now, answer.Engine, answer.RowsScanned,
            clock.GetElapsedTime(started), answer.FromSnapshots, definitionVersion, trace.ToHexString())
        {
            ErasedSince = answer.ErasedSince, WeekStart = calendar.WeekStart,
            Cached = !answer.FromSnapshots && answer.ComputedAt < started, Evidence = answer.FromSnapshots ? null : evidence,
        };
    }
}
