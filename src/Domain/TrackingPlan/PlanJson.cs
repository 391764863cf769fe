using System.Collections.Immutable;
using System.Text.Json;
using Analytics.Domain.Querying;
using Analytics.Domain.Querying.Json;

namespace Analytics.Domain.TrackingPlan;

/// <summary>
/// A plan as JSON: members in camel case, choices in upper snake case; what has its default is left out. Equal plans
/// are equal bytes.
/// </summary>
public static class PlanJson
{
    /// <summary>Most bytes of one plan.</summary>
    public const int MaxBytes = 1024 * 1024;

    /// <summary>Most levels of objects and lists inside each other.</summary>
    public const int MaxDepth = 16;

    private static readonly QuestionContext _noContext = new(DateTimeOffset.UnixEpoch, QueryCalendar.Utc);

    /// <summary>A plan as UTF-8.</summary>
    public static byte[] Write(PlanDefinition plan) => Bytes(json => WritePlan(json, plan));

    /// <summary>One event of a plan as UTF-8.</summary>
    public static byte[] Write(PlannedEvent planned) => Bytes(json => WriteEvent(json, planned));

    /// <summary>One property of a plan as UTF-8.</summary>
    public static byte[] Write(PlannedProperty planned) => Bytes(json => WriteProperty(json, planned));

    /// <summary>Reads a plan and checks it.</summary>
    /// <returns>The plan, or its first fault with the path.</returns>
    public static Result<PlanDefinition> Read(ReadOnlyMemory<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
            return Problem.Invalid("PLAN_TOO_LARGE", $"A plan has at most {MaxBytes} bytes.");
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = MaxDepth });
            var plan = new JsonPlace(document.RootElement, "", _noContext).Object(ReadPlan);
            return plan.Check() is { } problem ? problem : plan;
        }
        catch (JsonFaultException fault)
        {
            return fault.Problem;
        }
        catch (JsonException)
        {
            return Problem.Invalid("MALFORMED_JSON", "The plan is no JSON, or nested too deeply.");
        }
    }

    private static PlanDefinition ReadPlan(JsonMembers members) => new()
    {
        Mode = members.Choice("mode", PlanMode.Warn),
        UnregisteredEvents = members.Choice("unregisteredEvents", UnregisteredAction.Allow),
        UnregisteredProperties = members.Choice("unregisteredProperties", UnregisteredAction.Allow),
        Denied = members.Names("denied"),
        KeptContext = members.Value<ImmutableArray<string>>("keptContext", place => place.Names()),
        Properties = members.Value("properties", [], ReadProperties),
        Events = members.Value("events", [], place => place.List(one => one.Object(ReadEvent))),
    };

    private static PlannedEvent ReadEvent(JsonMembers members) => new(members.Need("name", place => place.Text()))
    {
        Description = members.Text("description"),
        Owner = members.Text("owner"),
        Status = members.Choice("status", PlannedStatus.Allowed),
        RenamedTo = members.Text("renamedTo"),
        Mode = members.Value<PlanMode>("mode", place => place.Choice<PlanMode>()),
        UnregisteredProperties = members.Value<UnregisteredAction>(
            "unregisteredProperties", place => place.Choice<UnregisteredAction>()),
        Denied = members.Names("denied"),
        Properties = members.Value("properties", [], ReadProperties),
    };

    private static ImmutableArray<PlannedProperty> ReadProperties(JsonPlace place) =>
        place.List(one => one.Object(ReadProperty));

    private static PlannedProperty ReadProperty(JsonMembers members) => new(members.Need("name", place => place.Text()))
    {
        Description = members.Text("description"),
        Type = members.Value<PropertyType>("type", place => place.Choice<PropertyType>()),
        Required = members.Boolean("required"),
        Minimum = members.Value<decimal>("minimum", place => place.Decimal()),
        Maximum = members.Value<decimal>("maximum", place => place.Decimal()),
        Values = members.Names("values"),
        Pattern = members.Text("pattern"),
        PersonalData = members.Boolean("personalData"),
        Denied = members.Boolean("denied"),
    };

    private static void WritePlan(Utf8JsonWriter json, PlanDefinition plan)
    {
        json.WriteStartObject();
        json.Choice<PlanMode>("mode", plan.Mode);
        json.Choice("unregisteredEvents", Unless(plan.UnregisteredEvents, UnregisteredAction.Allow));
        json.Choice("unregisteredProperties", Unless(plan.UnregisteredProperties, UnregisteredAction.Allow));
        Some(json, "denied", plan.Denied);
        if (plan.KeptContext is { } kept)
            json.Names("keptContext", kept);
        if (plan.Properties.Length > 0)
            json.List("properties", plan.Properties, WriteProperty);
        if (plan.Events.Length > 0)
            json.List("events", plan.Events, WriteEvent);
        json.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter json, PlannedEvent planned)
    {
        json.WriteStartObject();
        json.Text("name", planned.Name);
        json.Text("description", planned.Description);
        json.Text("owner", planned.Owner);
        json.Choice("status", Unless(planned.Status, PlannedStatus.Allowed));
        json.Text("renamedTo", planned.RenamedTo);
        json.Choice("mode", planned.Mode);
        json.Choice("unregisteredProperties", planned.UnregisteredProperties);
        Some(json, "denied", planned.Denied);
        if (planned.Properties.Length > 0)
            json.List("properties", planned.Properties, WriteProperty);
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, PlannedProperty planned)
    {
        json.WriteStartObject();
        json.Text("name", planned.Name);
        json.Text("description", planned.Description);
        json.Choice("type", planned.Type);
        Flag(json, "required", planned.Required);
        json.Number("minimum", planned.Minimum);
        json.Number("maximum", planned.Maximum);
        Some(json, "values", planned.Values);
        json.Text("pattern", planned.Pattern);
        Flag(json, "personalData", planned.PersonalData);
        Flag(json, "denied", planned.Denied);
        json.WriteEndObject();
    }

    private static T? Unless<T>(T value, T usual)
        where T : struct, Enum => EqualityComparer<T>.Default.Equals(value, usual) ? null : value;

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value)
            json.WriteBoolean(name, true);
    }

    private static void Some(Utf8JsonWriter json, string name, ImmutableArray<string> names)
    {
        if (names.Length > 0)
            json.Names(name, names);
    }

    private static byte[] Bytes(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
            write(json);
        return buffer.ToArray();
    }
}
