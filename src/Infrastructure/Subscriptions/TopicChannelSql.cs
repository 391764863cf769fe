namespace Analytics.Infrastructure.Subscriptions;

internal static class TopicChannelSql
{
    public const string Channel = "analytics_topics";

    public const string Listen = $"listen {Channel}";

    /// <summary>Shows whether the connection is still there.</summary>
    public const string Ping = "select 1";

    /// <summary>The payloads of $1, in their order.</summary>
    public const string Notify =
        $"select pg_notify('{Channel}', payload) from unnest($1) with ordinality as sent (payload, n) order by n";
}
