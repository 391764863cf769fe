using System.Collections.Immutable;
using Analytics.Api.Cohorts;
using Analytics.Api.Querying;
using Analytics.Domain.Metrics;

namespace Analytics.Api.Metrics;

/// <summary>Actors whose figures are shown beside those of all.</summary>
public sealed record SegmentInput
{
    /// <summary>What they are called, 1 to 200 characters, each name once.</summary>
    public required string Name { get; init; }

    /// <summary>Who they are; who belongs to several segments counts in each.</summary>
    public required CohortCriteriaInput CohortCriteria { get; init; }

    internal static ImmutableArray<AskedSegment> ToDomain(
        IReadOnlyList<SegmentInput>? segments, AskedCalendar asked, string path) =>
    [
        .. (segments ?? []).Select((segment, index) => new AskedSegment(
            segment.Name, segment.CohortCriteria.ToDomain(asked, $"{path}[{index}].cohortCriteria"))),
    ];
}
