using Analytics.Domain.Collection;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Series;
using Analytics.Domain.Snapshots;
using Analytics.Domain.Tenancy;
using Analytics.Infrastructure.Snapshots;
using Analytics.Infrastructure.Tests.Collection;
using Analytics.TestKit;

namespace Analytics.Infrastructure.Tests.Snapshots;

/// <summary>A log with the slow engine that follows it, and snapshots of both; it is shortly after midnight.</summary>
internal sealed class SnapshotFixture : IAsyncDisposable
{
    private readonly FakeEventLog _seen = new();

    private SnapshotFixture(LogFixture log) =>
        (Log, Engine) = (log, new SlowEventAnalytics(_seen));

    public LogFixture Log { get; }

    public SlowEventAnalytics Engine { get; }

    public FakeTime Clock { get; } = new(new DateTimeOffset(2024, 3, 10, 0, 30, 0, TimeSpan.Zero));

    public TenantScope Here => Log.Here;

    public SnapshotWriter Writer => new(Log.Tenants.Connections, Clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SnapshotFixture> CreateAsync(PostgresFixture postgres) => new(await LogFixture.CreateAsync(postgres));

    public Task HasAsync(params NewEvent[] events) => HasAsync(Here, events);

    public async Task HasAsync(TenantScope tenant, params NewEvent[] events)
    {
        await Log.AppendAsync(tenant, events);
        await FollowAsync(tenant);
    }

    /// <summary>Has the engine see what the log has.</summary>
    public async Task FollowAsync(TenantScope tenant)
    {
        var seen = _seen.Entries(tenant).Length;
        _seen.Append(tenant, await Log.EntriesAsync(tenant, seen));
    }

    /// <summary>Writes what is due.</summary>
    /// <returns>Number of rows.</returns>
    public async Task<int> WriteAsync(
        TenantScope? tenant = null, int keepYears = 5, IReadOnlyCollection<KeptSeries>? series = null) =>
        (await new WriteSnapshots(Engine, Writer, Clock).ExecuteAsync(
            tenant ?? Here, series ?? KeptMetrics.Of((tenant ?? Here).Tenant, KeptBreakdowns.None), keepYears, Token)).Value;

    /// <summary>The rows of a series as text: grain, time, key, events, sum, size of the set.</summary>
    public async Task<string[]> RowsAsync(SeriesQuery series, string grains, TenantScope? tenant = null) =>
        (string[])(await Log.AsTenantAsync(tenant ?? Here, $"""
            select coalesce(array_agg(grain || ' ' || to_char(starts_at at time zone 'UTC', 'MM-DD"T"HH24') || ' ' || key::text
                || ' ' || events || ' ' || coalesce(sum::text, '-') || ' ' || coalesce(length(actors)::text, '-')
                order by starts_at, array_position(array['hour', 'day', 'week', 'month'], grain), key), array[]::text[])
            from metric_snapshots where series = '{KeptSeries.Of(series)!.Id}' and grain in ({grains})
            """))!;

    /// <summary>All that is kept, byte for byte.</summary>
    public async Task<string> DumpAsync(TenantScope? tenant = null) => (string)(await Log.AsTenantAsync(tenant ?? Here, """
        select coalesce(string_agg(row::text, E'\n' order by series, grain, starts_at, key_id), '') from metric_snapshots row
        """))!;

    /// <summary>A further tenant with a calendar of its own.</summary>
    public async Task<TenantScope> AddAsync(string identifier, TimeZoneInfo zone, DayOfWeek weekStart)
    {
        var tenant = new TenantInfo(
            new TenantId(Guid.CreateVersion7()), identifier, identifier, zone, "EUR", weekStart, RawRetentionMonths: 1);
        await Log.Tenants.Store.SaveAsync(tenant, Token);
        return (await new OpenTenant(Log.Tenants.Store).ExecuteAsync(tenant.Id, Token))!;
    }

    /// <summary>An engine that never saw what happened before a time, as after that was dropped.</summary>
    public SlowEventAnalytics Without(TenantScope tenant, DateTimeOffset before)
    {
        var log = new FakeEventLog();
        log.Append(tenant, _seen.Entries(tenant).Where(entry => entry is not LoggedEvent { OccurredAt: var at } || at >= before));
        return new SlowEventAnalytics(log);
    }

    /// <summary>Drops the raw events before a time.</summary>
    /// <returns>How many there were.</returns>
    public async Task<long> DropAsync(TenantScope tenant, DateTimeOffset before, string keptSince = "-infinity") =>
        (long)(await Log.AsTenantAsync(tenant, FormattableString.Invariant(
            $"select expire_events('{before.UtcDateTime:yyyy-MM-dd HH:mm:ss}+00', '{keptSince}')")))!;

    public SnapshotReader Reader => new(Log.Tenants.Connections, Clock);

    /// <summary>Everything is due again.</summary>
    public Task MakeStaleAsync() => Log.AsTenantAndCommitAsync(Here, "update snapshot_periods set is_stale = true");

    public static SeriesQuery Series(
        Aggregation aggregation, string[] events, string? property = null, EventFilter? filter = null,
        SeriesBreakdown? breakdown = null) => new()
        {
            Measure = new Measure(new EventSelector([.. events]), aggregation) { Property = property is null ? null : new PropertyRef(property) },
            Range = TimeRange.Create(Events.Noon, Events.Noon.AddDays(1)).Value,
            Filter = filter,
            Breakdown = breakdown,
        };

    public ValueTask DisposeAsync() => Log.DisposeAsync();
}
