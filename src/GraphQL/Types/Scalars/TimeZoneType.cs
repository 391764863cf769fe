namespace Analytics.GraphQL.Types.Scalars;

/// <summary>Time zones by their IANA id.</summary>
public sealed class TimeZoneType() : TextScalarType<TimeZoneInfo>(
    "TimeZone",
    "The `TimeZone` scalar type represents a time zone by its IANA name, such as `Europe/Berlin` or `UTC`.",
    new("https://www.iana.org/time-zones"))
{
    /// <inheritdoc/>
    protected override TimeZoneInfo Parse(string text)
    {
        // Windows ids are found too, but would give one zone two names.
        if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId)
            return zone;
        throw new CoercionException(
            $"TimeZone cannot represent value: {ValueText.Of(text)}; there is no such IANA time zone.");
    }

    /// <inheritdoc/>
    public override void Write(ResultWriter writer, TimeZoneInfo value) => writer.WriteString(value.Id);
}
