using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Lifecycle;

/// <summary>Actors by what became of them.</summary>
/// <param name="Periods">One a period that the range touches.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record LifecycleResult(ImmutableArray<LifecyclePeriod> Periods, ResultMeta Meta);

/// <summary>Actors of one period.</summary>
/// <param name="Start">First instant of the period inside the range.</param>
/// <param name="Active">Active in the period: <c>new</c>, <c>returning</c> and <c>resurrecting</c> together.</param>
/// <param name="New">First active ever.</param>
/// <param name="Returning">Active in this period and the one before.</param>
/// <param name="Resurrecting">Active in this period and not in the one before, but earlier.</param>
/// <param name="Dormant">Active in the period before and not in this one, as a number that is not above 0.</param>
/// <param name="ChurnRate">The share of those active in the period before who are not any more, 0 to 1; null when nobody
/// was active there, and for a period that is not complete.</param>
/// <param name="Complete">False for a period that the range cuts or that is not over.</param>
public sealed record LifecyclePeriod(
    DateTimeOffset Start,
    long Active,
    long New,
    long Returning,
    long Resurrecting,
    long Dormant,
    double? ChurnRate,
    bool Complete);
