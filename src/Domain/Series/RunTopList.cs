using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Series;

/// <summary>Answers a top list.</summary>
public sealed class RunTopList(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The rows, or what is wrong with the question.</returns>
    public async Task<Result<TopListResult>> ExecuteAsync(
        TenantScope tenant, TopListQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.TopListAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return new TopListResult(
            [.. answer.Rows.Select(row => new TopListResultRow(row.Key.Values, row.Values))],
            answer.Other is { } other ? new TopListResultRow([], other) : null,
            new TopListResultRow([], answer.All),
            answer.GroupCount,
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }
}

/// <summary>The groups with the highest figures, several figures side by side.</summary>
/// <param name="Rows">The groups shown, highest first column first, ties by key; the group without any value last.</param>
/// <param name="Other">All that is in no group shown, computed over it; null when there is no remainder.</param>
/// <param name="All">Over all matching events.</param>
/// <param name="GroupCount">Groups that there are, shown or not.</param>
/// <param name="Meta">How fresh and complete the answer is.</param>
public sealed record TopListResult(
    ImmutableArray<TopListResultRow> Rows,
    TopListResultRow? Other,
    TopListResultRow All,
    long GroupCount,
    ResultMeta Meta);

/// <summary>One row.</summary>
/// <param name="Key">One entry a dimension: the value as text, null where events lack it; empty for the remainder and
/// for all.</param>
/// <param name="Values">One a measure: 0 for an empty count or sum, null for an empty average.</param>
public sealed record TopListResultRow(ImmutableArray<string?> Key, ImmutableArray<decimal?> Values);
