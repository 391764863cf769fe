using System.Collections.Immutable;
using System.Text.Json;

namespace Analytics.Domain.Querying.Json;

/// <summary>The members of a JSON object, each taken once by its name.</summary>
internal sealed class JsonMembers
{
    private readonly Dictionary<string, JsonElement> _left = new(StringComparer.Ordinal);

    public JsonMembers(JsonPlace place)
    {
        Place = place;
        if (place.Element.ValueKind is not JsonValueKind.Object)
            throw place.Expected("an object");
        foreach (var member in place.Element.EnumerateObject())
            if (!_left.TryAdd(NameOf(member, place), member.Value))
                throw At(member.Name, member.Value).Fault("MEMBER_REPEATED", "The member stands here twice.");
    }

    public JsonPlace Place { get; private set; }

    /// <summary>Whose days make the ranges inside.</summary>
    public QueryCalendar Calendar
    {
        get => Place.Context.Calendar;
        set => Place = Place with { Context = Place.Context with { Calendar = value } };
    }

    public bool Has(string name) => _left.ContainsKey(name);

    public T Need<T>(string name, Func<JsonPlace, T> read) =>
        Take(name) is { } place
            ? read(place)
            : throw At(name, default).Fault("MEMBER_MISSING", $"'{name}' is missing.");

    /// <summary>A member that may be missing or null.</summary>
    public T? Part<T>(string name, Func<JsonPlace, T> read)
        where T : class => Take(name) is { IsNull: false } place ? read(place) : null;

    /// <summary>A value that may be missing or null.</summary>
    public T? Value<T>(string name, Func<JsonPlace, T> read)
        where T : struct => Take(name) is { IsNull: false } place ? read(place) : null;

    /// <summary>A value that may be missing, but not null.</summary>
    public T Value<T>(string name, T absent, Func<JsonPlace, T> read) =>
        Take(name) is { } place ? read(place) : absent;

    public T Choice<T>(string name, T absent)
        where T : struct, Enum => Value(name, absent, place => place.Choice<T>());

    public string? Text(string name) => Part(name, place => place.Text());

    public bool Boolean(string name) => Value(name, false, place => place.Boolean());

    public int Int(string name, int absent) => Value(name, absent, place => place.Int());

    public ImmutableArray<string> Names(string name) => Value(name, [], place => place.Names());

    /// <exception cref="JsonFaultException">There is a member that nobody took.</exception>
    public void End()
    {
        foreach (var member in _left)
            throw At(member.Key, member.Value).Fault("MEMBER_UNKNOWN", "There is no such member here.");
    }

    private JsonPlace? Take(string name) => _left.Remove(name, out var element) ? At(name, element) : null;

    private JsonPlace At(string name, JsonElement element) =>
        Place with { Element = element, Path = Place.Path.Length == 0 ? Shown(name) : $"{Place.Path}.{Shown(name)}" };

    // What a stranger calls a member can be of any length.
    private static string Shown(string name) => name.Length <= 100 ? name : name[..100];

    private static string NameOf(JsonProperty member, JsonPlace place)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw place.Fault("TEXT_NOT_UNICODE", "A member's name holds half of a surrogate pair.");
        }
    }
}
