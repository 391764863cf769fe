namespace Analytics.Infrastructure.Exports;

internal static class ExportSql
{
    /// <summary>Of tenant $1, what happened from $2 to $3 up to position $4.</summary>
    public const string Events =
        """
        select position, event_id, name, user_id, anonymous_id, session_id, occurred_at, sequence, received_at, client_time,
            sent_at, properties, context, is_bot
        from events
        where tenant_id = $1 and occurred_at >= $2 and occurred_at < $3 and position <= $4
        order by position
        """;
}
