using System.Text.Json;
using Analytics.Domain.Lifecycle;
using Analytics.Domain.Paths;
using Analytics.Domain.Retention;

namespace Analytics.Domain.Querying.Json;

/// <summary>Retention, lifecycle, stickiness and paths.</summary>
internal static class RetentionJson
{
    public static void Write(Utf8JsonWriter json, RetentionQuery query)
    {
        json.Part("start", query.Start, EventQueryJson.WriteSelector);
        json.Part("return", query.Return, EventQueryJson.WriteSelector);
        json.Choice<Interval>("period", query.Period);
        json.Number("periods", query.Periods);
        json.Choice<RetentionStart>("startBy", query.StartBy);
        json.Choice<RetentionReturn>("returnBy", query.ReturnBy);
        json.List("brackets", query.Brackets, (writer, period) => writer.WriteNumberValue(period));
        json.WriteBoolean("rolling24Hours", query.Rolling24Hours);
        json.Part("value", query.Value, EventQueryJson.WriteMeasure);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
    }

    public static RetentionQuery Read(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Start = members.Part("start", EventQueryJson.ReadSelector) ?? EventSelector.Any,
        Return = members.Part("return", EventQueryJson.ReadSelector) ?? EventSelector.Any,
        Period = members.Choice("period", Interval.Week),
        Periods = members.Int("periods", 11),
        StartBy = members.Choice("startBy", RetentionStart.FirstInRange),
        ReturnBy = members.Choice("returnBy", RetentionReturn.On),
        Brackets = members.Value("brackets", [], list => list.List(period => period.Int())),
        Rolling24Hours = members.Boolean("rolling24Hours"),
        Value = members.Part("value", EventQueryJson.ReadMeasure),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
    };

    public static void WriteLifecycle(Utf8JsonWriter json, LifecycleQuery query)
    {
        json.Part("activity", query.Activity, EventQueryJson.WriteSelector);
        json.Choice<Interval>("period", query.Period);
    }

    public static LifecycleQuery ReadLifecycle(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Activity = members.Part("activity", EventQueryJson.ReadSelector) ?? EventSelector.Any,
        Period = members.Choice("period", Interval.Week),
    };

    public static void WriteStickiness(Utf8JsonWriter json, StickinessQuery query)
    {
        json.Part("activity", query.Activity, EventQueryJson.WriteSelector);
        json.Choice<Interval>("period", query.Period);
    }

    public static StickinessQuery ReadStickiness(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Activity = members.Part("activity", EventQueryJson.ReadSelector) ?? EventSelector.Any,
        Period = members.Choice("period", Interval.Month),
    };

    public static void WritePaths(Utf8JsonWriter json, PathsQuery query)
    {
        json.Part("from", query.From, EventQueryJson.WriteSelector);
        json.Part("to", query.To, EventQueryJson.WriteSelector);
        json.Part("step", query.Step, FilterJson.WriteProperty);
        json.Names("events", query.Events);
        json.Names("exclude", query.Exclude);
        json.List("groups", query.Groups, WriteGroup);
        json.Number("maxLength", query.MaxLength);
        json.Duration("window", query.Window);
        json.Number("limit", query.Limit);
    }

    public static PathsQuery ReadPaths(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        From = members.Part("from", EventQueryJson.ReadSelector),
        To = members.Part("to", EventQueryJson.ReadSelector),
        Step = members.Part("step", FilterJson.ReadProperty) ?? PropertyRef.EventName,
        Events = members.Names("events"),
        Exclude = members.Names("exclude"),
        Groups = members.Value("groups", [], list => list.List(ReadGroup)),
        MaxLength = members.Int("maxLength", 5),
        Window = members.Value("window", length => length.Duration()),
        Limit = members.Int("limit", 10),
    };

    private static void WriteGroup(Utf8JsonWriter json, PathGroup group)
    {
        json.WriteStartObject();
        json.Text("name", group.Name);
        json.Text("pattern", group.Pattern);
        json.WriteEndObject();
    }

    private static PathGroup ReadGroup(JsonPlace place) => place.Object(members => new PathGroup(
        members.Need("name", name => name.Text()), members.Need("pattern", pattern => pattern.Text())));
}
