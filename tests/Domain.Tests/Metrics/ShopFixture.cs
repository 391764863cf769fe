using System.Globalization;
using Analytics.Domain.Collection;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Metrics;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Metrics;

/// <summary>A shop in UTC with a log that the test writes, asked through the slow engine on 1 March 2024.</summary>
internal sealed class ShopFixture(string currency = "EUR")
{
    private readonly FakeEventLog _log = new();

    private readonly TenantScope _tenant = new(new TenantInfo(
        new TenantId(Guid.Parse("11111111-1111-1111-1111-111111111111")), "shop", "Shop",
        TimeZoneInfo.Utc, currency, DayOfWeek.Monday, RawRetentionMonths: null));

    /// <summary>What the clock says.</summary>
    public DateTimeOffset Now { get; init; } = At("2024-03-01T00:00");

    public void Has(params IEnumerable<LoggedEvent> events) => _log.Append(_tenant, events);

    /// <summary>The figures of a question without a fault.</summary>
    public async Task<MetricResult> AskAsync(MetricQuestion question) => (await TryAsync(question)).Value;

    public Task<Result<MetricResult>> TryAsync(MetricQuestion question) =>
        new RunMetric(new SlowEventAnalytics(_log), new NoSnapshots(), new FakeTime(Now))
            .ExecuteAsync(_tenant, question, CancellationToken.None);

    public Task<Result<FunnelResult>> TryAsync(FunnelDefinition funnel, long? atLeast = null) =>
        new RunFunnel(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, funnel, atLeast, CancellationToken.None);

    public Task<Result<RetentionResult>> TryAsync(RetentionQuery query) =>
        new RunRetention(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<LifecycleResult>> TryAsync(LifecycleQuery query) =>
        new RunLifecycle(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<StickinessResult>> TryAsync(StickinessQuery query) =>
        new RunStickiness(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<DistributionResult>> TryAsync(TimeBetweenQuery query) =>
        new RunTimeBetween(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<DistributionResult>> TryAsync(EventsPerActorQuery query) =>
        new RunEventsPerActor(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<DistributionResult>> TryAsync(ReactivationQuery query) =>
        new RunReactivation(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<CorrelationResult>> TryAsync(CorrelationQuery query) =>
        new RunCorrelation(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public Task<Result<SessionsResult>> TryAsync(SessionsQuery query) =>
        new RunSessions(new SlowEventAnalytics(_log), new FakeTime(Now))
            .ExecuteAsync(_tenant, query, atLeast: null, CancellationToken.None);

    public static DateTimeOffset At(string utc) =>
        DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>A metric of the catalogue over local dates, the second one not included.</summary>
    public static MetricQuestion Ask(string metric, string from, string to) =>
        new(MetricCatalogue.Find(metric).Value, Dates(from, to));

    public static RequestedRange Dates(string from, string to) => new RequestedRange.Dates(
        DateOnly.Parse(from, CultureInfo.InvariantCulture), DateOnly.Parse(to, CultureInfo.InvariantCulture));

    /// <summary>UTC days, the second one not included.</summary>
    public static TimeRange Days(string from, string to) =>
        Dates(from, to).Resolve(TestEvents.Start, TimeZoneInfo.Utc, DayOfWeek.Monday).Value;

    public static EventFilter Where(string property, string value) =>
        new EventFilter.Compare(property, FilterOperator.Equal, new PropertyValue.Text(value));

    public static LoggedEvent Order(
        string at, string? customer, decimal total, string? country = null, string? currency = null) =>
        Event("order_placed", at, customer, $"\"total\":{Text(total)}", country, currency);

    public static LoggedEvent Refund(
        string at, string? customer, decimal amount, string? country = null, string? currency = null) =>
        Event("order_refunded", at, customer, $"\"amount\":{Text(amount)}", country, currency);

    public static LoggedEvent Event(
        string name, string at, string? actor, string? property = null, string? country = null, string? currency = null)
    {
        string?[] members =
        [
            property,
            country is null ? null : $"\"country\":\"{country}\"",
            currency is null ? null : $"\"currency\":\"{currency}\"",
        ];
        return TestEvents.Event(
            name, actor, (At(at) - TestEvents.Start).TotalSeconds, $"{{{string.Join(',', members.OfType<string>())}}}");
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
