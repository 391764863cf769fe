using Analytics.Domain.Collection;
using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;
using Analytics.TestKit.Contract;

namespace Analytics.Columnar.Tests;

public sealed class ColumnarContractTests() : EventAnalyticsContract(new ColumnarUnderTest());

public sealed class ColumnarFunnelTests() : FunnelContract(new ColumnarUnderTest());

public sealed class ColumnarSeriesTests() : SeriesContract(new ColumnarUnderTest());

public sealed class ColumnarSeriesActorsTests() : SeriesActorsContract(new ColumnarUnderTest());

public sealed class ColumnarRollingTests() : RollingContract(new ColumnarUnderTest());

public sealed class ColumnarTopListTests() : TopListContract(new ColumnarUnderTest());

public sealed class ColumnarRetentionTests() : RetentionContract(new ColumnarUnderTest());

public sealed class ColumnarLifecycleTests() : LifecycleContract(new ColumnarUnderTest());

public sealed class ColumnarPathsTests() : PathsContract(new ColumnarUnderTest());

public sealed class ColumnarDistributionsTests() : DistributionsContract(new ColumnarUnderTest());

public sealed class ColumnarCorrelationTests() : CorrelationContract(new ColumnarUnderTest());

public sealed class ColumnarCohortTests() : CohortContract(new ColumnarUnderTest());

public sealed class ColumnarSessionsTests() : SessionsContract(new ColumnarUnderTest());

public sealed class ColumnarFiguresTests() : FiguresContract(new ColumnarUnderTest());

public sealed class ColumnarDifferenceTests() : DifferenceContract(new ColumnarUnderTest());

public sealed class ColumnarAsOfTests() : AsOfContract(new ColumnarUnderTest());

public sealed class ColumnarHeldStateTests() : HeldStateContract(new ColumnarUnderTest());

public sealed class ColumnarIdentityTests() : IdentityContract(new ColumnarUnderTest());

public sealed class ColumnarRenameTests() : RenameContract(new ColumnarUnderTest());

public sealed class ColumnarActorPropertyTests() : ActorPropertyContract(new ColumnarUnderTest());

public sealed class SlowContractTests() : EventAnalyticsContract(new SlowUnderTest());

public sealed class SlowSeriesTests() : SeriesContract(new SlowUnderTest());

public sealed class SlowSeriesActorsTests() : SeriesActorsContract(new SlowUnderTest());

public sealed class SlowRollingTests() : RollingContract(new SlowUnderTest());

public sealed class SlowTopListTests() : TopListContract(new SlowUnderTest());

public sealed class SlowFunnelTests() : FunnelContract(new SlowUnderTest());

public sealed class SlowRetentionTests() : RetentionContract(new SlowUnderTest());

public sealed class SlowLifecycleTests() : LifecycleContract(new SlowUnderTest());

public sealed class SlowPathsTests() : PathsContract(new SlowUnderTest());

public sealed class SlowDistributionsTests() : DistributionsContract(new SlowUnderTest());

public sealed class SlowCorrelationTests() : CorrelationContract(new SlowUnderTest());

public sealed class SlowCohortTests() : CohortContract(new SlowUnderTest());

public sealed class SlowSessionsTests() : SessionsContract(new SlowUnderTest());

public sealed class SlowFiguresTests() : FiguresContract(new SlowUnderTest());

public sealed class SlowDifferenceTests() : DifferenceContract(new SlowUnderTest());

public sealed class SlowAsOfTests() : AsOfContract(new SlowUnderTest());

public sealed class SlowHeldStateTests() : HeldStateContract(new SlowUnderTest());

public sealed class SlowIdentityTests() : IdentityContract(new SlowUnderTest());

public sealed class SlowRenameTests() : RenameContract(new SlowUnderTest());

public sealed class SlowActorPropertyTests() : ActorPropertyContract(new SlowUnderTest());

/// <summary>Files so small that a few events make many segments and merges.</summary>
internal sealed class ColumnarUnderTest : EngineUnderTest
{
    private RunningEngine? _running;

    public override IEventAnalytics Engine => _running!.Engine;

    public override async Task StartAsync() =>
        _running = await RunningEngine.StartAsync(flushRows: 4, batchRows: 2, tenants: Tenants);

    public override long Append(TenantScope tenant, params LogEntry[] entries) => _running!.Log.Append(tenant, entries);

    public override ValueTask DisposeAsync() => _running!.DisposeAsync();
}

internal sealed class SlowUnderTest : EngineUnderTest
{
    private readonly FakeEventLog _log = new();

    public override IEventAnalytics Engine => new SlowEventAnalytics(_log);

    public override Task StartAsync() => Task.CompletedTask;

    public override long Append(TenantScope tenant, params LogEntry[] entries) => _log.Append(tenant, entries);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class ColumnarPropertiesTests() : PropertiesContract(new ColumnarUnderTest());
