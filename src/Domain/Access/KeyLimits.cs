namespace Analytics.Domain.Access;

/// <summary>From where and how fast a key may be used to send events.</summary>
public sealed record KeyLimits
{
    /// <summary>Origins of one key at most.</summary>
    public const int MaxOrigins = 50;

    /// <summary>The highest rate that can be set.</summary>
    public const int MaxEventsPerSecond = 1_000_000;

    private const string AnySubdomain = "*.";

    private KeyLimits(IReadOnlyList<string> allowedOrigins, int? eventsPerSecond) =>
        (AllowedOrigins, EventsPerSecond) = (allowedOrigins, eventsPerSecond);

    /// <summary>A key without limits.</summary>
    public static KeyLimits None { get; } = new([], null);

    /// <summary>Such as <c>https://shop.example</c> or <c>https://*.shop.example</c>; empty for every page and server.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; }

    /// <summary>Events a second that are taken on one node, as a mean; null for any number.</summary>
    public int? EventsPerSecond { get; }

    /// <param name="allowedOrigins">Scheme, host and, where it is not the scheme's own, port.</param>
    /// <param name="eventsPerSecond">1 to <see cref="MaxEventsPerSecond"/>.</param>
    /// <returns>The limits, or <c>KEY_ORIGIN_INVALID</c>, <c>KEY_RATE_INVALID</c>.</returns>
    public static Result<KeyLimits> Create(IReadOnlyList<string> allowedOrigins, int? eventsPerSecond)
    {
        if (allowedOrigins.Count > MaxOrigins)
            return Problem.Invalid("KEY_ORIGIN_INVALID", $"A key has at most {MaxOrigins} origins.", "allowedOrigins");
        var origins = new List<string>();
        for (var i = 0; i < allowedOrigins.Count; i++)
        {
            if (Canonical(allowedOrigins[i]) is not { } origin)
                return Problem.Invalid(
                    "KEY_ORIGIN_INVALID", "An origin is a scheme, a host and perhaps a port: https://shop.example or https://*.shop.example.",
                    $"allowedOrigins[{i}]");
            origins.Add(origin);
        }

        if (eventsPerSecond is < 1 or > MaxEventsPerSecond)
            return Problem.Invalid(
                "KEY_RATE_INVALID", $"A rate lies in 1 to {MaxEventsPerSecond} events a second.", "eventsPerSecond");
        return new KeyLimits([.. origins.Distinct()], eventsPerSecond);
    }

    /// <summary>Limits that were checked when they were stored.</summary>
    public static KeyLimits Stored(IReadOnlyList<string> allowedOrigins, int? eventsPerSecond) =>
        allowedOrigins.Count == 0 && eventsPerSecond is null ? None : new(allowedOrigins, eventsPerSecond);

    /// <summary>Whether a page of this origin, as its browser names it, may use the key.</summary>
    /// <param name="origin">Null from what is no page: taken only by a key for everybody.</param>
    public bool AllowsOrigin(string? origin)
    {
        if (AllowedOrigins.Count == 0)
            return true;
        if (origin is null || Canonical(origin) is not { } canonical)
            return false;
        return AllowedOrigins.Any(allowed => allowed == canonical || IsBelow(canonical, allowed));
    }

    private static bool IsBelow(string origin, string allowed)
    {
        var star = allowed.IndexOf(AnySubdomain, StringComparison.Ordinal);
        return star >= 0
            && origin.Length > allowed.Length - 1
            && origin.StartsWith(allowed[..star], StringComparison.Ordinal)
            && origin.EndsWith(allowed[(star + 1)..], StringComparison.Ordinal);
    }

    // Browsers send origins in this form (RFC 6454, section 6.1).
    private static string? Canonical(string text)
    {
        var wildcard = text.Contains("://" + AnySubdomain, StringComparison.Ordinal);
        if (wildcard)
            text = text.Replace("://" + AnySubdomain, "://", StringComparison.Ordinal);
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")
            || uri.UserInfo.Length > 0 || uri.PathAndQuery != "/" || uri.Fragment.Length > 0
            || text.EndsWith('/') || text.EndsWith('?') || text.EndsWith('#'))
            return null;
        var host = wildcard ? AnySubdomain + uri.IdnHost : uri.IdnHost;
        return uri.IsDefaultPort ? $"{uri.Scheme}://{host}" : FormattableString.Invariant($"{uri.Scheme}://{host}:{uri.Port}");
    }
}
