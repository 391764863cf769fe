namespace Analytics.GraphQL.Types;

/// <summary>Something that is wrong with a schema.</summary>
/// <param name="Coordinate">Where, as a schema coordinate: <c>Type.field(arg:)</c>, <c>@directive(arg:)</c>; <c>schema</c> for the schema itself.</param>
/// <param name="Message">What, in the reference implementation's words where it has any.</param>
public sealed record SchemaFault(string Coordinate, string Message)
{
    /// <summary>Both, on one line.</summary>
    public override string ToString() => $"{Coordinate}: {Message}";
}
