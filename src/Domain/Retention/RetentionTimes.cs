using System.Collections.Immutable;

namespace Analytics.Domain.Retention;

/// <summary>When the cells of a matrix begin and when their time is over.</summary>
internal sealed class RetentionTimes
{
    private readonly RetentionQuery _query;
    private readonly List<DateTimeOffset> _starts = [];
    private readonly DateTimeOffset _now;

    /// <param name="query">Gives calendar, periods and columns.</param>
    /// <param name="cohorts">Starts of the cohorts' periods, ascending and without a hole.</param>
    /// <param name="now">What is over now is complete.</param>
    public RetentionTimes(RetentionQuery query, ImmutableArray<RetentionCohortCount> cohorts, DateTimeOffset now)
    {
        (_query, _now) = (query, now);
        _starts.AddRange(cohorts.Select(cohort => cohort.Start));
        for (var i = 0; i <= query.Periods && cohorts.Length > 0; i++)
            _starts.Add(CalendarBuckets.EndOf(_starts[^1], query.Period, query.Calendar.Zone, query.Calendar.WeekStart));
    }

    /// <summary>The first period of a column.</summary>
    public int FirstPeriod(int column) => _query.ReturnBy is RetentionReturn.Bracket ? _query.Brackets[column] : column;

    public bool HasBegun(int cohort, int column) =>
        Instant(cohort, FirstPeriod(column), _starts[cohort]) <= _now;

    public bool IsOver(int cohort, int column) =>
        Instant(cohort, LastPeriod(column) + 1, _starts[cohort + 1]) <= _now;

    private int LastPeriod(int column) => _query.ReturnBy switch
    {
        RetentionReturn.On => column,
        RetentionReturn.Bracket when column + 1 < _query.Brackets.Length => _query.Brackets[column + 1] - 1,
        _ => _query.Periods,
    };

    // So many periods after the cohort's start; of 24 hours, after the first or last instant of the cohort's period.
    private DateTimeOffset Instant(int cohort, int periods, DateTimeOffset from) =>
        _query.Rolling24Hours ? from + (periods * _query.PeriodLength) : _starts[cohort + periods];
}
