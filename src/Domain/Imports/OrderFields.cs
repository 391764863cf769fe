namespace Analytics.Domain.Imports;

/// <summary>One row of an orders file as text. Null and empty both mean that nothing was given.</summary>
/// <param name="Row">Its number among the rows, from 1, the header not counted.</param>
/// <param name="Line">The line of the file on which it starts, from 1.</param>
public readonly record struct OrderFields(long Row, long Line)
{
    /// <summary>Why the row cannot be read at all; null when it can.</summary>
    public Problem? Fault { get; init; }

    /// <summary>Groups rows to orders.</summary>
    public string? OrderId { get; init; }

    /// <summary>ISO 8601; without a zone it is read in the import's.</summary>
    public string? OrderedAt { get; init; }

    /// <summary>Nothing for a guest.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Of the customer or the delivery, as the source writes it.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 4217; nothing takes the import's.</summary>
    public string? Currency { get; init; }

    /// <summary>The source's id.</summary>
    public string? ProductId { get; init; }

    /// <summary>For people.</summary>
    public string? ProductName { get; init; }

    /// <summary>A decimal; negative for what came back.</summary>
    public string? Quantity { get; init; }

    /// <summary>A decimal.</summary>
    public string? UnitPrice { get; init; }

    /// <summary>Names the line within its order; nothing takes its place.</summary>
    public string? LineId { get; init; }
}
