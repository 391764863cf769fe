using Analytics.Api.Access;
using Analytics.Api.Hosting;
using Analytics.Api.Querying;
using Analytics.Domain.Funnels;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Funnels;

/// <summary>The groups of a funnel compared.</summary>
[ExtendObjectType<FunnelResult>]
public static class FunnelComparison
{
    /// <summary>Whether the conversion of the groups shown differs from that of one of them by more than chance: the
    /// difference with its 95 % interval, a p-value and a q-value. Of funnels that count ACTORS or GROUPS.</summary>
    /// <param name="baseline">The key of the group that the others are compared with. Default the first group.</param>
    /// <param name="step">Up to which step conversion is looked at, from 2. Default the last.</param>
    [Authorize(Policies.Query)]
    public static FunnelGroupComparison GetComparison([Parent] FunnelResult result, IReadOnlyList<string?>? baseline, int? step)
    {
        var count = result.Definition.Steps.Length;
        var index = FunnelInput.StepIndex(step ?? count, count, "step");
        return FunnelGroupComparison.Of(result, index, GroupKeys.Of(baseline)).OrThrow();
    }
}
