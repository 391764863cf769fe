namespace Analytics.Domain.Collection.Enrichment;

/// <summary>The properties that collection adds, which <see cref="AddedProperties"/> names. What a client sends wins.</summary>
internal enum AddedProperty
{
    Browser,
    BrowserVersion,
    Os,
    DeviceType,
    Country,
    City,
    PageUrl,
    PagePath,
    PageTitle,
    Referrer,
    ReferrerDomain,
    ReferrerType,
    UtmSource,
    UtmMedium,
    UtmCampaign,
    UtmTerm,
    UtmContent,
    ScreenWidth,
    ScreenHeight,
    ViewportWidth,
    ViewportHeight,
    Internal,
}

/// <summary>The names of the properties that collection adds.</summary>
internal static class AddedProperties
{
    private static readonly string[] _names =
    [
        "$browser", "$browser_version", "$os", "$device_type", "$country", "$city", "$page_url", "$page_path",
        "$page_title", "$referrer", "$referrer_domain", "$referrer_type", "$utm_source", "$utm_medium", "$utm_campaign",
        "$utm_term", "$utm_content", "$screen_width", "$screen_height", "$viewport_width", "$viewport_height",
        AddedPropertyNames.Internal,
    ];

    private static readonly byte[][] _utf8 = [.. _names.Select(System.Text.Encoding.UTF8.GetBytes)];

    /// <summary>The name in UTF-8.</summary>
    public static ReadOnlySpan<byte> NameOf(AddedProperty property) => _utf8[(int)property];

    /// <summary>A set of one; 0 for a name that is none of these.</summary>
    public static uint BitOf(ref System.Text.Json.Utf8JsonReader reader)
    {
        if (reader.ValueSpan is not [(byte)'$' or (byte)'\\', ..])
            return 0;
        for (var i = 0; i < _utf8.Length; i++)
            if (reader.ValueTextEquals(_utf8[i]))
                return 1u << i;
        return 0;
    }
}
