using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Paths;

/// <summary>Answers what actors do one after the other: asks the engine and computes the shares.</summary>
public sealed class RunPaths(IEventAnalytics engine, TimeProvider clock)
{
    /// <param name="tenant">Whose events.</param>
    /// <param name="query">What is asked.</param>
    /// <param name="atLeast">Waits until the log is seen up to this position; null does not wait.</param>
    /// <param name="cancellationToken">Stops the engine too.</param>
    /// <returns>The paths, or what is wrong with the question.</returns>
    public async Task<Result<PathsResult>> ExecuteAsync(
        TenantScope tenant, PathsQuery query, long? atLeast, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        if (!(await engine.AskAsync(tenant, query, atLeast, engine.PathsAsync, cancellationToken))
                .TryGet(out var answer, out var problem))
            return problem;
        return new PathsResult(
            answer.Paths,
            [.. answer.Nodes.Select(node => new PathStep(
                node.Place, node.Step?.Only, node.Step is null, node.Count, (double)node.Count / answer.Paths, node.Ends))],
            [.. answer.Edges.Select(edge => new PathLink(
                edge.Place, edge.From?.Only, edge.From is null, edge.To?.Only, edge.To is null, edge.Count))],
            [.. answer.Sequences.Select(path => new WholePath(path.Steps, path.Count, (double)path.Count / answer.Paths))],
            ResultMeta.From(answer.Meta, query.Range, query.Calendar, clock, started, Evidence.Of(query, answer)));
    }
}
