using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>A directive that documents or the schema may use.</summary>
/// <param name="name">The name without <c>@</c>.</param>
/// <param name="locations">Where it may stand.</param>
/// <param name="arguments">What it takes.</param>
/// <param name="description">Markdown; null when there is none.</param>
/// <param name="isRepeatable">Whether it may stand more than once in one place.</param>
public sealed class DirectiveType(
    string name, ImmutableArray<DirectiveLocation> locations, IEnumerable<Argument>? arguments = null,
    string? description = null, bool isRepeatable = false) : INamed
{
    /// <summary>The name without <c>@</c>.</summary>
    public string Name { get; } = name;

    /// <summary>Where it may stand.</summary>
    public ImmutableArray<DirectiveLocation> Locations { get; } = locations;

    /// <summary>What it takes, in declaration order.</summary>
    public NamedCollection<Argument> Arguments { get; private set; } = new(arguments ?? []);

    /// <summary>Markdown; null when there is none.</summary>
    public string? Description { get; } = description;

    /// <summary>Whether it may stand more than once in one place.</summary>
    public bool IsRepeatable { get; } = isRepeatable;

    /// <summary>The .NET class that defines it; null for those of the specification.</summary>
    public Type? ClrType { get; internal init; }

    /// <summary>Makes the .NET object from one value an argument.</summary>
    internal Func<object?[], object> Construct { get; private set; } = values => values;

    /// <summary>Whether the specification defines it, so that a printed schema need not.</summary>
    public bool IsSpecified => Name is "skip" or "include" or "deprecated" or "specifiedBy" or "oneOf";

    // An argument's type may use the directive itself; whether it may is checked once all is known.
    internal void Complete(IEnumerable<Argument> arguments, Func<object?[], object> construct)
    {
        Arguments = new(arguments);
        Construct = construct;
    }
}
