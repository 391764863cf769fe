using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
using Analytics.Domain.Querying;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Columnar.Tests.Querying;

/// <summary>A certificate replays to the same figures, and nothing else passes for one.</summary>
public sealed class CertificateTests
{
    private const QuestionKinds Kinds = QuestionKinds.Aggregations | QuestionKinds.Dimensions | QuestionKinds.Rolling
        | QuestionKinds.TopLists | QuestionKinds.FunnelOptions | QuestionKinds.Retention | QuestionKinds.CohortFilter
        | QuestionKinds.Sessions | QuestionKinds.ActorProperties | QuestionKinds.Lifecycle | QuestionKinds.Paths
        | QuestionKinds.Distributions | QuestionKinds.Correlations;

    private static readonly SeriesQuery _count = new()
    {
        Range = TimeRange.Create(TestEvents.Start, TestEvents.Start.AddDays(1)).Value,
        Measure = new Measure(new(["a"]), Aggregation.Count),
    };

    private readonly FakeCertificateKeys _keys = new();

    [Fact]
    public async Task Certificate_of_any_question_is_valid_after_more_came_to_the_log()
    {
        await using var running = await RunningEngine.StartAsync();
        var kinds = new HashSet<Type>();
        for (var seed = 1; seed <= 8; seed++)
        {
            var world = RandomWorld.Of(seed);
            var tenant = await running.Tenants.AddAsync($"tenant-{seed}", world.SessionGap);
            var log = new RandomLog(seed, world, QuestionKinds.All & ~QuestionKinds.Identity).Take(160).ToList();
            await running.AppendAsync(tenant, log.Take(100));
            var questions = new RandomQuestions(seed, world, Kinds);
            var signed = new List<(Question Question, string Certificate)>();
            for (var question = 0; question < 14; question++)
                if (questions.Next() is EventQuery asked && await AnswerAsync(running.Engine, tenant, asked) is { } meta)
                    signed.Add((asked, (await new CertifyResult(_keys).ExecuteAsync(tenant, meta, CancellationToken.None))!));
            await running.AppendAsync(tenant, log.Skip(100));
            foreach (var (question, certificate) in signed)
            {
                var check = await CheckAsync(running, tenant, certificate);
                Assert.True(check is { Status: CertificateStatus.Valid, Watermark: 100 }, $"seed {seed}: {check}\n{Plain.Text(question)}");
                kinds.Add(question.GetType());
            }
        }
        Assert.Equal(12, kinds.Count);
    }

    [Fact]
    public async Task Certificate_that_was_changed_or_is_another_tenant_s_is_invalid_and_tells_nothing()
    {
        await using var running = await RunningEngine.StartAsync();
        var (here, there) = (await running.Tenants.AddAsync("here"), await running.Tenants.AddAsync("there"));
        await running.AppendAsync(here, TestEvents.Event("a", "x", 1));
        await running.AppendAsync(there, TestEvents.Event("a", "x", 1));
        var certificate = await CertifyAsync(running, here);

        Assert.Equal(CertificateStatus.Valid, (await CheckAsync(running, here, certificate)).Status);
        foreach (var at in Enumerable.Range(0, certificate.Length).Where(at => at % 7 == 0 && certificate[at] != '.'))
        {
            var changed = certificate[..at] + (certificate[at] == 'A' ? 'B' : 'A') + certificate[(at + 1)..];
            Assert.Equal(Nothing, await CheckAsync(running, here, changed));
        }
        foreach (var text in (string[])["", "..", "k1..", "k1.AAAA.AAAA", certificate + "A", certificate + ".A", certificate[..^2], new string('A', 100_000)])
            Assert.Equal(Nothing, await CheckAsync(running, here, text));
        Assert.Equal(Nothing, await CheckAsync(running, there, certificate));
    }

