namespace Analytics.GraphQL.Language;

/// <summary>
/// Names one element of a schema, as tools and messages do: <c>Type</c>, <c>Type.member</c>,
/// <c>Type.field(argument:)</c>, <c>@directive</c> or <c>@directive(argument:)</c>.
/// </summary>
public sealed record SchemaCoordinate
{
    internal SchemaCoordinate(bool isDirective, string name, string? memberName, string? argumentName) =>
        (IsDirective, Name, MemberName, ArgumentName) = (isDirective, name, memberName, argumentName);

    /// <summary>Whether <see cref="Name"/> is a directive's and not a type's.</summary>
    public bool IsDirective { get; }

    /// <summary>The type's name, or the directive's without its <c>@</c>.</summary>
    public string Name { get; }

    /// <summary>A field, an input field or an enum value of the type; null for the type itself and for directives.</summary>
    public string? MemberName { get; }

    /// <summary>An argument of the field or directive; null for the field or directive itself.</summary>
    public string? ArgumentName { get; }

    /// <summary>Reads a coordinate; nothing may stand between its parts or around it, not even a space.</summary>
    /// <exception cref="SyntaxException">The text is no coordinate.</exception>
    public static SchemaCoordinate Parse(string text) => new SchemaCoordinateReader(text).Read();

    /// <summary>The coordinate as it is written.</summary>
    public override string ToString() =>
        (IsDirective ? "@" : "") + Name + (MemberName is null ? "" : $".{MemberName}")
        + (ArgumentName is null ? "" : $"({ArgumentName}:)");
}
