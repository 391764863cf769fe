using System.Collections.Immutable;
using Analytics.Domain.Querying;

namespace Analytics.Domain.Series;

/// <summary>By which properties a series is split, and which groups are shown.</summary>
/// <param name="Dimensions">1 to <see cref="MaxDimensions"/>; an event without a value has null there.</param>
/// <param name="Limit">The groups with the highest totals are shown, a total of null after all others, ties by key
/// (ordinal, dimension by dimension, null last); the rest goes to <c>Other</c>. The group in which every dimension
/// is missing is shown beside them, last, when there is one, and never goes to <c>Other</c>.</param>
/// <param name="Keys">When set, exactly these groups are answered in this order, each once, and
/// <paramref name="Limit"/> does not count; every other one goes to <c>Other</c>, the missing one too: a formula
/// asks its parts for the groups that it chose.</param>
public sealed record SeriesBreakdown(
    ImmutableArray<PropertyRef> Dimensions, int Limit, ImmutableArray<GroupKey>? Keys = null)
{
    /// <summary>Groups shown when the caller does not say.</summary>
    public const int DefaultLimit = 10;

    /// <summary>Most groups of one answer.</summary>
    public const int MaxLimit = 1_000;

    /// <summary>The limit that shows every group, however many: the cells of an answer bound them.</summary>
    public const int AllGroups = int.MaxValue;

    /// <summary>Most dimensions.</summary>
    public const int MaxDimensions = 3;

    /// <summary>One dimension.</summary>
    public SeriesBreakdown(PropertyRef property, int limit, ImmutableArray<GroupKey>? keys = null)
        : this([property], limit, keys)
    {
    }

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() => CheckDimensions() ?? (Keys is { } keys ? CheckKeys(keys) : CheckLimit(Limit));

    internal static Problem? CheckLimit(int limit) =>
        limit is >= 1 and <= MaxLimit or AllGroups
            ? null
            : Problem.Invalid("LIMIT_OUT_OF_RANGE", $"'limit' lies in 1..{MaxLimit}.", "limit");

    private Problem? CheckDimensions() =>
        Dimensions.IsEmpty
            ? Problem.Invalid("BREAKDOWN_EMPTY", "A breakdown names a property.", "dimensions")
            : Dimensions.Length > MaxDimensions
            ? Problem.Invalid(
                "BREAKDOWN_TOO_MANY", $"An answer is split by at most {MaxDimensions} dimensions.", "dimensions")
            : QueryRules.Each(Dimensions, "dimensions", dimension => dimension.Check())
              ?? QueryRules.Distinct(Dimensions, "dimensions", dimension => dimension.Canonical());

    private Problem? CheckKeys(ImmutableArray<GroupKey> keys) =>
        keys.Length > MaxLimit
            ? Problem.Invalid("LIMIT_OUT_OF_RANGE", $"At most {MaxLimit} groups are answered.", "keys")
            : QueryRules.Each(keys, "keys", key => QueryRules.Conflict(
                key.Values.Length != Dimensions.Length, "A key has one value a dimension.", null)
                ?? QueryRules.Each(key.Values, "", value => QueryRules.Unicode(value)))
              ?? QueryRules.Distinct(keys, "keys", key => key);
}
