namespace Analytics.Infrastructure.Webhooks;

/// <summary>$1 is the tenant throughout, if nothing else is said.</summary>
internal static class WebhookSql
{
    private const string EndpointColumns = "id, url, description, topics, is_enabled, created_at, updated_at";

    private const string DeliveryColumns =
        "id, endpoint_id, topic, state, attempts, created_at, next_attempt_at, finished_at, last_status, reason";

    public const string Endpoints =
        $"select {EndpointColumns} from webhook_endpoints where tenant_id = $1 order by created_at, id";

    /// <summary>Endpoint $2 with $3 to $7 at $8, unless there are $9 of them.</summary>
    public const string AddEndpoint =
        $"""
        insert into webhook_endpoints (tenant_id, id, url, description, topics, is_enabled, secret, created_at, updated_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $8
        where (select count(*) from webhook_endpoints where tenant_id = $1) < $9
        returning {EndpointColumns}
        """;

    /// <summary>$7 is null to keep the secret.</summary>
    public const string ChangeEndpoint =
        $"""
        update webhook_endpoints set url = $3, description = $4, topics = $5, is_enabled = $6,
            secret = coalesce($7, secret), updated_at = $8
        where tenant_id = $1 and id = $2
        returning {EndpointColumns}
        """;

    /// <summary>Removes endpoint $2 at $3.</summary>
    public const string RemoveEndpoint =
        """
        with removed as (
            delete from webhook_endpoints where tenant_id = $1 and id = $2 returning id
        ), failed as (
            update webhook_deliveries set state = 'failed', next_attempt_at = null, finished_at = $3,
                reason = 'The endpoint was removed.'
            where tenant_id = $1 and state = 'pending' and endpoint_id in (select id from removed)
        )
        select id from removed
        """;

    /// <summary>Ids of the enabled endpoints that want topic $2.</summary>
    public const string Listeners =
        "select id from webhook_endpoints where tenant_id = $1 and is_enabled and $2 = any (topics)";

    /// <summary>Deliveries $2 to the endpoints $3, of topic $4 with body $5, at $6.</summary>
    public const string Put =
        $"""
        insert into webhook_deliveries (tenant_id, id, endpoint_id, topic, body, state, created_at, next_attempt_at)
        select $1, delivery, endpoint, $4, $5, 'pending', $6, $6
        from unnest($2::uuid[], $3::uuid[]) as put (delivery, endpoint)
        where endpoint in (select id from webhook_endpoints where tenant_id = $1)
        returning {DeliveryColumns}
        """;

    /// <summary>Deliveries in state $2 to endpoint $3 before $4, at most $5; null for any.</summary>
    public const string Deliveries =
        $"""
        select {DeliveryColumns} from webhook_deliveries
        where tenant_id = $1 and ($2::text is null or state = $2) and ($3::uuid is null or endpoint_id = $3)
            and ($4::uuid is null or id < $4)
        order by id desc limit $5
        """;

    /// <summary>Delivery $2 at $3.</summary>
    public const string Replay =
        $"""
        update webhook_deliveries set state = 'pending', attempts = 0, next_attempt_at = $3, finished_at = null,
            reason = null
        where tenant_id = $1 and id = $2 and endpoint_id in (select id from webhook_endpoints where tenant_id = $1)
        returning {DeliveryColumns}
        """;

    /// <summary>$1 is the time.</summary>
    public const string DueTenants = "select tenants_with_due_webhooks($1)";

    /// <summary>
    /// At most $4 deliveries that are due at $2: until $3 no other node takes them, and should this one be killed, one
    /// does then. An endpoint that was disabled gets nothing.
    /// </summary>
    public const string Claim =
        """
        update webhook_deliveries as delivery set attempts = attempts + 1, next_attempt_at = $3
        from (
            select id, endpoint_id from webhook_deliveries
            where tenant_id = $1 and state = 'pending' and next_attempt_at <= $2
            order by next_attempt_at limit $4
            for update skip locked
        ) as due
        left join webhook_endpoints as endpoint on endpoint.tenant_id = $1 and endpoint.id = due.endpoint_id and is_enabled
        where delivery.tenant_id = $1 and delivery.id = due.id
        returning delivery.id, endpoint.url, endpoint.secret, delivery.body, delivery.attempts
        """;

    /// <summary>
    /// How attempt $3 of delivery $2 ended: state $4, next at $5, over at $6, status $7, reason $8. An attempt that
    /// another one has overtaken says nothing any more.
    /// </summary>
    public const string Finish =
        """
        update webhook_deliveries set state = $4, next_attempt_at = $5, finished_at = $6, last_status = $7, reason = $8
        where tenant_id = $1 and id = $2 and attempts = $3 and state = 'pending'
        """;

    /// <summary>Removes what was over before $2.</summary>
    public const string Purge = "delete from webhook_deliveries where tenant_id = $1 and finished_at < $2";
}
