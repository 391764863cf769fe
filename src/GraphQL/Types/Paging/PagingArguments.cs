namespace Analytics.GraphQL.Types.Paging;

/// <summary>Which page a caller asks for, checked: exactly one of <paramref name="First"/> and <paramref name="Last"/> is set.</summary>
/// <param name="First">The most items after <paramref name="After"/>.</param>
/// <param name="After">The cursor that the page follows; null for the start.</param>
/// <param name="Last">The most items before <paramref name="Before"/>.</param>
/// <param name="Before">The cursor that the page precedes; null for the end.</param>
public sealed record PagingArguments(int? First, string? After, int? Last, string? Before);
