namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// The class defines a directive: its constructor's parameters and settable properties are the arguments. Documents
/// give it at executable locations; C# applies an instance of it to the schema, see <see cref="DirectiveAttribute"/>.
/// </summary>
/// <param name="locations">Where it may stand; at least one.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class DirectiveTypeAttribute(params DirectiveLocation[] locations) : Attribute
{
    /// <summary>Where it may stand.</summary>
    public IReadOnlyList<DirectiveLocation> Locations { get; } = locations;

    /// <summary>The name without <c>@</c>; null for the class's name in camelCase, without <c>Directive</c> or <c>Attribute</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Whether it may stand more than once in one place.</summary>
    public bool IsRepeatable { get; set; }
}
