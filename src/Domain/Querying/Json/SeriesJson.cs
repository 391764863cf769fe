using System.Text.Json;
using Analytics.Domain.Metrics;
using Analytics.Domain.Series;

namespace Analytics.Domain.Querying.Json;

/// <summary>Series, top lists and formulas.</summary>
internal static class SeriesJson
{
    public static void Write(Utf8JsonWriter json, SeriesQuery query)
    {
        json.Part("measure", query.Measure, EventQueryJson.WriteMeasure);
        json.Choice("interval", query.Interval);
        if (query.CustomEdges is { } edges)
            json.List("customEdges", edges, JsonParts.Instant);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
        json.Number("rolling", query.Rolling);
        json.WriteBoolean("cumulative", query.Cumulative);
    }

    public static SeriesQuery Read(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Measure = members.Need("measure", EventQueryJson.ReadMeasure),
        Interval = members.Value("interval", place => place.Choice<Interval>()),
        CustomEdges = members.Value("customEdges", list => list.List(edge => edge.Instant())),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
        Rolling = members.Int("rolling", 1),
        Cumulative = members.Boolean("cumulative"),
    };

    public static void WriteTopList(Utf8JsonWriter json, TopListQuery query)
    {
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
        json.List("measures", query.Measures, EventQueryJson.WriteMeasure);
    }

    public static TopListQuery ReadTopList(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Breakdown = members.Need("breakdown", EventQueryJson.ReadBreakdown),
        Measures = members.Need("measures", list => list.List(EventQueryJson.ReadMeasure)),
    };

    public static void WriteFormula(Utf8JsonWriter json, FormulaQuery query)
    {
        json.List("measures", query.Measures, WriteNamed);
        json.Text("expression", query.Expression.ToString());
        json.Choice("interval", query.Interval);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
        json.Number("rolling", query.Rolling);
        json.WriteBoolean("cumulative", query.Cumulative);
        json.Number("movingAverage", query.MovingAverage);
        json.Choice("compare", query.Compare);
    }

    public static FormulaQuery ReadFormula(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Measures = members.Need("measures", list => list.List(ReadNamed)),
        Expression = members.Need("expression", place => place.Good(FormulaParser.Parse(place.Text()))),
        Interval = members.Value("interval", place => place.Choice<Interval>()),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
        Rolling = members.Int("rolling", 1),
        Cumulative = members.Boolean("cumulative"),
        MovingAverage = members.Int("movingAverage", 1),
        Compare = members.Value("compare", place => place.Choice<Comparison>()),
    };

    private static void WriteNamed(Utf8JsonWriter json, NamedMeasure named)
    {
        json.WriteStartObject();
        json.Text("name", named.Name);
        json.Part("measure", named.Measure, EventQueryJson.WriteMeasure);
        json.WriteEndObject();
    }

    private static NamedMeasure ReadNamed(JsonPlace place) => place.Object(members => new NamedMeasure(
        members.Need("name", name => name.Text()), members.Need("measure", EventQueryJson.ReadMeasure)));
}
