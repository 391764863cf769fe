using System.Text.Json;

namespace Analytics.Domain.Collection.Enrichment;

/// <summary>What a client's context says that becomes properties; null for what it does not say.</summary>
/// <remarks>The names are those of the Segment specification's context, and <c>viewport</c> and <c>location</c> beside.</remarks>
internal sealed class ContextFacts
{
    private static readonly Dictionary<string, Action<ContextFacts, string>> _texts = new(StringComparer.Ordinal)
    {
        ["userAgent"] = (facts, text) => facts.UserAgent = text,
        ["ip"] = (facts, text) => facts.IpAddress = text,
        ["page.url"] = (facts, text) => facts.PageUrl = text,
        ["page.path"] = (facts, text) => facts.PagePath = text,
        ["page.title"] = (facts, text) => facts.PageTitle = text,
        ["page.search"] = (facts, text) => facts.PageSearch = text,
        ["page.referrer"] = (facts, text) => facts.Referrer ??= text,
        ["referrer.url"] = (facts, text) => facts.Referrer ??= text,
        ["campaign.source"] = (facts, text) => facts.Campaign[0] = text,
        ["campaign.medium"] = (facts, text) => facts.Campaign[1] = text,
        ["campaign.name"] = (facts, text) => facts.Campaign[2] = text,
        ["campaign.term"] = (facts, text) => facts.Campaign[3] = text,
        ["campaign.content"] = (facts, text) => facts.Campaign[4] = text,
        ["location.country"] = (facts, text) => facts.Country = text,
        ["location.city"] = (facts, text) => facts.City = text,
        ["os.name"] = (facts, text) => facts.Os = text,
    };

    private static readonly Dictionary<string, Action<ContextFacts, int>> _numbers = new(StringComparer.Ordinal)
    {
        ["screen.width"] = (facts, number) => facts.Sizes[0] = number,
        ["screen.height"] = (facts, number) => facts.Sizes[1] = number,
        ["screen.innerWidth"] = (facts, number) => facts.Sizes[2] ??= number,
        ["screen.innerHeight"] = (facts, number) => facts.Sizes[3] ??= number,
        ["viewport.width"] = (facts, number) => facts.Sizes[2] = number,
        ["viewport.height"] = (facts, number) => facts.Sizes[3] = number,
    };

    public string? UserAgent { get; private set; }

    public string? IpAddress { get; private set; }

    public string? PageUrl { get; private set; }

    public string? PagePath { get; private set; }

    public string? PageTitle { get; private set; }

    public string? PageSearch { get; private set; }

    public string? Referrer { get; private set; }

    public string? Country { get; private set; }

    public string? City { get; private set; }

    public string? Os { get; private set; }

    /// <summary>Source, medium, name, term, content.</summary>
    public string?[] Campaign { get; } = new string?[5];

    /// <summary>Width and height of the screen, then of the viewport, in CSS pixels.</summary>
    public int?[] Sizes { get; } = new int?[4];

    /// <param name="context">A valid JSON object in UTF-8, or empty.</param>
    public static ContextFacts Read(ReadOnlySpan<byte> context)
    {
        var facts = new ContextFacts();
        if (context.IsEmpty)
            return facts;
        var reader = new Utf8JsonReader(context);
        reader.Read();
        facts.ReadMembers(ref reader, "");
        return facts;
    }

    // From the opening brace, on which the reader stands, to the closing one; objects in objects are passed over.
    private void ReadMembers(ref Utf8JsonReader reader, string prefix)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var section = prefix.Length == 0 ? SectionOf(ref reader) : null;
            var name = section is null ? NameOf(ref reader, prefix) : null;
            reader.Read();
            if (section is not null && reader.TokenType == JsonTokenType.StartObject)
                ReadMembers(ref reader, section);
            else if (name is not null)
                ReadValue(ref reader, name);
            else
                reader.Skip();
        }
    }

    private void ReadValue(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType == JsonTokenType.String && _texts.TryGetValue(name, out var takeText))
        {
            if (reader.GetString() is { Length: > 0 } text)
                takeText(this, text);
        }
        else if (reader.TokenType == JsonTokenType.Number && _numbers.TryGetValue(name, out var takeNumber))
        {
            if (reader.TryGetDouble(out var number) && number is > 0 and < 100_000)
                takeNumber(this, (int)number);
        }
        else
        {
            reader.Skip();
        }
    }

    private static string? SectionOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("page"u8) ? "page."
        : reader.ValueTextEquals("campaign"u8) ? "campaign."
        : reader.ValueTextEquals("location"u8) ? "location."
        : reader.ValueTextEquals("screen"u8) ? "screen."
        : reader.ValueTextEquals("viewport"u8) ? "viewport."
        : reader.ValueTextEquals("referrer"u8) ? "referrer."
        : reader.ValueTextEquals("os"u8) ? "os."
        : null;

    private static string? NameOf(ref Utf8JsonReader reader, string prefix) => prefix.Length > 0
        ? prefix + reader.GetString()
        : reader.ValueTextEquals("userAgent"u8) ? "userAgent"
        : reader.ValueTextEquals("ip"u8) ? "ip"
        : null;
}
