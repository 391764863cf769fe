using System.Collections.Immutable;

namespace Analytics.Domain.Imports;

/// <summary>The rows of one order.</summary>
/// <param name="OrderId">The order's.</param>
/// <param name="FirstRow">Number of the first row in the file.</param>
/// <param name="FirstLine">The line of the file on which it starts.</param>
/// <param name="RowCount">Of all its rows, refused ones too.</param>
/// <param name="Lines">The rows that were not refused before; empty when there are too many.</param>
public sealed record StagedOrder(
    string OrderId, long FirstRow, long FirstLine, int RowCount, ImmutableArray<StagedLine> Lines);

/// <summary>One row of an order.</summary>
/// <param name="Number">Its place among all rows of the order, from 1.</param>
/// <param name="Row">Its number in the file.</param>
/// <param name="Line">The line of the file on which it starts.</param>
/// <param name="Content">What it says.</param>
public readonly record struct StagedLine(int Number, long Row, long Line, OrderRowContent Content);
