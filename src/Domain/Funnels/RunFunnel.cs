using System.Collections.Immutable;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Funnels;

/// <summary>Answers a funnel: resolves its range, asks the engine and computes the rates.</summary>
public sealed class RunFunnel(IEventAnalytics engine, TimeProvider clock)
{
    /// <returns>The steps, or what is wrong with the definition.</returns>
    public async Task<Result<FunnelResult>> ExecuteAsync(
        TenantScope tenant, FunnelQuestion question, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var zone = question.TimeZone ?? tenant.Tenant.TimeZone;
        if (!question.Range.Resolve(clock.GetUtcNow(), zone, tenant.Tenant.WeekStart)
                .TryGet(out var range, out var problem))
            return problem.Under("definition.range");
        if (!FunnelDefinition.Create(
                question.Steps, range, question.Window, question.ConversionsAfterRange, question.Filter)
                .TryGet(out var funnel, out problem))
            return problem.Under("definition");
        if (question.AtLeast is { } position
            && !(await engine.WaitForAsync(tenant, position, cancellationToken)).TryGet(out _, out problem))
            return problem;
        if (!(await engine.FunnelAsync(tenant, funnel, cancellationToken)).TryGet(out var answer, out problem))
            return problem;
        return new FunnelResult(
            Steps(funnel, answer), ResultMeta.From(answer.Meta, range, zone, clock, started, definitionVersion: null));
    }

    private static ImmutableArray<FunnelStep> Steps(FunnelDefinition funnel, FunnelAnswer answer)
    {
        var entered = answer.Steps[0].Count;
        var steps = ImmutableArray.CreateBuilder<FunnelStep>(answer.Steps.Length);
        for (var i = 0; i < answer.Steps.Length; i++)
        {
            var step = answer.Steps[i];
            var before = i == 0 ? (long?)null : answer.Steps[i - 1].Count;
            steps.Add(new FunnelStep(
                funnel.Steps[i].Name ?? string.Join(" or ", funnel.Steps[i].Events),
                step.Count,
                Share(step.Count, entered),
                Share(step.Count, before),
                before is null ? 0 : before.Value - step.Count,
                step.FromPrevious,
                step.FromFirst));
        }

        return steps.MoveToImmutable();
    }

    private static double? Share(long part, long? whole) => whole is > 0 ? (double)part / whole.Value : null;
}