    [Fact]
    public async Task Erasure_is_told_from_another_change_and_a_new_key_leaves_old_certificates_valid()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, TestEvents.Event("a", "x", 1), TestEvents.Event("a", "y", 2));
        var certificate = await CertifyAsync(running, tenant);
        _keys.Current = 2;
        await running.AppendAsync(tenant, TestEvents.Event("a", "z", 3));
        Assert.Equal(CertificateStatus.Valid, (await CheckAsync(running, tenant, certificate)).Status);
        Assert.StartsWith("k2.", await CertifyAsync(running, tenant), StringComparison.Ordinal);

        await running.AppendAsync(tenant, TestEntries.Erase("x"));

        var check = await CheckAsync(running, tenant, certificate);
        Assert.Equal((CertificateStatus.ChangedByErasure, 1), (check.Status, check.ErasedSince));
    }

    [Fact]
    public async Task Answer_that_is_not_what_the_log_says_is_changed()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(tenant, TestEvents.Event("a", "x", 1));
        var answer = (await running.Engine.SeriesAsync(tenant, [_count], CancellationToken.None)).Value[0];
        var wrong = Meta(_count, answer with { All = answer.All with { Total = 2 } }, answer.Meta);

        var certificate = (await new CertifyResult(_keys).ExecuteAsync(tenant, wrong, CancellationToken.None))!;

        Assert.Equal(CertificateStatus.Changed, (await CheckAsync(running, tenant, certificate)).Status);
    }

    [Fact]
    public async Task Metric_with_a_comparison_is_certified_by_all_that_it_asked()
    {
        await using var running = await RunningEngine.StartAsync();
        var tenant = await running.Tenants.AddAsync("tenant");
        await running.AppendAsync(
            tenant, TestEvents.Event("order_placed", "x", 1, """{"total":5,"currency":"GBP"}"""), TestEvents.Event("order_placed", "x", -86_000, """{"total":7,"currency":"GBP"}"""));
        var question = new MetricQuestion(
            MetricCatalogue.Find("average_order_value").Value, new RequestedRange.Instants(_count.Range.From, _count.Range.To))
        {
            Compare = Comparison.PreviousPeriod,
        };

        var result = (await new RunMetric(running.Engine, new NoSnapshots(), TimeProvider.System).ExecuteAsync(tenant, question, CancellationToken.None)).Value;
        var certificate = (await new CertifyResult(_keys).ExecuteAsync(tenant, result.Meta, CancellationToken.None))!;

        Assert.True(result.Meta.Evidence!.Answers.Length >= 4);
        var check = await CheckAsync(running, tenant, certificate);
        Assert.Equal((CertificateStatus.Valid, result.Meta.DefinitionVersion), (check.Status, check.DefinitionVersion));
    }

    private static CertificateCheck Nothing { get; } = new(CertificateStatus.Invalid, null, null, null, null);

    private async Task<string> CertifyAsync(RunningEngine running, TenantScope tenant) => (await new CertifyResult(_keys).ExecuteAsync(
        tenant, (await AnswerAsync(running.Engine, tenant, _count))!, CancellationToken.None))!;

    private async Task<CertificateCheck> CheckAsync(RunningEngine running, TenantScope tenant, string certificate) =>
        (await new VerifyCertificate(_keys, running.Engine, TimeProvider.System).ExecuteAsync(tenant, certificate, CancellationToken.None)).Value;

    // Null for a question that is too large.
    private static async Task<ResultMeta?> AnswerAsync(IEventAnalytics engine, TenantScope tenant, EventQuery question) => question switch
    {
        SeriesQuery series => Meta(series, (await engine.SeriesAsync(tenant, [series], CancellationToken.None)).Then<SeriesAnswer>(all => all[0]), one => one.Meta),
        TopListQuery list => Meta(list, await engine.TopListAsync(tenant, list, CancellationToken.None), one => one.Meta),
        FunnelDefinition funnel => Meta(funnel, await engine.FunnelAsync(tenant, funnel, CancellationToken.None), one => one.Meta),
        RetentionQuery matrix => Meta(matrix, await engine.RetentionAsync(tenant, matrix, CancellationToken.None), one => one.Meta),
        LifecycleQuery lifecycle => Meta(lifecycle, await engine.LifecycleAsync(tenant, lifecycle, CancellationToken.None), one => one.Meta),
        StickinessQuery days => Meta(days, await engine.StickinessAsync(tenant, days, CancellationToken.None), one => one.Meta),
        PathsQuery paths => Meta(paths, await engine.PathsAsync(tenant, paths, CancellationToken.None), one => one.Meta),
        SessionsQuery sessions => Meta(sessions, await engine.SessionsAsync(tenant, sessions, CancellationToken.None), one => one.Meta),
        TimeBetweenQuery times => Meta(times, await engine.TimeBetweenAsync(tenant, times, CancellationToken.None), one => one.Meta),
        EventsPerActorQuery numbers => Meta(numbers, await engine.EventsPerActorAsync(tenant, numbers, CancellationToken.None), one => one.Meta),
        ReactivationQuery returns => Meta(returns, await engine.ReactivationAsync(tenant, returns, CancellationToken.None), one => one.Meta),
        CorrelationQuery goal => Meta(goal, await engine.CorrelationAsync(tenant, goal, CancellationToken.None), one => one.Meta),
        _ => throw new NotSupportedException(),
    };

    private static ResultMeta? Meta<T>(EventQuery question, Result<T> result, Func<T, AnswerMeta> meta)
        where T : notnull => result.TryGet(out var answer, out _) ? Meta(question, answer, meta(answer)) : null;

    private static ResultMeta Meta(EventQuery question, object answer, AnswerMeta meta) => ResultMeta.From(
        meta, question.Range, question.Calendar, TimeProvider.System, 0, Evidence.Of(question, answer));
}
