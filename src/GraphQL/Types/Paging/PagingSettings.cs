using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Paging;

/// <summary>How a field is paged.</summary>
/// <param name="Options">The limits.</param>
/// <param name="ItemType">The .NET type of the items; null when the resolver makes the connection itself.</param>
internal sealed record PagingSettings(UsePagingAttribute Options, Type? ItemType);
