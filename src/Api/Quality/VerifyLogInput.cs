using Analytics.Domain.Quality;

namespace Analytics.Api.Quality;

/// <summary>Which sealed days are compared.</summary>
public sealed record VerifyLogInput
{
    /// <summary>First day, by reception.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day, included.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Goes on after this position, the <c>through</c> of a comparison that was not complete.</summary>
    public long? After { get; init; }

    internal LogVerificationRequest ToDomain() => new(From, To, After ?? 0);
}
