namespace Analytics.GraphQL.Types.Paging;

/// <summary>An item of a page and its cursor.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Node">The item.</param>
/// <param name="Cursor">Opaque; pass it as `after` or `before` to go on from here.</param>
public sealed record Edge<T>(T Node, string Cursor) where T : notnull;
