using Analytics.Api.Hosting;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>A half-open range of time, named in one of three ways.</summary>
[OneOf]
public sealed record RangeInput
{
    /// <summary>From an instant or local date to another, the second not included.</summary>
    public BetweenInput? Between { get; init; }

    /// <summary>The elapsed time that ends now, e.g. <c>P30D</c> or <c>PT1H</c>.</summary>
    public TimeSpan? Last { get; init; }

    /// <summary>A named part of the calendar, in the query's time zone.</summary>
    public RangePreset? Preset { get; init; }

    internal RequestedRange ToDomain() => this switch
    {
        { Between: { } between } => between.ToDomain(),
        { Last: { } last } => new RequestedRange.Last(last),
        { Preset: { } preset } => new RequestedRange.Preset(preset),
        _ => throw new InvalidOperationException("A @oneOf input has one field."),
    };
}

/// <summary>Either both instants or both local dates.</summary>
public sealed record BetweenInput
{
    /// <summary>First instant inside.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>First instant after.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>First local date inside, from midnight in the query's time zone.</summary>
    public DateOnly? FromDate { get; init; }

    /// <summary>First local date after: the end date itself is not included.</summary>
    public DateOnly? ToDate { get; init; }

    internal RequestedRange ToDomain() => this switch
    {
        { From: { } from, To: { } to, FromDate: null, ToDate: null } => new RequestedRange.Instants(from, to),
        { From: null, To: null, FromDate: { } from, ToDate: { } to } => new RequestedRange.Dates(from, to),
        _ => throw Problem.Invalid(
            "RANGE_INCOMPLETE", "'between' takes either 'from' and 'to' or 'fromDate' and 'toDate'.", "range.between")
            .ToException(),
    };
}
