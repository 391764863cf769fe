using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>A value of an enum type.</summary>
/// <param name="name">Its name, UPPER_SNAKE by convention.</param>
/// <param name="value">The .NET value that stands for it.</param>
/// <param name="description">Markdown; null when there is none.</param>
/// <param name="deprecationReason">Why not to use it; null while it may be used.</param>
public sealed class EnumValue(string name, object value, string? description = null, string? deprecationReason = null)
    : INamed
{
    /// <summary>Its name, UPPER_SNAKE by convention.</summary>
    public string Name { get; } = name;

    /// <summary>The .NET value that stands for it.</summary>
    public object Value { get; } = value;

    /// <summary>Markdown; null when there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>Why not to use it; null while it may be used.</summary>
    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>Whether the value is deprecated.</summary>
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>The directives that are applied, in their order; <c>@deprecated</c> and its like are none of them.</summary>
    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <summary>The name in quotes, as it stands in an answer.</summary>
    internal byte[] Encoded { get; } = QuotedName.Of(name);
}
