namespace Analytics.Domain.Imports;

/// <summary>A row that belongs to a known order: a line of it, or only its place among the lines.</summary>
/// <param name="Row">Its number in the file.</param>
/// <param name="Line">The line of the file on which it starts.</param>
/// <param name="OrderId">Groups rows to orders.</param>
/// <param name="Content">Null for a refused row, which keeps its place: mending it does not renumber its neighbours.</param>
public readonly record struct OrderRow(long Row, long Line, string OrderId, OrderRowContent? Content);

/// <summary>A line of an order that keeps the rules.</summary>
/// <param name="OrderedAt">UTC.</param>
/// <param name="CustomerId">Null for a guest.</param>
/// <param name="Country">Null when none was given.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="ProductId">1 to 200 characters.</param>
/// <param name="ProductName">Null when none was given.</param>
/// <param name="Quantity">Never 0; negative for what came back.</param>
/// <param name="UnitPrice">Above 0.</param>
/// <param name="LineId">Null when none was given.</param>
public sealed record OrderRowContent(
    DateTimeOffset OrderedAt,
    string? CustomerId,
    string? Country,
    string Currency,
    string ProductId,
    string? ProductName,
    decimal Quantity,
    decimal UnitPrice,
    string? LineId)
{
    /// <summary>Whether the row says that its order was called off.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Where the order was placed; null when it is not said.</summary>
    public string? Channel { get; init; }
}
