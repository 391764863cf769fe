namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Absolute or relative references (RFC 3986).</summary>
public sealed class UriType() : TextScalarType<Uri>(
    "URI", "The `URI` scalar type represents a URI reference, such as `https://example.com/a?b`.",
    new("https://www.rfc-editor.org/rfc/rfc3986"))
{
    /// <inheritdoc/>
    protected override Uri Parse(string text) => Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var value)
        ? value
        : throw new CoercionException($"URI cannot represent value: {ValueText.Of(text)}");

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, Uri value) => writer.WriteString(value.OriginalString);
}
