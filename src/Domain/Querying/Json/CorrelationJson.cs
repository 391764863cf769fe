using System.Text.Json;
using Analytics.Domain.Correlations;

namespace Analytics.Domain.Querying.Json;

/// <summary>What goes with a goal.</summary>
internal static class CorrelationJson
{
    public static void Write(Utf8JsonWriter json, CorrelationQuery query)
    {
        json.Part("goal", query.Goal, EventQueryJson.WriteSelector);
        json.Names("events", query.Events);
        json.Number("limit", query.Limit);
    }

    public static CorrelationQuery Read(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Goal = members.Need("goal", EventQueryJson.ReadSelector),
        Events = members.Names("events"),
        Limit = members.Int("limit", CorrelationQuery.DefaultLimit),
    };
}
