using System.Text.Json;

namespace Analytics.Domain.Privacy;

/// <summary>What a message's context says of the person's will.</summary>
/// <param name="HasConsent">Whether it states consent to analytics.</param>
/// <param name="DoNotTrack">Whether it asks not to be followed.</param>
internal readonly record struct ConsentStatement(bool HasConsent, bool DoNotTrack)
{
    private static readonly HashSet<string> _levels =
        new(StringComparer.OrdinalIgnoreCase) { "analytics", "all", "full", "granted" };

    /// <summary>
    /// Reads <c>context.consent</c>: a level (<c>none</c>, <c>functional</c>, <c>analytics</c>, <c>all</c>), true or
    /// false, or an object with <c>level</c>, <c>categoryPreferences</c> as in the Segment specification, or the
    /// categories themselves; and <c>context.doNotTrack</c>, <c>context.globalPrivacyControl</c>.
    /// </summary>
    /// <param name="context">A valid JSON object in UTF-8, or empty: it states nothing.</param>
    /// <param name="categories">The categories any of which is consent to analytics.</param>
    public static ConsentStatement Read(ReadOnlySpan<byte> context, IReadOnlyList<string> categories)
    {
        var statement = default(ConsentStatement);
        if (context.IsEmpty)
            return statement;
        var reader = new Utf8JsonReader(context);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isConsent = reader.ValueTextEquals("consent"u8);
            var isWish = reader.ValueTextEquals("doNotTrack"u8) || reader.ValueTextEquals("globalPrivacyControl"u8);
            reader.Read();
            if (isConsent)
                statement = statement with { HasConsent = IsConsent(ref reader, categories) };
            else if (isWish && IsYes(ref reader))
                statement = statement with { DoNotTrack = true };
            else
                reader.Skip();
        }

        return statement;
    }

    // From the value, on which the reader stands, to its end. The last of two statements counts, as everywhere.
    private static bool IsConsent(ref Utf8JsonReader reader, IReadOnlyList<string> categories)
    {
        if (reader.TokenType == JsonTokenType.String)
            return _levels.Contains(reader.GetString()!);
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return reader.TokenType == JsonTokenType.True;
        }

        var given = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var isGroup = name is "categoryPreferences" or "level";
            var isCategory = categories.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (isGroup)
                given |= IsConsent(ref reader, categories);
            else if (isCategory)
                given |= IsYes(ref reader);
            else
                reader.Skip();
        }

        return given;
    }

    private static bool IsYes(ref Utf8JsonReader reader)
    {
        var isYes = reader.TokenType == JsonTokenType.True
            || (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var number) && number == 1)
            || (reader.TokenType == JsonTokenType.String
                && (reader.ValueTextEquals("1"u8) || reader.ValueTextEquals("yes"u8) || reader.ValueTextEquals("true"u8)));
        reader.Skip();
        return isYes;
    }
}
