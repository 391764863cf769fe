using System.Collections.Immutable;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>Counts the events that a question left out before it looked at any.</summary>
public sealed class MeasureExcluded(IEventAnalytics engine)
{
    private static readonly TimeRange _ever =
        TimeRange.Create(DateTimeOffset.UnixEpoch, new DateTimeOffset(2200, 1, 1, 0, 0, 0, TimeSpan.Zero)).Value;

    /// <param name="tenant">Whose events.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="watermark">Of the answer: what came since is not counted.</param>
    /// <param name="ofOthers">The condition by which the question leaves out the tenant's own people; null when they count.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The numbers, or what kept the engine from counting.</returns>
    public async Task<Result<ExcludedEvents>> ExecuteAsync(
        TenantScope tenant, EventQuery question, long watermark, EventFilter? ofOthers, CancellationToken cancellationToken)
    {
        ImmutableArray<SeriesQuery> asked =
        [
            Count(_ever, includeBots: true, null), Count(question.Range, includeBots: true, null),
            Count(question.Range, question.IncludeBots, null), Count(question.Range, question.IncludeBots, ofOthers),
        ];
        if (!(await engine.SeriesAsync(tenant, asked, cancellationToken)).TryGet(out var answers, out var problem))
            return problem;
        var counts = answers.Select(answer => (long)(answer.All.Total ?? 0)).ToArray();
        return new ExcludedEvents(counts[0] - counts[1], counts[1] - counts[2], counts[2] - counts[3]);

        SeriesQuery Count(TimeRange range, bool includeBots, EventFilter? filter) => new()
        {
            Range = range, Measure = new Measure(EventSelector.Any, Aggregation.Count), IncludeBots = includeBots, Filter = filter,
            AsOf = watermark,
        };
    }
}

/// <summary>Events that a question left out before it looked at any; each is in one of the numbers at most.</summary>
/// <param name="OutOfRange">Outside its range.</param>
/// <param name="Bots">In the range, tagged as a bot's; 0 where they count.</param>
/// <param name="Internal">In the range, of the tenant's own people; 0 where they count.</param>
public sealed record ExcludedEvents(long OutOfRange, long Bots, long Internal);
