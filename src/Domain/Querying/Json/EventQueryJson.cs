using System.Text.Json;
using Analytics.Domain.Series;

namespace Analytics.Domain.Querying.Json;

/// <summary>What questions share: range, calendar, filter, cohort, selectors, measures, breakdowns.</summary>
internal static class EventQueryJson
{
    public static void WriteShared(Utf8JsonWriter json, EventQuery query)
    {
        json.Part("range", query.Range, RangeJson.Write);
        json.Text("timeZone", query.Calendar.Zone.Id);
        json.Choice<DayOfWeek>("weekStart", query.Calendar.WeekStart);
        json.Part("filter", query.Filter, FilterJson.Write);
        json.Part("cohort", query.Cohort, CriteriaJson.Write);
    }

    /// <summary>Reads the calendar first: it makes instants of every range inside.</summary>
    public static EventQuery Read(JsonMembers members, Func<JsonMembers, TimeRange, EventQuery> read)
    {
        var given = members.Calendar;
        var calendar = new QueryCalendar(
            members.Part("timeZone", place => place.Zone()) ?? given.Zone,
            members.Value("weekStart", place => place.Choice<DayOfWeek>()) ?? given.WeekStart);
        members.Calendar = calendar;
        return read(members, members.Need("range", RangeJson.Read)) with
        {
            Calendar = calendar,
            Filter = members.Part("filter", FilterJson.Read),
            Cohort = members.Part("cohort", CriteriaJson.Read),
        };
    }

    public static void WriteSelector(Utf8JsonWriter json, EventSelector selector)
    {
        json.WriteStartObject();
        WriteSelectorMembers(json, selector);
        json.WriteEndObject();
    }

    public static EventSelector ReadSelector(JsonPlace place) => place.Object(ReadSelectorMembers);

    public static void WriteSelectorMembers(Utf8JsonWriter json, EventSelector selector)
    {
        json.Names("events", selector.Events);
        json.Part("filter", selector.Filter, FilterJson.Write);
    }

    public static EventSelector ReadSelectorMembers(JsonMembers members) =>
        new(members.Names("events"), members.Part("filter", FilterJson.Read));

    public static void WriteMeasure(Utf8JsonWriter json, Measure measure)
    {
        json.WriteStartObject();
        WriteSelectorMembers(json, measure.Events);
        json.Choice<Aggregation>("aggregation", measure.Aggregation);
        json.Part("property", measure.Property, FilterJson.WriteProperty);
        json.Number("percentile", measure.Percentile);
        json.WriteEndObject();
    }

    public static Measure ReadMeasure(JsonPlace place) => place.Object(members =>
        new Measure(ReadSelectorMembers(members), members.Need("aggregation", name => name.Choice<Aggregation>()))
        {
            Property = members.Part("property", FilterJson.ReadProperty),
            Percentile = members.Value("percentile", number => number.Decimal()),
        });

    public static void WriteBreakdown(Utf8JsonWriter json, SeriesBreakdown breakdown)
    {
        json.WriteStartObject();
        json.List("dimensions", breakdown.Dimensions, FilterJson.WriteProperty);
        json.Number("limit", breakdown.Limit);
        if (breakdown.Keys is { } keys)
            json.List("keys", keys, WriteKey);
        json.WriteEndObject();
    }

    public static SeriesBreakdown ReadBreakdown(JsonPlace place) => place.Object(members => new SeriesBreakdown(
        members.Need("dimensions", list => list.List(FilterJson.ReadProperty)),
        members.Int("limit", SeriesBreakdown.DefaultLimit),
        members.Value("keys", list => list.List(ReadKey))));

    public static void WriteKey(Utf8JsonWriter json, GroupKey key) =>
        json.List(key.Values, (writer, value) => writer.WriteStringValue(value));

    public static GroupKey ReadKey(JsonPlace place) => new(place.List(value => value.TextOrNull()));
}
