using System.Collections.Immutable;

namespace Analytics.Domain.Webhooks;

/// <summary>What endpoints can be told of.</summary>
public static class WebhookTopics
{
    /// <summary>A test that an administrator asked for.</summary>
    public const string Test = "webhook.test";

    /// <summary>A threshold of data quality was broken.</summary>
    public const string QualityBreached = "data_quality.breached";

    /// <summary>A threshold of data quality is kept again.</summary>
    public const string QualityResolved = "data_quality.resolved";

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Test, QualityBreached, QualityResolved];
}
