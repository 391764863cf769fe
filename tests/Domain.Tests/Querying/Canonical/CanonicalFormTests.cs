using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    public static readonly TheoryData<int> Seeds = [.. Enumerable.Range(1, 700)];

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

    private static FakeEventLog Log(int seed)
    {
        var log = new FakeEventLog();
        log.Append(Tenant, new RandomEvents(seed).Take(60, seconds: 300));
        return log;
    }

    private static async Task<string> AnswerAsync(FakeEventLog log, Question question)
    {
        var engine = new SlowEventAnalytics(log);
        var none = CancellationToken.None;
        return question switch
        {
            SeriesQuery query => Serialize((await engine.SeriesAsync(Tenant, [query], none)).Value[0]),
            TopListQuery query => Serialize((await engine.TopListAsync(Tenant, query, none)).Value),
            FunnelDefinition query => Serialize((await engine.FunnelAsync(Tenant, query, none)).Value),
            RetentionQuery query => Serialize((await engine.RetentionAsync(Tenant, query, none)).Value),
            CohortQuery query => Serialize((await engine.CohortAsync(Tenant, query, none)).Value),
            SessionsQuery query => Serialize((await engine.SessionsAsync(Tenant, query, none)).Value),
            // The others are parts of these, or lists of what these count.
            _ => "",
        };
    }

    private static string Serialize<T>(T answer) => JsonSerializer.Serialize(answer, Options);

    private static readonly JsonSerializerOptions Options = new() { Converters = { new KeyWriter() } };

    private sealed class KeyWriter : JsonConverter<GroupKey>
    {
        public override GroupKey Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, GroupKey value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }

    private static string Text(Question question) => Encoding.UTF8.GetString(QuestionJson.Write(question));
}
