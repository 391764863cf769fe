using System.Text.Json;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Subscriptions;

/// <summary>Fields whose source plays a script: <c>{open?, events, end?}</c>, where <c>{"$error": text}</c> is thrown.</summary>
[SubscriptionType]
public static class ScriptedSubscriptions
{
    [Subscribe(With = nameof(Open))]
    public static ScriptedMessage? GetMessage([EventMessage] JsonElement value) => ScriptedMessage.Of(value);

    [Subscribe(With = nameof(Open))]
    public static ScriptedMessage GetSure([EventMessage] JsonElement value) => ScriptedMessage.Of(value)!;

    [Subscribe(With = nameof(Open))]
    public static int? GetPlain([EventMessage] JsonElement value) => Play(value)?.GetInt32();

    [Subscribe(With = nameof(Open))]
    public static string GetName([EventMessage] JsonElement value) => Play(value)?.GetString()!;

    [Subscribe(With = nameof(Open))]
    public static IReadOnlyList<string>? GetList([EventMessage] JsonElement value) => Texts(Play(value));

    [Subscribe(With = nameof(Open))]
    public static int? GetLimited([EventMessage] JsonElement value, int limit = 1) =>
        limit > 0 ? Play(value)?.GetInt32() : null;

    [Subscribe(With = nameof(Open))]
    public static ScriptedColour? GetChoice([EventMessage] JsonElement value) =>
        Play(value) is { } text ? Enum.Parse<ScriptedColour>(text.GetString()!, ignoreCase: true) : null;

    /// <summary>What a value stands for: null, itself, or an error.</summary>
    internal static JsonElement? Play(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object when value.TryGetProperty("$error", out var error) => throw new GraphQLException(error.GetString()!),
        _ => value,
    };

    internal static IReadOnlyList<string>? Texts(JsonElement? values) =>
        values is { } list ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : null;

    private static IAsyncEnumerable<JsonElement> Open(string script)
    {
        var steps = JsonSerializer.Deserialize<JsonElement>(script);
        if (steps.TryGetProperty("open", out var open))
            Play(open);
        return ReadAsync(steps);
    }

    private static async IAsyncEnumerable<JsonElement> ReadAsync(JsonElement steps)
    {
        foreach (var value in steps.GetProperty("events").EnumerateArray())
        {
            await Task.Yield();
            yield return value;
        }
        if (steps.TryGetProperty("end", out var end))
            Play(end);
    }
}

public sealed record ScriptedMessage([property: GraphQLIgnore] JsonElement Value)
{
    public string? GetText() => Field("text")?.GetString();

    public string GetRequired() => Field("required")?.GetString()!;

    public async Task<int?> GetNumberAsync()
    {
        await Task.Yield();
        return Field("number")?.GetInt32();
    }

    public ScriptedMessage? GetNested() => Of(Of("nested"));

    public ScriptedMessage GetSure() => Of(Of("sure"))!;

    public IReadOnlyList<string> GetItems() => ScriptedSubscriptions.Texts(Field("items"))!;

    public IReadOnlyList<ScriptedMessage?>? GetListed() => Field("listed") is { } list
        ? [.. list.EnumerateArray().Select(Of)]
        : null;

    internal static ScriptedMessage? Of(JsonElement value) =>
        ScriptedSubscriptions.Play(value) is { } played ? new ScriptedMessage(played) : null;

    private JsonElement Of(string name) => Value.TryGetProperty(name, out var value) ? value : default;

    private JsonElement? Field(string name) => ScriptedSubscriptions.Play(Of(name));
}

public enum ScriptedColour
{
    Red,
}
