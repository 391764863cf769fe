using System.Text.Json;
using Analytics.Domain.Identity;
using Analytics.Domain.Sessions;

namespace Analytics.Domain.Querying.Json;

/// <summary>Sessions, timelines and properties.</summary>
internal static class SessionsJson
{
    public static void Write(Utf8JsonWriter json, SessionsQuery query)
    {
        json.Choice("interval", query.Interval);
        json.Names("pageEvents", query.PageEvents);
        json.Part("breakdown", query.Breakdown, EventQueryJson.WriteBreakdown);
    }

    public static SessionsQuery Read(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Interval = members.Value("interval", place => place.Choice<Interval>()),
        PageEvents = members.Value("pageEvents", SessionsQuery.DefaultPageEvents, list => list.Names()),
        Breakdown = members.Part("breakdown", EventQueryJson.ReadBreakdown),
    };

    public static void WriteList(Utf8JsonWriter json, SessionListQuery query)
    {
        json.Text("actor", query.Actor);
        json.Names("pageEvents", query.PageEvents);
        json.Part("page", query.Page, FilterJson.WriteProperty);
        json.Part("referrer", query.Referrer, FilterJson.WriteProperty);
        json.Number("limit", query.Limit);
        json.Part("after", query.After, WritePlace);
    }

    public static SessionListQuery ReadList(JsonMembers members, TimeRange range)
    {
        var absent = new SessionListQuery { Range = range };
        return absent with
        {
            Actor = members.Text("actor"),
            PageEvents = members.Value("pageEvents", absent.PageEvents, list => list.Names()),
            Page = members.Part("page", FilterJson.ReadProperty) ?? absent.Page,
            Referrer = members.Part("referrer", FilterJson.ReadProperty) ?? absent.Referrer,
            Limit = members.Int("limit", absent.Limit),
            After = members.Part("after", ReadPlace),
        };
    }

    public static void WriteTimeline(Utf8JsonWriter json, TimelineQuery query)
    {
        json.Text("actor", query.Actor);
        json.Names("events", query.Events);
        json.Number("limit", query.Limit);
        json.Number("before", query.Before);
    }

    public static TimelineQuery ReadTimeline(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Actor = members.Need("actor", place => place.Text()),
        Events = members.Names("events"),
        Limit = members.Int("limit", 50),
        Before = members.Value("before", place => place.Long()),
    };

    public static void WriteProperties(Utf8JsonWriter json, PropertiesQuery query)
    {
        json.Names("events", query.Events);
        json.Text("startsWith", query.StartsWith);
        json.Number("limit", query.Limit);
    }

    public static PropertiesQuery ReadProperties(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Events = members.Names("events"),
        StartsWith = members.Text("startsWith"),
        Limit = members.Int("limit", 100),
    };

    private static void WritePlace(Utf8JsonWriter json, SessionPlace place)
    {
        json.WriteStartObject();
        json.WritePropertyName("start");
        json.Instant(place.Start);
        json.Text("actor", place.Actor);
        json.Number("number", place.Number);
        json.WriteEndObject();
    }

    private static SessionPlace ReadPlace(JsonPlace place) => place.Object(members => new SessionPlace(
        members.Need("start", at => at.Instant()),
        members.Need("actor", at => at.Text()),
        members.Int("number", 0)));
}
