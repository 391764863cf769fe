using System.Text.Json;
using Analytics.Domain.Funnels;
using Analytics.Domain.Series;

namespace Analytics.Domain.Querying.Json;

/// <summary>Funnels with all their options.</summary>
internal static class FunnelJson
{
    public static void Write(Utf8JsonWriter json, FunnelDefinition funnel)
    {
        json.List("steps", funnel.Steps, WriteStep);
        json.Duration("window", funnel.Window);
        json.Choice<ConversionsAfterRange>("conversionsAfterRange", funnel.ConversionsAfterRange);
        json.Choice<FunnelOrder>("order", funnel.Order);
        json.Choice<FunnelCount>("count", funnel.Count);
        json.Part("groupProperty", funnel.GroupProperty, FilterJson.WriteProperty);
        json.List("exclude", funnel.Exclude, WriteExclusion);
        json.List("holdConstant", funnel.HoldConstant, FilterJson.WriteProperty);
        json.Part("breakdown", funnel.Breakdown, WriteBreakdown);
        json.Choice("trend", funnel.Trend);
        json.WriteBoolean("times", funnel.Times);
    }

    public static FunnelDefinition Read(JsonMembers members, TimeRange range) => new()
    {
        Range = range,
        Steps = members.Need("steps", list => list.List(ReadStep)),
        Window = members.Value("window", FunnelDefinition.DefaultWindow, place => place.Duration()),
        ConversionsAfterRange = members.Choice("conversionsAfterRange", ConversionsAfterRange.Include),
        Order = members.Choice("order", FunnelOrder.Sequential),
        Count = members.Choice("count", FunnelCount.Actors),
        GroupProperty = members.Part("groupProperty", FilterJson.ReadProperty),
        Exclude = members.Value("exclude", [], list => list.List(ReadExclusion)),
        HoldConstant = members.Value("holdConstant", [], list => list.List(FilterJson.ReadProperty)),
        Breakdown = members.Part("breakdown", ReadBreakdown),
        Trend = members.Value("trend", place => place.Choice<Interval>()),
        Times = members.Value("times", true, place => place.Boolean()),
    };

    private static void WriteStep(Utf8JsonWriter json, FunnelStepDefinition step)
    {
        json.WriteStartObject();
        json.Text("name", step.Name);
        json.Names("events", step.Events);
        json.Part("filter", step.Filter, FilterJson.Write);
        json.Duration("window", step.Window);
        json.WriteBoolean("optional", step.Optional);
        json.WriteEndObject();
    }

    private static FunnelStepDefinition ReadStep(JsonPlace place) => place.Object(members => new FunnelStepDefinition(
        members.Text("name"),
        members.Need("events", list => list.Names()),
        members.Part("filter", FilterJson.Read))
    {
        Window = members.Value("window", length => length.Duration()),
        Optional = members.Boolean("optional"),
    });

    public static void WriteExclusion(Utf8JsonWriter json, FunnelExclusion exclusion)
    {
        json.WriteStartObject();
        EventQueryJson.WriteSelectorMembers(json, exclusion.Events);
        json.Number("afterStep", exclusion.AfterStep);
        json.Number("beforeStep", exclusion.BeforeStep);
        json.WriteEndObject();
    }

    private static FunnelExclusion ReadExclusion(JsonPlace place) => place.Object(members => new FunnelExclusion(
        EventQueryJson.ReadSelectorMembers(members),
        members.Value("afterStep", step => step.Int()),
        members.Value("beforeStep", step => step.Int())));

    private static void WriteBreakdown(Utf8JsonWriter json, FunnelBreakdown breakdown)
    {
        json.WriteStartObject();
        json.Part("property", breakdown.Property, FilterJson.WriteProperty);
        // Null says the last step taken, which is not what a missing member says.
        if (breakdown.Step is { } step)
            json.WriteNumber("step", step);
        else
            json.WriteNull("step");
        json.Number("limit", breakdown.Limit);
        json.WriteEndObject();
    }

    private static FunnelBreakdown ReadBreakdown(JsonPlace place) => place.Object(members => new FunnelBreakdown(
        members.Need("property", FilterJson.ReadProperty),
        members.Has("step") ? members.Value("step", step => step.Int()) : 0,
        members.Int("limit", SeriesBreakdown.DefaultLimit)));
}
