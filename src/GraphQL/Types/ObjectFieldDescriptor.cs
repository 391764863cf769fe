namespace Analytics.GraphQL.Types;

/// <summary>A field while the schema is built.</summary>
/// <param name="coordinate">How it is named from outside: <c>Type.field</c>.</param>
public sealed class ObjectFieldDescriptor(string coordinate)
{
    /// <summary>How the field is named from outside: <c>Type.field</c>.</summary>
    public string Coordinate { get; } = coordinate;

    // What a middleware is, only execution knows.
    internal List<object> Middleware { get; } = [];
}
