using System.Text;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Funnels;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Canonical;
using Analytics.Domain.Querying.Json;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;
using Analytics.Domain.Tenancy;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Querying.Canonical;

/// <summary>A question and its canonical form are one question: the slow twin answers both alike.</summary>
public sealed class CanonicalFormTests
{
    private static readonly TenantScope Tenant = new(new TenantInfo(
        new TenantId(Guid.Parse("22222222-2222-2222-2222-222222222222")), "here", "Here",
        TimeZoneInfo.Utc, "EUR", DayOfWeek.Monday, RawRetentionMonths: null));

    public static readonly TheoryData<int> Seeds = [.. Enumerable.Range(1, 350)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task It_has_the_same_answer(int seed)
    {
        var question = new RandomAlgebra(seed).Next();
        var canonical = CanonicalForm.Of(question);

        Assert.Null(canonical.Check());
        Assert.Equal(Text(canonical), Text(CanonicalForm.Of(canonical)));
        Assert.Equal(QueryKey.Of(question), QueryKey.Of(canonical));
        var log = Log(seed);
        Assert.Equal(await AnswerAsync(log, question), await AnswerAsync(log, canonical));
    }

    // Of every filter, whichever event it looks at: a series of one event each.
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Its_filter_lets_the_same_events_through(int seed)
    {
        var filter = new RandomAlgebra(seed).Filter(4);
        var query = new SeriesQuery
        {
            Measure = new Measure(EventSelector.Any, Aggregation.Count),
            Range = TimeRange.Create(TestEvents.Start, TestEvents.Start.AddSeconds(300)).Value,
            Interval = Interval.Hour,
            Breakdown = new SeriesBreakdown([PropertyRef.EventName, "amount"], SeriesBreakdown.AllGroups),
            Filter = filter,
        };

        Assert.Equal(await AnswerAsync(Log(seed), query), await AnswerAsync(Log(seed), CanonicalForm.Of(query)));
        query = query with { Filter = new EventFilter.Not(filter) };
        Assert.Equal(await AnswerAsync(Log(seed), query), await AnswerAsync(Log(seed), CanonicalForm.Of(query)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_condition_has_one_form_however_it_is_written(int seed)
    {
        var rewrites = new RandomRewrites(seed);
        var filter = new RandomAlgebra(seed).Filter(4);
        var query = new SeriesQuery
        {
            Measure = new Measure(new EventSelector(["a", "b", "c"]), Aggregation.Count),
            Range = TimeRange.Create(TestEvents.Start, TestEvents.Start.AddSeconds(300)).Value,
            Filter = filter,
        };
        var other = query with
        {
            Measure = query.Measure with { Events = new(rewrites.Mixed(query.Measure.Events.Events)) },
            Filter = rewrites.Of(filter),
        };

        Assert.Equal(Text(CanonicalForm.Of(query)), Text(CanonicalForm.Of(other)));
    }

    // What another generator asks: with all that is known of actors.
    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Questions_that_engines_are_asked_are_read_back_and_have_one_answer(int seed)
    {
        var question = new RandomQuestions(seed, RandomWorld.Of(seed), QuestionKinds.All).Next();
        var canonical = CanonicalForm.Of(question);
        var read = QuestionJson.Read(QuestionJson.Write(question), new QuestionContext(TestEvents.Start, QueryCalendar.Utc));

        Assert.Null(canonical.Check());
        Assert.Equal(Text(question), Text(read.Value));
        var log = Log(seed, RandomWorld.Of(seed));
        Assert.Equal(await AnswerAsync(log, question), await AnswerAsync(log, canonical));
    }

    private static FakeEventLog Log(int seed) => Log(seed, RandomWorld.OfSeconds(300));

    private static FakeEventLog Log(int seed, RandomWorld world)
    {
        var log = new FakeEventLog();
        log.Append(Tenant, new RandomLog(seed, world, QuestionKinds.All).Take(80));
        return log;
    }

    private static async Task<string> AnswerAsync(FakeEventLog log, Question question)
    {
        var engine = new SlowEventAnalytics(log);
        var none = CancellationToken.None;
        return question switch
        {
            SeriesQuery query => Plain.Text((await engine.SeriesAsync(Tenant, [query], none)).Value[0]),
            TopListQuery query => Plain.Text((await engine.TopListAsync(Tenant, query, none)).Value),
            FunnelDefinition query => Plain.Text((await engine.FunnelAsync(Tenant, query, none)).Value),
            RetentionQuery query => Plain.Text((await engine.RetentionAsync(Tenant, query, none)).Value),
            CohortQuery query => Plain.Text((await engine.CohortAsync(Tenant, query, none)).Value),
            SessionsQuery query => Plain.Text((await engine.SessionsAsync(Tenant, query, none)).Value),
            SessionListQuery query => Plain.Text((await engine.SessionListAsync(Tenant, query, none)).Value),
            // The others are parts of these, or lists of what these count.
            _ => "",
        };
    }

    private static string Text(Question question) => Encoding.UTF8.GetString(QuestionJson.Write(question));
}
