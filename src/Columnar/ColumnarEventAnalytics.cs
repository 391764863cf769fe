using Analytics.Columnar.Collection;
using Analytics.Columnar.Querying;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

/// <summary>Answers the query algebra from columnar segments that follow the event log.</summary>
internal sealed partial class ColumnarEventAnalytics(TenantEngines engines, QueryRunner runner) : IEventAnalytics
{
    /// <summary>The engine's name in every answer.</summary>
    public const string Name = "columnar";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    public async Task<Result<HeldState>> HoldAsync(TenantScope tenant, CancellationToken cancellationToken) =>
        (await runner.HoldAsync(tenant, cancellationToken)).TryGet(out var state, out var problem)
            ? new HeldState(new ColumnarEventAnalytics(engines, runner.On(state)), state.Position, state)
            : problem;

    public async Task<Result<long>> WaitForAsync(
        TenantScope tenant, long position, CancellationToken cancellationToken)
    {
        var engine = await engines.OpenAsync(tenant, cancellationToken);
        if (await engine.WaitForAsync(position, _patience, cancellationToken) is { } reached)
            return reached;
        return Problem.Invalid(
            "NOT_YET_VISIBLE",
            $"Position {position} is not visible yet; the engine has seen the log up to {engine.Segments.Position}.",
            "atLeast");
    }
}
