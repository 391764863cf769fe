namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Universally unique identifiers, written with hyphens in lower case.</summary>
public sealed class UuidType() : TextScalarType<Guid>(
    "UUID",
    "The `UUID` scalar type represents a universally unique identifier, such as "
    + "`123e4567-e89b-12d3-a456-426614174000`.",
    new("https://www.rfc-editor.org/rfc/rfc9562"))
{
    /// <inheritdoc/>
    protected override Guid Parse(string text) => Guid.TryParseExact(text, "D", out var value)
        ? value
        : throw new CoercionException($"UUID cannot represent value: {ValueText.Of(text)}");

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, Guid value) => writer.WriteFormatted(value, "D");
}
