namespace Analytics.Domain.Shared;

/// <summary>Half-open <c>[From, To)</c>, never empty, in UTC with millisecond precision.</summary>
public sealed record TimeRange
{
    /// <summary>First instant inside.</summary>
    public DateTimeOffset From { get; }

    /// <summary>First instant after.</summary>
    public DateTimeOffset To { get; }

    private TimeRange(DateTimeOffset from, DateTimeOffset to) => (From, To) = (from, to);

    /// <summary>A range of two instants.</summary>
    /// <returns><c>RANGE_EMPTY</c> when <paramref name="from"/> does not precede <paramref name="to"/>.</returns>
    public static Result<TimeRange> Create(DateTimeOffset from, DateTimeOffset to) =>
        from < to
            ? new TimeRange(from.ToUniversalTime(), to.ToUniversalTime())
            : Problem.Invalid("RANGE_EMPTY", "'from' must precede 'to'.");

    /// <summary>Whether the instant lies inside.</summary>
    public bool Contains(DateTimeOffset instant) => From <= instant && instant < To;
}
