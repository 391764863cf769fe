using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Xunit;

namespace Analytics.TestKit.Contract;

/// <summary>What the facts about engines share: two tenants, and words to write events and ask.</summary>
public abstract class EngineContract(EngineUnderTest engine) : IAsyncLifetime
{
    private TenantScope? _here;
    private TenantScope? _there;

    protected static TimeRange TenMinutes { get; } = Seconds(0, 600);

    /// <summary>The engine under test.</summary>
    protected IEventAnalytics Engine => engine.Engine;

    /// <summary>The tenant whose events are asked for; its sessions end after 30 minutes.</summary>
    protected TenantScope Here => _here!;

    /// <summary>Another tenant.</summary>
    protected TenantScope There => _there!;

    public async ValueTask InitializeAsync()
    {
        await engine.StartAsync();
        (_here, _there) = (await engine.Tenants.AddAsync("here"), await engine.Tenants.AddAsync("there"));
    }

    public async ValueTask DisposeAsync()
    {
        await engine.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes entries and waits until they are in answers.</summary>
    protected Task<long> HasAsync(params LogEntry[] entries) => HasAsync(Here, entries);

    protected async Task<long> HasAsync(TenantScope tenant, params LogEntry[] entries)
    {
        var position = engine.Append(tenant, entries);
        for (var attempt = 0; attempt < 30; attempt++)
            if ((await Engine.WaitForAsync(tenant, position, CancellationToken.None)).IsSuccess)
                return position;
        Assert.Fail($"Position {position} was not visible within half a minute.");
        return position;
    }

    protected async Task<SeriesAnswer> SeriesAsync(SeriesQuery query) =>
        (await Engine.SeriesAsync(Here, [query], CancellationToken.None)).Value[0];

    protected async Task<TopListAnswer> TopListAsync(TopListQuery query) =>
        (await Engine.TopListAsync(Here, query, CancellationToken.None)).Value;

    protected async Task<FunnelAnswer> AskAsync(FunnelDefinition funnel) =>
        (await Engine.FunnelAsync(Here, funnel, CancellationToken.None)).Value;

    protected async Task<RetentionAnswer> AskAsync(RetentionQuery query) =>
        (await Engine.RetentionAsync(Here, query, CancellationToken.None)).Value;

    protected async Task<LifecycleAnswer> AskAsync(LifecycleQuery query) =>
        (await Engine.LifecycleAsync(Here, query, CancellationToken.None)).Value;

    protected async Task<StickinessAnswer> AskAsync(StickinessQuery query) =>
        (await Engine.StickinessAsync(Here, query, CancellationToken.None)).Value;

    protected async Task<SessionsAnswer> AskAsync(SessionsQuery query) =>
        (await Engine.SessionsAsync(Here, query, CancellationToken.None)).Value;

    /// <summary>The members of a cohort in their order.</summary>
    protected async Task<IReadOnlyList<string>> MembersAsync(CohortCriteria criteria, bool includeBots = false)
    {
        var query = new CohortQuery(criteria) { Limit = 1_000, IncludeBots = includeBots };
        var answer = (await Engine.CohortAsync(Here, query, CancellationToken.None)).Value;
        Assert.Equal(answer.Size, answer.Members.Length);
        return answer.Members;
    }

    protected static EventFilter.Compare Is(PropertyRef property, PropertyValue value) =>
        new(property, FilterOperator.Equal, value);

    protected static EventFilter.Compare Is(PropertyRef property, string value) =>
        Is(property, new PropertyValue.Text(value));

    protected static PropertyRef AtEvent(string property) => new(property, PropertyScope.ActorAtEvent);

    protected static PropertyRef Current(string property) => new(property, PropertyScope.ActorCurrent);

    /// <summary>Seconds after <see cref="TestEvents.Start"/>.</summary>
    protected static TimeRange Seconds(double from, double to) =>
        TimeRange.Create(TestEvents.Start.AddSeconds(from), TestEvents.Start.AddSeconds(to)).Value;

    /// <summary>Days after <see cref="TestEvents.Start"/>, a Monday.</summary>
    protected static TimeRange Days(double from, double to) => Seconds(from * 86_400, to * 86_400);

    protected static QueryCalendar In(string zone, DayOfWeek weekStart = DayOfWeek.Monday) =>
        new(TimeZoneInfo.FindSystemTimeZoneById(zone), weekStart);
}
