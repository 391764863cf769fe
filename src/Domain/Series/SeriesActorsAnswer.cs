using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>Whose events each bucket of a series has, by the ids that they were sent with.</summary>
/// <param name="Cells">Those with anybody, by bucket, then group.</param>
/// <param name="Meta">What was read.</param>
public sealed record SeriesActorsAnswer(ImmutableArray<SeriesActors> Cells, AnswerMeta Meta)
{
    /// <summary>Most ids of one answer, each counted in every cell.</summary>
    public const int MaxIds = 5_000_000;
}

/// <summary>The ids behind one bucket, and one group where there are some.</summary>
/// <param name="Bucket">From 0.</param>
/// <param name="Group">Null without a breakdown.</param>
/// <param name="Ids">As sent, whoever's they are now; ordinal.</param>
public sealed record SeriesActors(int Bucket, GroupKey? Group, ImmutableArray<string> Ids);
