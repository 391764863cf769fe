using System.Text;
using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;
using Npgsql;

namespace Analytics.Infrastructure.Identity;

/// <summary>What rows of <c>log_entries</c> become.</summary>
internal static class LogEntryRows
{
    /// <summary>How a change is named in the log.</summary>
    public static string Name(ActorPropertyChange change) => change switch
    {
        ActorPropertyChange.Set => "set",
        ActorPropertyChange.SetOnce => "setOnce",
        ActorPropertyChange.Increment => "increment",
        ActorPropertyChange.Unset => "unset",
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    /// <param name="reader">Stands on a row.</param>
    /// <param name="position">The entry's.</param>
    /// <param name="column">Of the kind; the payload and the tenant's inner pad follow.</param>
    public static LogEntry Read(NpgsqlDataReader reader, long position, int column)
    {
        using var json = JsonDocument.Parse(reader.GetFieldValue<byte[]>(column + 1));
        var payload = json.RootElement;
        return reader.GetString(column) switch
        {
            "merge" => new ActorsMerged(position, Text(payload, "alias"), Text(payload, "actor")),
            "split" => new ActorsSplit(position, Text(payload, "alias")),
            "properties" => new ActorPropertiesChanged(
                position,
                Text(payload, "actor"),
                DateTimeOffset.FromUnixTimeMilliseconds(payload.GetProperty("at").GetInt64()),
                Change(Text(payload, "change")),
                Encoding.UTF8.GetBytes(payload.GetProperty("properties").GetRawText())),
            "bot" => new ActorTaggedBot(position, Text(payload, "actor"), Truth(payload.GetProperty("isBot"))),
            "rename" => new EventRenamed(position, Text(payload, "from"), payload.GetProperty("to").GetString()),
            "erasure" => new ActorErased(
                position,
                ActorErasure.KeyOf(reader.GetFieldValue<byte[]>(column + 2)),
                Convert.FromHexString(Text(payload, "hash"))),
            var kind => throw new InvalidOperationException($"The log has an entry of kind {kind}."),
        };
    }

    private static string Text(JsonElement payload, string name) => payload.GetProperty(name).GetString()!;

    private static bool? Truth(JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : value.GetBoolean();

    private static ActorPropertyChange Change(string name) =>
        Enum.GetValues<ActorPropertyChange>().First(change => Name(change) == name);
}
