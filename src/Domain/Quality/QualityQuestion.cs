using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Quality;

/// <summary>Which days of a tenant's data are looked at, and which of its properties.</summary>
public sealed record QualityQuestion
{
    /// <summary>Most days of one question.</summary>
    public const int MaxDays = 400;

    /// <summary>Most fields of one question.</summary>
    public const int MaxFields = 50;

    private QualityQuestion(TimeRange range, QueryCalendar calendar, ImmutableArray<CriticalField> fields) =>
        (Range, Calendar, Fields) = (range, calendar, fields);

    /// <summary>Whole local days.</summary>
    public TimeRange Range { get; }

    /// <summary>Makes the days.</summary>
    public QueryCalendar Calendar { get; }

    /// <summary>Each once, in the order given.</summary>
    public ImmutableArray<CriticalField> Fields { get; }

    /// <summary>A question about the local days that a range touches, each as a whole.</summary>
    /// <returns>The question, or <c>TOO_MANY_BUCKETS</c>, <c>FIELDS_COUNT</c>, <c>FIELD_INVALID</c>.</returns>
    public static Result<QualityQuestion> Create(
        TimeRange range, QueryCalendar calendar, IReadOnlyList<CriticalField> fields)
    {
        if (range.To - range.From > TimeSpan.FromDays(MaxDays))
            return Problem.Invalid("TOO_MANY_BUCKETS", $"Quality is told of at most {MaxDays} days at once.", "range");
        if (fields.Count > MaxFields)
            return Problem.Invalid("FIELDS_COUNT", $"At most {MaxFields} fields are looked at in one question.", "fields");
        for (var i = 0; i < fields.Count; i++)
            if (fields[i] is not { Event: { Length: > 0 and <= 200 }, Field: { Length: > 0 and <= 200 } })
                return Problem.Invalid("FIELD_INVALID", "A field names an event and one of its properties.", $"fields[{i}]");
        var from = LocalCalendar.StartOfDay(LocalCalendar.DayOf(range.From, calendar.Zone), calendar.Zone);
        var to = CalendarBuckets.EndOf(range.To.AddTicks(-1), Interval.Day, calendar.Zone, calendar.WeekStart);
        return TimeRange.Create(from, to).Then<QualityQuestion>(
            days => new QualityQuestion(days, calendar, [.. fields.Distinct()]));
    }

    /// <summary>The local day of each bucket of the range, and whether it is over.</summary>
    internal ImmutableArray<(DateOnly Day, bool Complete)> Days(DateTimeOffset now)
    {
        var edges = CalendarBuckets.Edges(Range, Interval.Day, Calendar.Zone, Calendar.WeekStart, MaxDays + 2).Value;
        return [.. edges.Take(edges.Length - 1).Select((edge, i) => (LocalCalendar.DayOf(edge, Calendar.Zone), edges[i + 1] <= now))];
    }
}
