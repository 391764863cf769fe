using System.Collections.Immutable;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Mutations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Types;

/// <summary>A field of an object or interface type.</summary>
/// <param name="name">The name, camelCase by convention.</param>
/// <param name="type">An output type.</param>
/// <param name="arguments">What it takes.</param>
/// <param name="description">Markdown; null when there is none.</param>
/// <param name="deprecationReason">Why not to use it; null while it may be used.</param>
public sealed class OutputField(
    string name, IType type, IEnumerable<Argument>? arguments = null, string? description = null,
    string? deprecationReason = null) : INamed
{
    /// <summary>The name, camelCase by convention.</summary>
    public string Name { get; } = name;

    /// <summary>An output type.</summary>
    public IType Type { get; private set; } = type;

    /// <summary>What it takes, in declaration order.</summary>
    public NamedCollection<Argument> Arguments { get; private set; } = new(arguments ?? []);

    /// <summary>Markdown; null when there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>Why not to use it; null while it may be used.</summary>
    public string? DeprecationReason { get; } = deprecationReason;

    /// <summary>Whether it is deprecated.</summary>
    public bool IsDeprecated => DeprecationReason is not null;

    /// <summary>The directives that are applied, in their order; <c>@deprecated</c> and its like are none of them.</summary>
    public ImmutableArray<AppliedDirective> AppliedDirectives { get; internal set; } = [];

    /// <summary>The type that the field belongs to.</summary>
    public ComplexType DeclaringType { get; internal set; } = null!;

    /// <summary>Who may resolve the field: all must be met, an empty list means everyone.</summary>
    public IReadOnlyList<AuthorizeRequirement> Authorization { get; init; } = [];

    /// <summary>The .NET member that answers; null for fields of interfaces and of schemas made from SDL.</summary>
    internal FieldBinding? Binding { get; init; }

    /// <summary>Where the events of a subscription field come from; null for all other fields.</summary>
    internal SourceBinding? Source { get; init; }

    /// <summary>What runs around the resolver, the outermost first.</summary>
    internal ImmutableArray<object> Middleware { get; set; } = [];

    /// <summary>How a mutation's conventions reshape the field; null when they do not.</summary>
    internal MutationConvention? Mutation { get; private set; }

    /// <summary>How a mutation's key is found; null when it is not idempotent.</summary>
    internal IdempotentAttribute? Idempotency { get; init; }

    /// <summary>How the field is paged; null when it is not.</summary>
    internal PagingSettings? Paging { get; init; }

    /// <summary>The same field with another type and other arguments.</summary>
    internal OutputField Reshape(IType type, IEnumerable<Argument> arguments, MutationConvention? mutation = null)
    {
        var copy = (OutputField)MemberwiseClone();
        (copy.Type, copy.Arguments, copy.Mutation) = (type, new(arguments), mutation);
        return copy;
    }

    /// <summary>How the field is named from outside: <c>Type.field</c>.</summary>
    public string Coordinate => $"{DeclaringType.Name}.{Name}";
}
