namespace Analytics.Infrastructure.Collection;

/// <summary>$1 is the tenant throughout.</summary>
internal static class BotRetagSql
{
    public const string Read =
        """
        select list_hash, requested_at, started_at, finished_at, tagged, last_actor, agents
        from bot_retags where tenant_id = $1
        """;

    public const string Request =
        """
        insert into bot_retags (tenant_id, requested_at) values ($1, $2)
        on conflict (tenant_id) do update set requested_at = coalesce(bot_retags.requested_at, excluded.requested_at)
        """;

    /// <summary>User agents, whether some of their events were taken for a person's, and some for a robot's.</summary>
    public const string Agents =
        """
        select context ->> 'userAgent' as agent, bool_or(not is_bot), bool_or(is_bot)
        from events where tenant_id = $1 and context ? 'userAgent' group by agent
        """;

    /// <summary>A run with the list $2 begins at $3, which looks at the agents $4.</summary>
    public const string Begin =
        """
        insert into bot_retags (tenant_id, list_hash, started_at, agents) values ($1, $2, $3, $4)
        on conflict (tenant_id) do update set list_hash = excluded.list_hash, started_at = excluded.started_at,
            agents = excluded.agents, requested_at = null, last_actor = null, tagged = 0, finished_at = null
        """;

    /// <summary>
    /// Ids after $4 that have events of the robots' agents $2 or the people's agents $3: whether the list takes all of
    /// them for a robot's, whether any, and whether it says the same as when they were collected.
    /// </summary>
    public const string Actors =
        """
        with judged as (
            select coalesce(user_id, anonymous_id) collate "C" as actor, is_bot,
                case when context ->> 'userAgent' = any ($2) then true
                    when context ->> 'userAgent' = any ($3) then false
                    else is_bot end as verdict,
                context ->> 'userAgent' = any ($2) or context ->> 'userAgent' = any ($3) as asked
            from events
            where tenant_id = $1 and context ? 'userAgent' and coalesce(user_id, anonymous_id) collate "C" > $4
        )
        select actor, bool_and(verdict), bool_or(verdict), bool_and(verdict = is_bot)
        from judged group by actor having bool_or(asked) order by actor
        """;

    /// <summary>The run came to the id $2, and tagged $3 more.</summary>
    public const string Advance = "update bot_retags set last_actor = $2, tagged = tagged + $3 where tenant_id = $1";

    /// <summary>The run ended at $2; on the agents $3 list and events differ.</summary>
    public const string Finish =
        "update bot_retags set finished_at = $2, agents = $3, last_actor = null where tenant_id = $1";
}
