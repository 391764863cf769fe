using System.Collections.Immutable;
using Analytics.Domain.Retention;

namespace Analytics.Columnar.Retention;

/// <summary>Counts by slot, cohort and column: a slot is a group, or everybody.</summary>
/// <param name="scope">What is asked.</param>
/// <param name="slots">Number of slots.</param>
internal sealed class RetentionMatrix(RetentionScope scope, int slots)
{
    private readonly int _columns = scope.Query.Columns;

    /// <summary>Members by slot and cohort.</summary>
    public long[] Sizes { get; } = new long[slots * scope.Cohorts];

    /// <summary>Returned members by slot, cohort and column.</summary>
    public long[] Counts { get; } = new long[slots * scope.Cohorts * scope.Query.Columns];

    /// <summary>Adds another thread's.</summary>
    public void Add(RetentionMatrix other)
    {
        for (var i = 0; i < Sizes.Length; i++)
            Sizes[i] += other.Sizes[i];
        for (var i = 0; i < Counts.Length; i++)
            Counts[i] += other.Counts[i];
    }

    /// <summary>Adds to each column what is in the later ones: who returned last in one returned in it or after all
    /// before.</summary>
    public void AddLaterColumns()
    {
        for (var row = 0; row < Counts.Length; row += _columns)
            for (var column = _columns - 2; column >= 0; column--)
                Counts[row + column] += Counts[row + column + 1];
    }

    /// <summary>Adds each slot to the last one.</summary>
    public void AddToLast()
    {
        var last = slots - 1;
        for (var i = 0; i < last * scope.Cohorts; i++)
            Sizes[(last * scope.Cohorts) + (i % scope.Cohorts)] += Sizes[i];
        var size = scope.Cohorts * _columns;
        for (var i = 0; i < last * size; i++)
            Counts[(last * size) + (i % size)] += Counts[i];
    }

    /// <summary>Whether anybody is in a slot.</summary>
    public bool HasAny(int slot) => Sizes.AsSpan(slot * scope.Cohorts, scope.Cohorts).ContainsAnyExcept(0L);

    /// <summary>The rows of a slot.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="value">The value of a cell, numbered like <see cref="Counts"/>; null for none.</param>
    /// <param name="kept">What is kept of period 0's value in a cell, numbered alike; null for none.</param>
    public ImmutableArray<RetentionCohortCount> Rows(int slot, Func<int, decimal?>? value, Func<int, decimal>? kept) =>
    [
        .. Enumerable.Range(0, scope.Cohorts).Select(cohort =>
        {
            var row = (slot * scope.Cohorts) + cohort;
            var cells = Enumerable.Range(row * _columns, _columns);
            return new RetentionCohortCount(
                scope.Periods[cohort],
                Sizes[row],
                [.. Counts.AsSpan(row * _columns, _columns)],
                value is null ? [] : [.. cells.Select(value)],
                kept is null ? [] : [.. cells.Select(kept)]);
        }),
    ];
}
