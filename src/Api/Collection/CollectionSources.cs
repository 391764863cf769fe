using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Collection;

namespace Analytics.Api.Collection;

/// <summary>Who sends a request, from its headers and its connection.</summary>
internal static class CollectionSources
{
    private const string KeySubject = "key:";

    /// <summary>A caller of whom nothing but the credential is taken: his events say themselves where they come from.</summary>
    public static CollectionSource Of(ClaimsPrincipal caller) => new() { KeyId = KeyOf(caller) };

    /// <summary>The sender of a request to a collector.</summary>
    public static CollectionSource Of(HttpContext context)
    {
        var headers = context.Request.Headers;
        return new CollectionSource
        {
            KeyId = KeyOf(context.User),
            UserAgent = NullIfEmpty(headers.UserAgent.ToString()),
            IpAddress = context.Connection.RemoteIpAddress?.ToString(),
            DoNotTrack = headers["DNT"] == "1" || headers["Sec-GPC"] == "1",
            Origin = NullIfEmpty(headers.Origin.ToString()),
        };
    }

    private static Guid? KeyOf(ClaimsPrincipal caller) =>
        caller.FindFirstValue(CallerClaims.Subject) is { } subject && subject.StartsWith(KeySubject, StringComparison.Ordinal)
            ? Guid.Parse(subject.AsSpan(KeySubject.Length))
            : null;

    private static string? NullIfEmpty(string value) => value.Length == 0 ? null : value;
}
