using System.Text.Json;

namespace Analytics.Domain.Querying.Json;

/// <summary>Ranges: written as instants; read also by the calendar, as they are asked for.</summary>
internal static class RangeJson
{
    public static void Write(Utf8JsonWriter json, TimeRange range)
    {
        json.WriteStartObject();
        json.WritePropertyName("from");
        json.Instant(range.From);
        json.WritePropertyName("to");
        json.Instant(range.To);
        json.WriteEndObject();
    }

    public static TimeRange Read(JsonPlace place)
    {
        var (now, calendar) = place.Context;
        return place.Good(place.Object(Requested).Resolve(now, calendar.Zone, calendar.WeekStart));
    }

    private static RequestedRange Requested(JsonMembers members)
    {
        if (members.Has("last"))
            return new RequestedRange.Last(members.Need("last", place => place.Duration()));
        if (members.Has("preset"))
            return new RequestedRange.Preset(members.Need("preset", place => place.Choice<RangePreset>()));
        if (members.Has("fromDate"))
            return new RequestedRange.Dates(
                members.Need("fromDate", place => place.Date()), members.Need("toDate", place => place.Date()));
        return new RequestedRange.Instants(
            members.Need("from", place => place.Instant()), members.Need("to", place => place.Instant()));
    }
}
