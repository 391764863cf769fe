using System.Collections.Immutable;
using System.Text.Json;
using Analytics.Domain.Distributions;

namespace Analytics.Domain.Querying.Json;

/// <summary>Time between events, events per actor and returns.</summary>
internal static class DistributionJson
{
    public static void WriteTimes(Utf8JsonWriter json, TimeBetweenQuery query)
    {
        json.Part("from", query.From, EventQueryJson.WriteSelector);
        json.Part("to", query.To, EventQueryJson.WriteSelector);
        json.Duration("window", query.Window);
        WriteEdges(json, query.Edges);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
    }

    public static TimeBetweenQuery ReadTimes(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        From = members.Need("from", EventQueryJson.ReadSelector),
        To = members.Need("to", EventQueryJson.ReadSelector),
        Window = members.Value("window", length => length.Duration()),
        Edges = ReadEdges(members),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
    };

    public static void WriteNumbers(Utf8JsonWriter json, EventsPerActorQuery query)
    {
        json.Part("events", query.Events, EventQueryJson.WriteSelector);
        json.Part("property", query.Property, FilterJson.WriteProperty);
        WriteEdges(json, query.Edges);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
    }

    public static EventsPerActorQuery ReadNumbers(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Events = members.Part("events", EventQueryJson.ReadSelector) ?? EventSelector.Any,
        Property = members.Part("property", FilterJson.ReadProperty),
        Edges = ReadEdges(members),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
    };

    public static void WriteReturns(Utf8JsonWriter json, ReactivationQuery query)
    {
        json.Part("activity", query.Activity, EventQueryJson.WriteSelector);
        json.Duration("idle", query.Idle);
        WriteEdges(json, query.Edges);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
    }

    public static ReactivationQuery ReadReturns(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Activity = members.Part("activity", EventQueryJson.ReadSelector) ?? EventSelector.Any,
        Idle = members.Value("idle", ReactivationQuery.DefaultIdle, length => length.Duration()),
        Edges = ReadEdges(members),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
    };

    private static void WriteEdges(Utf8JsonWriter json, ImmutableArray<decimal> edges) =>
        json.List("edges", edges, (writer, edge) => writer.WriteNumberValue(JsonParts.Shortest(edge)));

    private static ImmutableArray<decimal> ReadEdges(JsonMembers members) =>
        members.Value("edges", [], list => list.List(edge => edge.Decimal()));
}
