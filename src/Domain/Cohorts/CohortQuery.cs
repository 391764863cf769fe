using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Cohorts;

/// <summary>Who belongs to a cohort.</summary>
/// <param name="Criteria">Who.</param>
public sealed record CohortQuery(CohortCriteria Criteria) : Question
{
    /// <summary>Most members to list, in ordinal order of their ids; 0 for the size alone.</summary>
    public int Limit { get; init; }

    /// <summary>Lists members after this one; null from the first.</summary>
    public string? After { get; init; }

    /// <summary>Most members of one answer.</summary>
    public const int MaxLimit = QueryRules.MaxPage;

    /// <inheritdoc />
    public override Problem? Check() =>
        Criteria.Check()?.Under("criteria") ?? QueryRules.InRange(Limit, 0, MaxLimit, "limit")
        ?? QueryRules.Unicode(After, "after");

    /// <inheritdoc />
    public override IEnumerable<PropertyRef> Properties() => Criteria.Properties();
}

/// <summary>A cohort's members.</summary>
/// <param name="Size">Number of all.</param>
/// <param name="Members">Those asked for.</param>
/// <param name="Meta">What was read.</param>
public sealed record CohortAnswer(long Size, ImmutableArray<string> Members, AnswerMeta Meta);
