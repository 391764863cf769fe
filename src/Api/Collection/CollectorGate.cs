using System.Globalization;
using System.Security.Claims;
using Analytics.Api.Access;
using Analytics.Domain.Access;

namespace Analytics.Api.Collection;

/// <summary>Holds keys with a rate to it, whatever way their events come.</summary>
internal sealed class CollectorGate(KeyRateLimit limit)
{
    /// <summary>Takes events unless the caller's key is over its rate.</summary>
    /// <param name="caller">Who sends; a token has no rate.</param>
    /// <param name="events">How many; 0 asks only.</param>
    /// <returns>Null when they are taken; else how long to wait.</returns>
    public TimeSpan? Take(ClaimsPrincipal caller, int events)
    {
        if (caller.FindFirstValue(CallerClaims.KeyRate) is not { } rate || CollectionSources.KeyOf(caller) is not { } key)
            return null;
        return limit.Take(key, int.Parse(rate, CultureInfo.InvariantCulture), events);
    }

    /// <summary>The problem of a key over its rate.</summary>
    public static Problem RateLimited(TimeSpan wait)
    {
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds));
        return Problem.Invalid(
            "RATE_LIMITED", FormattableString.Invariant($"The key is over its rate. Send the same events again in {seconds} s."))
            with { RetryAfter = TimeSpan.FromSeconds(seconds) };
    }
}
