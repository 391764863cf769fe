using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;

namespace Analytics.Api.Retention;

/// <summary>Who comes back after a start event, by period.</summary>
public sealed record RetentionInput
{
    /// <summary>What makes an actor part of a cohort. Default: any event.</summary>
    public EventSelectorInput? Start { get; init; }

    /// <summary>What counts as coming back. Default: any event.</summary>
    public EventSelectorInput? Return { get; init; }

    /// <summary>Where start events lie; returns after its end count too.</summary>
    public required RangeInput Range { get; init; }

    /// <summary>Width of a period: DAY, WEEK, MONTH or QUARTER. Default WEEK.</summary>
    public Interval? Period { get; init; }

    /// <summary>Periods shown after the cohort's own, which is period 0: 1 to 400. Default 11.</summary>
    public int? Periods { get; init; }

    /// <summary>Which start event makes the cohort. Default FIRST_IN_RANGE.</summary>
    public RetentionStart? StartBy { get; init; }

    /// <summary>When an actor counts as returned. Default ON.</summary>
    public RetentionReturn? ReturnBy { get; init; }

    /// <summary>For <c>returnBy: BRACKET</c>: first periods of the spans, ascending, from 0; the last one ends with
    /// <c>periods</c>.</summary>
    public IReadOnlyList<int>? Brackets { get; init; }

    /// <summary>Multiples of 24 hours from the actor's own start event in place of calendar periods. Default false.</summary>
    public bool? Rolling24Hours { get; init; }

    /// <summary>What a cell holds beside the number of actors, e.g. the sum of what they spent.</summary>
    public RetentionValueInput? Value { get; init; }

    /// <summary>Splits by properties of the start event, 3 at most.</summary>
    public IReadOnlyList<BreakdownInput>? Breakdown { get; init; }

    /// <summary>Groups shown, 1 to 1,000; the rest goes to <c>other</c>. Default 10.</summary>
    public int? Limit { get; init; }

    /// <summary>A condition on start and return events alike.</summary>
    public PropertyFilterInput? Filter { get; init; }

    /// <summary>Only these actors count.</summary>
    public CohortCriteriaInput? CohortCriteria { get; init; }

    /// <summary>Whether events tagged as a bot's count. Default false.</summary>
    public bool? IncludeBots { get; init; }

    /// <summary>Whether events of the tenant's own people, by its settings, are left out. Default false.</summary>
    public bool? ExcludeInternal { get; init; }

    /// <summary>Whose calendar makes the periods; the tenant's by default.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    internal RetentionQuery ToDomain(AskedCalendar asked, string path)
    {
        var query = new RetentionQuery
        {
            Start = Start?.ToDomain($"{path}.start") ?? EventSelector.Any,
            Return = Return?.ToDomain($"{path}.return") ?? EventSelector.Any,
            Range = asked.Range(Range, $"{path}.range"),
            Calendar = asked.Calendar,
            StartBy = StartBy ?? RetentionStart.FirstInRange,
            ReturnBy = ReturnBy ?? RetentionReturn.On,
            Brackets = [.. Brackets ?? []],
            Rolling24Hours = Rolling24Hours ?? false,
            Value = Value?.ToDomain(),
            Breakdown = BreakdownInput.ToDomain(Breakdown, Limit),
            Filter = Filter?.ToDomain($"{path}.filter"),
            Cohort = CohortCriteria?.ToDomain(asked, $"{path}.cohortCriteria"),
            IncludeBots = IncludeBots ?? false,
        };
        return query with { Period = Period ?? query.Period, Periods = Periods ?? query.Periods };
    }
}

/// <summary>An aggregation of the return events in a cell.</summary>
public sealed record RetentionValueInput
{
    /// <summary>What is computed.</summary>
    public required Aggregation Aggregation { get; init; }

    /// <summary>The property that is computed with; left out for counts.</summary>
    public string? Property { get; init; }

    /// <summary>For PERCENTILE: above 0, below 100.</summary>
    public double? Percentile { get; init; }

    internal Measure ToDomain() => new(EventSelector.Any, Aggregation)
    {
        Property = Property is { } name ? new PropertyRef(name) : null,
        Percentile = Percentiles.ToDomain(Percentile),
    };
}
