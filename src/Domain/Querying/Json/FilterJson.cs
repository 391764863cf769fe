using System.Collections.Immutable;
using System.Text.Json;
using static Analytics.Domain.Querying.EventFilter;

namespace Analytics.Domain.Querying.Json;

/// <summary>Conditions and properties, in the words of the API: <c>{"property": "country", "eq": "DE"}</c>.</summary>
internal static class FilterJson
{
    private static readonly ImmutableArray<(string Name, FilterOperator Operator)> Operators =
    [
        ("eq", FilterOperator.Equal), ("gt", FilterOperator.Greater), ("gte", FilterOperator.GreaterOrEqual),
        ("lt", FilterOperator.Less), ("lte", FilterOperator.LessOrEqual), ("contains", FilterOperator.Contains),
        ("startsWith", FilterOperator.StartsWith),
    ];

    public static void Write(Utf8JsonWriter json, EventFilter filter)
    {
        json.WriteStartObject();
        switch (filter)
        {
            case And and:
                json.List("and", and.Parts, Write);
                break;
            case Or or:
                json.List("or", or.Parts, Write);
                break;
            case Not not:
                json.Part("not", not.Part, Write);
                break;
            case HasActor:
                json.WriteBoolean("hasActor", true);
                break;
            case Exists exists:
                json.Part("property", exists.Property, WriteProperty);
                json.WriteBoolean("exists", true);
                break;
            case In within:
                json.Part("property", within.Property, WriteProperty);
                json.List("in", within.Values, WriteValue);
                break;
            case Compare compare:
                json.Part("property", compare.Property, WriteProperty);
                json.Part(Operators.First(one => one.Operator == compare.Operator).Name, compare.Value, WriteValue);
                break;
        }
        json.WriteEndObject();
    }

    public static EventFilter Read(JsonPlace place) => place.Object<EventFilter>(members =>
        members.Has("and") ? new And(members.Need("and", parts => parts.List(Read)))
        : members.Has("or") ? new Or(members.Need("or", parts => parts.List(Read)))
        : members.Has("not") ? new Not(members.Need("not", Read))
        : members.Has("hasActor") ? True(members, "hasActor", new HasActor())
        : ReadComparison(members, members.Need("property", ReadProperty)));

    /// <summary>An event's own property by its name; the others say where they are read.</summary>
    public static void WriteProperty(Utf8JsonWriter json, PropertyRef property)
    {
        if (property.Scope is PropertyScope.Event)
        {
            json.WriteStringValue(property.Name);
            return;
        }
        json.WriteStartObject();
        if (property.Scope is PropertyScope.EventName)
            json.WriteBoolean("eventName", true);
        else
            json.WriteString(
                property.Scope is PropertyScope.ActorCurrent ? "currentActorProperty" : "actorProperty", property.Name);
        json.WriteEndObject();
    }

    public static PropertyRef ReadProperty(JsonPlace place) => place.IsText
        ? new PropertyRef(place.Text())
        : place.Object(members =>
            members.Has("eventName") ? True(members, "eventName", PropertyRef.EventName)
            : members.Text("currentActorProperty") is { } current
            ? new PropertyRef(current, PropertyScope.ActorCurrent)
            : new PropertyRef(members.Need("actorProperty", name => name.Text()), PropertyScope.ActorAtEvent));

    private static EventFilter ReadComparison(JsonMembers members, PropertyRef property)
    {
        if (members.Has("exists"))
            return True(members, "exists", new Exists(property));
        if (members.Has("in"))
            return new In(property, members.Need("in", values => values.List(ReadValue)));
        foreach (var (name, comparison) in Operators)
            if (members.Has(name))
                return new Compare(property, comparison, members.Need(name, ReadValue));
        throw members.Place.Fault("FILTER_COMPARISON_MISSING", "A property needs a comparison, e.g. 'eq' or 'exists'.");
    }

    private static T True<T>(JsonMembers members, string name, T value) =>
        members.Need(name, place => place.Boolean() ? value : throw place.Expected("true; say 'not' for the contrary"));

    public static void WriteValue(Utf8JsonWriter json, PropertyValue value)
    {
        switch (value)
        {
            case PropertyValue.Text text:
                json.WriteStringValue(text.Value);
                break;
            case PropertyValue.Number number:
                json.WriteNumberValue(JsonParts.Shortest(number.Value));
                break;
            case PropertyValue.Boolean flag:
                json.WriteBooleanValue(flag.Value);
                break;
        }
    }

    private static PropertyValue ReadValue(JsonPlace place) => place.Element.ValueKind switch
    {
        JsonValueKind.String => new PropertyValue.Text(place.Text()),
        JsonValueKind.Number => new PropertyValue.Number(place.Decimal()),
        JsonValueKind.True or JsonValueKind.False => new PropertyValue.Boolean(place.Boolean()),
        _ => throw place.Expected("text, a number, true or false"),
    };
}
