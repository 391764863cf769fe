using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>Base of all types that have a name of their own.</summary>
public abstract class NamedType : IType, INamed
{
    private protected NamedType(string name, string? description, Type? clrType)
    {
        Name = name;
        Description = description;
        ClrType = clrType;
    }

    /// <summary>Unique within the schema.</summary>
    public string Name { get; }

    /// <summary>Markdown for the reader of the schema; null when there is none.</summary>
    public string? Description { get; }

    /// <summary>The .NET type whose values the type describes; null for root types and unions of unrelated types.</summary>
    public Type? ClrType { get; }

    /// <inheritdoc/>
    public abstract TypeKind Kind { get; }

    /// <summary>The directives that are applied, in their order; <c>@deprecated</c> and its like are none of them.</summary>
    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <summary>True for the types by which a schema describes itself, such as <c>__Type</c>.</summary>
    public bool IsIntrospection => Introspection.IntrospectionTypes.Names.Contains(Name);

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}
