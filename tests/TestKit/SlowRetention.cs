using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Retention;

namespace Analytics.TestKit;

/// <summary>Retention by its definition: who started when, and what each did in which period after.</summary>
internal sealed class SlowRetention
{
    private readonly SlowData _data;
    private readonly RetentionQuery _query;
    private readonly ImmutableArray<DateTimeOffset> _periods;   // starts of the cohorts' periods and of all that follow
    private readonly int _cohorts;

    private SlowRetention(SlowData data, RetentionQuery query)
    {
        (_data, _query) = (data, query);
        var (zone, weekStart) = query.Calendar;
        var periods = new List<DateTimeOffset> { CalendarBuckets.StartOf(query.Range.From, query.Period, zone, weekStart) };
        while (periods[^1] < query.Range.To)
            periods.Add(CalendarBuckets.EndOf(periods[^1], query.Period, zone, weekStart));
        _cohorts = periods.Count - 1;
        for (var i = 0; i <= query.Periods; i++)
            periods.Add(CalendarBuckets.EndOf(periods[^1], query.Period, zone, weekStart));
        _periods = [.. periods];
    }

    /// <summary>The actors whom a cell counts.</summary>
    public static IEnumerable<string> Behind(SlowData data, RetentionQuery query, FigurePlace.Cell place)
    {
        var retention = new SlowRetention(data, query);
        return retention.Members()
            .Where(member => member.Cohort == place.Cohort)
            .Where(member => place.Group is not { } group || member.Start.Key(query.Breakdown!.Dimensions) == group)
            .Where(member => place.Column is not { } column || retention.Columns().ElementAt(column) is var span
                && member.Returns.Any(one => one.Period >= span.From && one.Period <= span.To))
            .Select(member => member.Start.Actor!);
    }

    public static RetentionAnswer Answer(SlowData data, RetentionQuery query)
    {
        var retention = new SlowRetention(data, query);
        var members = retention.Members();
        var answer = new RetentionAnswer(retention.Matrix(members), [], null, data.Log.Meta);
        if (query.Breakdown is not { } breakdown)
            return answer;
        var groups = members.ToLookup(member => member.Start.Key(breakdown.Dimensions));
        var shown = SlowGroups.Shown(breakdown, [.. groups.Select(group => group.Key)], key => groups[key].Count());
        var rest = groups.Where(group => !shown.Contains(group.Key)).SelectMany(group => group).ToList();
        return answer with
        {
            Groups = [.. shown.Select(key => new RetentionGroupCount(key, retention.Matrix([.. groups[key]])))],
            Other = rest.Count > 0 ? retention.Matrix(rest) : null,
        };
    }

    private List<Member> Members() =>
    [
        .. _data.Of(_query.Cohort)
            .Where(one => one.Actor is not null)
            .GroupBy(one => one.Actor, StringComparer.Ordinal)
            .SelectMany(actor => Members([.. actor])),
    ];

    // An actor's start events with the cohorts that they make him part of, and the return events that follow.
    private IEnumerable<Member> Members(List<SlowEvent> path)
    {
        var starts = path.Where(one => one.Matches(_query.Start) && one.Matches(_query.Filter)).ToList();
        var inRange = starts.Where(one => _query.Range.Contains(one.Time));
        var counted = _query.StartBy switch
        {
            RetentionStart.FirstInRange => inRange.Take(1),
            RetentionStart.FirstEver => starts.Take(1).Intersect(inRange),
            _ => inRange.DistinctBy(one => PeriodOf(one.Time)),
        };
        foreach (var start in counted)
            yield return new Member(start, PeriodOf(start.Time),
            [
                .. path.Skip(path.IndexOf(start))
                    .Where(one => one.Matches(_query.Return) && one.Matches(_query.Filter))
                    .Select(one => (one, PeriodsBetween(start.Time, one.Time))),
            ]);
    }

    private int PeriodOf(DateTimeOffset time) => _periods.Count(start => start <= time) - 1;

    private int PeriodsBetween(DateTimeOffset start, DateTimeOffset later) => _query.Rolling24Hours
        ? (int)((later - start).Ticks / (TimeSpan.TicksPerDay * Days(_query.Period)))
        : PeriodOf(later) - PeriodOf(start);

    private static int Days(Interval period) => period switch
    {
        Interval.Day => 1,
        Interval.Week => 7,
        Interval.Month => 30,
        Interval.Quarter => 90,
        _ => throw new NotSupportedException(),
    };

    // The first and last period of each column.
    private IEnumerable<(int From, int To)> Columns() => _query.ReturnBy switch
    {
        RetentionReturn.On => Enumerable.Range(0, _query.Periods + 1).Select(period => (period, period)),
        RetentionReturn.OnOrAfter => Enumerable.Range(0, _query.Periods + 1).Select(period => (period, _query.Periods)),
        _ => _query.Brackets.Zip(_query.Brackets.Skip(1).Select(next => next - 1).Append(_query.Periods)),
    };

    private ImmutableArray<RetentionCohortCount> Matrix(List<Member> members) =>
    [
        .. Enumerable.Range(0, _cohorts).Select(cohort => Row(cohort, [.. members.Where(member => member.Cohort == cohort)])),
    ];

    private RetentionCohortCount Row(int cohort, List<Member> members)
    {
        var cells = Columns()
            .Select(column => members
                .Select(member => member.Returns
                    .Where(one => one.Period >= column.From && one.Period <= column.To)
                    .Select(one => one.Event)
                    .ToList())
                .Where(returns => returns.Count > 0)
                .ToList())
            .ToList();
        return new RetentionCohortCount(
            _periods[cohort],
            members.Count,
            [.. cells.Select(returned => (long)returned.Count)],
            _query.Value is { } value
                ? [.. cells.Select(returned => SlowFigures.Value(_data, value, returned.SelectMany(events => events)))]
                : [],
            _query.KeepsValues ? [.. Columns().Select(column => members.Sum(member => Kept(member, column.From)))] : []);
    }

    // No more than in period 0, and nothing below 0.
    private decimal Kept(Member member, int period) => Math.Max(0, Math.Min(ValueIn(member, period), ValueIn(member, 0)));

    private decimal ValueIn(Member member, int period) => SlowFigures.Value(
        _data, _query.Value!, member.Returns.Where(one => one.Period == period).Select(one => one.Event))!.Value;

    private sealed record Member(SlowEvent Start, int Cohort, ImmutableArray<(SlowEvent Event, int Period)> Returns);
}
