using Analytics.Domain.Collection;
using Npgsql;

namespace Analytics.Infrastructure.Collection;

/// <summary>The columns that every reading of the log starts with, and what they become.</summary>
internal static class EventColumns
{
    /// <summary>In the order of <see cref="ReadLogged"/>.</summary>
    public const string Logged =
        "position, event_id, name, coalesce(user_id, anonymous_id), session_id, occurred_at, sequence, properties, is_bot";

    /// <summary>In the order of <see cref="ReadStored"/>.</summary>
    public const string Stored = $"{Logged}, user_id, anonymous_id, received_at, client_time, sent_at, context";

    /// <summary>How many columns <see cref="Logged"/> has.</summary>
    public const int LoggedCount = 9;

    public static LoggedEvent ReadLogged(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        TextOrNull(reader, 3),
        TextOrNull(reader, 4),
        reader.GetFieldValue<DateTimeOffset>(5),
        reader.IsDBNull(6) ? null : reader.GetInt64(6),
        reader.GetFieldValue<byte[]>(7),
        reader.GetBoolean(8));

    public static StoredEvent ReadStored(NpgsqlDataReader reader) => new(
        ReadLogged(reader),
        TextOrNull(reader, LoggedCount),
        TextOrNull(reader, LoggedCount + 1),
        reader.GetFieldValue<DateTimeOffset>(LoggedCount + 2),
        TimeOrNull(reader, LoggedCount + 3),
        TimeOrNull(reader, LoggedCount + 4),
        reader.IsDBNull(LoggedCount + 5) ? ReadOnlyMemory<byte>.Empty : reader.GetFieldValue<byte[]>(LoggedCount + 5));

    public static string? TextOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? TimeOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
