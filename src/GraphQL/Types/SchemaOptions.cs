namespace Analytics.GraphQL.Types;

/// <summary>What the schema offers beyond its types.</summary>
public sealed class SchemaOptions
{
    /// <summary>Whether documents may put fragments off with <c>@defer</c>.</summary>
    public bool EnableDefer { get; set; }

    /// <summary>Whether documents may have lists delivered bit by bit with <c>@stream</c>.</summary>
    public bool EnableStream { get; set; }
}
