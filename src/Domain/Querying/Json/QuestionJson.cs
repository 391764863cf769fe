using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Analytics.Domain.Cohorts;
using Analytics.Domain.Collection;
using Analytics.Domain.Correlations;
using Analytics.Domain.Distributions;
using Analytics.Domain.Funnels;
using Analytics.Domain.Identity;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Metrics;
using Analytics.Domain.Paths;
using Analytics.Domain.Retention;
using Analytics.Domain.Series;
using Analytics.Domain.Sessions;

namespace Analytics.Domain.Querying.Json;

/// <summary>
/// Questions as JSON: an object whose <c>kind</c> says which question it is, members in camel case, choices in upper
/// snake case, lengths of time and instants in ISO 8601, zones by IANA name, numbers exact. What is left out has its
/// default.
/// </summary>
public static class QuestionJson
{
    /// <summary>Most bytes of one question.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Most levels of objects and lists inside each other.</summary>
    public const int MaxDepth = 256;

    private static readonly ImmutableArray<Kind> Kinds =
    [
        Kind.Of<SeriesQuery>("series", SeriesJson.Write, SeriesJson.Read),
        Kind.Of<TopListQuery>("topList", SeriesJson.WriteTopList, SeriesJson.ReadTopList),
        Kind.Of<FormulaQuery>("formula", SeriesJson.WriteFormula, SeriesJson.ReadFormula),
        Kind.Of<FunnelDefinition>("funnel", FunnelJson.Write, FunnelJson.Read),
        Kind.Of<RetentionQuery>("retention", RetentionJson.Write, RetentionJson.Read),
        Kind.Of<LifecycleQuery>("lifecycle", RetentionJson.WriteLifecycle, RetentionJson.ReadLifecycle),
        Kind.Of<StickinessQuery>("stickiness", RetentionJson.WriteStickiness, RetentionJson.ReadStickiness),
        Kind.Of<PathsQuery>("paths", RetentionJson.WritePaths, RetentionJson.ReadPaths),
        Kind.Of<TimeBetweenQuery>("timeBetween", DistributionJson.WriteTimes, DistributionJson.ReadTimes),
        Kind.Of<EventsPerActorQuery>("eventsPerActor", DistributionJson.WriteNumbers, DistributionJson.ReadNumbers),
        Kind.Of<ReactivationQuery>("reactivation", DistributionJson.WriteReturns, DistributionJson.ReadReturns),
        Kind.Of<CorrelationQuery>("correlation", CorrelationJson.Write, CorrelationJson.Read),
        Kind.Of<SessionsQuery>("sessions", SessionsJson.Write, SessionsJson.Read),
        Kind.Of<SessionListQuery>("sessionList", SessionsJson.WriteList, SessionsJson.ReadList),
        Kind.Of<TimelineQuery>("timeline", SessionsJson.WriteTimeline, SessionsJson.ReadTimeline),
        Kind.Of<PropertiesQuery>("properties", SessionsJson.WriteProperties, SessionsJson.ReadProperties),
        new(typeof(CohortQuery), "cohort", (json, query) => CohortJson.Write(json, (CohortQuery)query), CohortJson.Read),
        new(typeof(ActorsQuery), "actors", (json, query) => CohortJson.WriteActors(json, (ActorsQuery)query),
            CohortJson.ReadActors),
    ];

    private static readonly FrozenDictionary<Type, Kind> ByType = Kinds.ToFrozenDictionary(kind => kind.Type);

    private static readonly FrozenDictionary<string, Kind> ByName =
        Kinds.ToFrozenDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>A question as UTF-8. Equal members give equal bytes; ranges are written as instants.</summary>
    public static byte[] Write(Question question) => Bytes(json => Write(json, question));

    /// <summary>Criteria of a cohort as UTF-8.</summary>
    public static byte[] Write(CohortCriteria criteria) => Bytes(json => CriteriaJson.Write(json, criteria));

    /// <summary>Reads a question and checks it. A range may be written as it is asked for: <c>{"last": "P30D"}</c>,
    /// <c>{"preset": "TODAY"}</c>, <c>{"fromDate": "2024-01-01", "toDate": "2024-02-01"}</c>.</summary>
    /// <param name="json">UTF-8 from anybody.</param>
    /// <param name="context">Now, and the calendar of a question that names none.</param>
    /// <returns>The question, or the first fault with its path.</returns>
    public static Result<Question> Read(ReadOnlyMemory<byte> json, QuestionContext context) =>
        Read(json, context, Read).Then(question =>
            question.Check() is { } problem ? (Result<Question>)problem : question);

    /// <summary>Reads the criteria of a cohort and checks them.</summary>
    /// <returns>The criteria, or the first fault with its path.</returns>
    public static Result<CohortCriteria> ReadCriteria(ReadOnlyMemory<byte> json, QuestionContext context) =>
        Read(json, context, CriteriaJson.Read).Then(criteria =>
            criteria.Check() is { } problem ? (Result<CohortCriteria>)problem : criteria);

    internal static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.ToArray();
    }

    internal static void Write(Utf8JsonWriter json, Question question)
    {
        var kind = ByType[question.GetType()];
        json.WriteStartObject();
        json.Text("kind", kind.Name);
        kind.Write(json, question);
        if (question is EventQuery query)
            EventQueryJson.WriteShared(json, query);
        json.WriteBoolean("includeBots", question.IncludeBots);
        json.Number("asOf", question.AsOf);
        json.WriteEndObject();
    }

    internal static Question Read(JsonPlace place) => place.Object(members =>
    {
        var kind = members.Need("kind", name => ByName.GetValueOrDefault(name.Text())
            ?? throw name.Expected($"one of {string.Join(", ", Kinds.Select(known => known.Name))}"));
        return kind.Read(members) with
        {
            IncludeBots = members.Boolean("includeBots"),
            AsOf = members.Value("asOf", position => position.Long()),
        };
    });

    private static Result<T> Read<T>(ReadOnlyMemory<byte> json, QuestionContext context, Func<JsonPlace, T> read)
    {
        if (json.Length > MaxBytes)
            return Problem.Invalid("BODY_TOO_LARGE", $"A question has at most {MaxBytes} bytes.");
        if (JsonBodies.CheckUtf8(json.Span) is { } invalid)
            return invalid;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return read(new JsonPlace(document.RootElement, "", context));
        }
        catch (JsonFaultException fault)
        {
            return fault.Problem;
        }
        catch (JsonException fault)
        {
            return JsonBodies.Malformed(fault);
        }
    }

    private sealed record Kind(
        Type Type, string Name, Action<Utf8JsonWriter, Question> Write, Func<JsonMembers, Question> Read)
    {
        public static Kind Of<T>(
            string name, Action<Utf8JsonWriter, T> write, Func<JsonMembers, TimeRange, EventQuery> read)
            where T : EventQuery =>
            new(typeof(T), name, (json, query) => write(json, (T)query), members => EventQueryJson.Read(members, read));
    }
}
