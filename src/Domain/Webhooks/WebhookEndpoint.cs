using System.Collections.Immutable;
using System.Net;

namespace Analytics.Domain.Webhooks;

/// <summary>Where a tenant wants to be told what happens.</summary>
/// <param name="Id">Its own.</param>
/// <param name="Url">Where messages are posted to.</param>
/// <param name="Description">For people.</param>
/// <param name="Topics">What it is told of.</param>
/// <param name="IsEnabled">Nothing is sent to one that is not.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record WebhookEndpoint(
    Guid Id, Uri Url, string Description, ImmutableArray<string> Topics, bool IsEnabled,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>An endpoint as an administrator wants it, checked.</summary>
public sealed record WebhookEndpointDraft
{
    private const int MaxUrl = 500;
    private const int MaxDescription = 200;

    private WebhookEndpointDraft(Uri url, string description, ImmutableArray<string> topics, bool isEnabled) =>
        (Url, Description, Topics, IsEnabled) = (url, description, topics, isEnabled);

    /// <summary>Where messages are posted to.</summary>
    public Uri Url { get; }

    /// <summary>For people.</summary>
    public string Description { get; }

    /// <summary>Each once.</summary>
    public ImmutableArray<string> Topics { get; }

    /// <summary>Nothing is sent to one that is not.</summary>
    public bool IsEnabled { get; }

    /// <summary>Checks what an administrator wants.</summary>
    /// <param name="url">https, without a name and password.</param>
    /// <param name="description">Null or empty for none.</param>
    /// <param name="topics">Empty for all.</param>
    /// <param name="isEnabled">Whether it is told.</param>
    /// <param name="allowPrivate">Whether http and addresses of private networks will do.</param>
    /// <returns>The draft, or <c>WEBHOOK_URL_INVALID</c>, <c>WEBHOOK_URL_PRIVATE</c>, <c>TEXT_TOO_LONG</c>,
    /// <c>WEBHOOK_TOPIC_UNKNOWN</c>.</returns>
    public static Result<WebhookEndpointDraft> Create(
        string url, string? description, IReadOnlyList<string> topics, bool isEnabled, bool allowPrivate)
    {
        if (url.Length > MaxUrl || !Uri.TryCreate(url, UriKind.Absolute, out var parsed)
            || parsed.Scheme != Uri.UriSchemeHttps && !(allowPrivate && parsed.Scheme == Uri.UriSchemeHttp)
            || parsed.UserInfo.Length > 0)
            return Problem.Invalid(
                "WEBHOOK_URL_INVALID", $"An endpoint is an https address of at most {MaxUrl} characters, without a password.", "url");
        if (!allowPrivate && IPAddress.TryParse(parsed.DnsSafeHost, out var address) && !PublicAddress.Is(address))
            return Problem.Invalid("WEBHOOK_URL_PRIVATE", "An endpoint lies on the open internet.", "url");
        if (description?.Length > MaxDescription)
            return Problem.Invalid("TEXT_TOO_LONG", $"A description has at most {MaxDescription} characters.", "description");
        for (var i = 0; i < topics.Count; i++)
            if (!WebhookTopics.All.Contains(topics[i]))
                return Problem.Invalid(
                    "WEBHOOK_TOPIC_UNKNOWN", $"Topics are {string.Join(", ", WebhookTopics.All)}.", $"topics[{i}]");
        return new WebhookEndpointDraft(
            parsed, description ?? "", topics.Count == 0 ? WebhookTopics.All : [.. topics.Distinct()], isEnabled);
    }
}
