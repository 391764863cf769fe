using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Tenancy;
using Analytics.GraphQL.DataLoader;

namespace Analytics.Api.Querying;

/// <summary>Series that one field asks for.</summary>
/// <param name="engine">Holds the state that they are answered from.</param>
/// <param name="tenant">Whose events.</param>
/// <param name="queries">What is asked, without <c>AsOf</c>.</param>
public sealed class AskedSeries(IEventAnalytics engine, TenantScope tenant, IReadOnlyList<SeriesQuery> queries)
{
    /// <summary>Holds the state that they are answered from.</summary>
    public IEventAnalytics Engine => engine;

    /// <summary>Whose events.</summary>
    public TenantScope Tenant => tenant;

    /// <summary>What is asked.</summary>
    public IReadOnlyList<SeriesQuery> Queries => queries;
}

/// <summary>Asks for the series of all fields of a request together, so that the engine reads its events once for all.</summary>
/// <param name="batches">The request's.</param>
public sealed class SeriesLoader(IBatchScheduler batches)
    : BatchDataLoader<AskedSeries, Result<ImmutableArray<SeriesAnswer>>>(batches)
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<AskedSeries, Result<ImmutableArray<SeriesAnswer>>>> LoadBatchAsync(
        IReadOnlyList<AskedSeries> keys, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(keys
            .GroupBy(asked => (asked.Engine, asked.Tenant))
            .Select(group => AnswerAsync(group.Key.Engine, group.Key.Tenant, [.. group], cancellationToken)));
        return found.SelectMany(answers => answers).ToDictionary();
    }

    private static async Task<IReadOnlyDictionary<AskedSeries, Result<ImmutableArray<SeriesAnswer>>>> AnswerAsync(
        IEventAnalytics engine, TenantScope tenant, AskedSeries[] asked, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<AskedSeries, Result<ImmutableArray<SeriesAnswer>>>();
        var together = await engine.SeriesAsync(tenant, [.. asked.SelectMany(one => one.Queries)], cancellationToken);
        if (together.TryGet(out var all, out var problem))
        {
            var from = 0;
            foreach (var one in asked)
            {
                answers[one] = all.Slice(from, one.Queries.Count);
                from += one.Queries.Count;
            }
            return answers;
        }
        // What is wrong with one of them is not to be said of the others; nor what only all together are too large for.
        foreach (var one in asked)
            answers[one] = asked.Length == 1 || problem.Code == "QUERY_DEADLINE_EXCEEDED"
                ? problem
                : await engine.SeriesAsync(tenant, one.Queries, cancellationToken);
        return answers;
    }
}
