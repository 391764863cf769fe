using System.Collections.Immutable;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Metrics;

/// <summary>Actors whose figures are shown beside those of all.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Cohort">Who they are; who belongs to several segments counts in each.</param>
public sealed record AskedSegment(string Name, CohortCriteria Cohort)
{
    /// <summary>Most segments of one question.</summary>
    public const int Most = 20;

    /// <summary>Most characters of a name.</summary>
    public const int MaxName = 200;

    internal static Problem? Check(ImmutableArray<AskedSegment> segments) =>
        QueryRules.InRange(segments.Length, 0, Most, "segments")
        ?? QueryRules.Each(segments, "segments", segment =>
            QueryRules.InRange(segment.Name.Length, 1, MaxName, "name")
            ?? QueryRules.Unicode(segment.Name, "name")
            ?? segment.Cohort.Check()?.Under("cohortCriteria"))
        ?? QueryRules.Distinct(segments, "segments", segment => segment.Name);
}

/// <summary>The figures of one segment.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Figures">As for all, of the events of its actors alone; it has no segments of its own.</param>
public sealed record MetricSegment(string Name, MetricResult Figures);
