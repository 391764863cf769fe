using Analytics.Domain.Collection;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Infrastructure.Collection;

/// <summary>The columns of <c>quarantine</c> and what stands in them.</summary>
internal static class QuarantineColumns
{
    /// <summary>The events as <see cref="QuarantineSql.Keep"/> takes them, column by column.</summary>
    public static void Add(NpgsqlParameterCollection parameters, IReadOnlyList<QuarantinedEvent> events)
    {
        parameters.Add(Column(events, one => Key(one.Event.EventId)));
        parameters.Add(Column(events, one => one.Event.EventId));
        parameters.Add(Column(events, one => one.Event.Name));
        parameters.Add(Column(events, one => one.Event.UserId));
        parameters.Add(Column(events, one => one.Event.AnonymousId));
        parameters.Add(Column(events, one => one.Event.ReceivedAt));
        var json = Column(events, one => QuarantinedEventJson.Write(one.Event));
        json.NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb;
        parameters.Add(json);
        parameters.Add(Column(events, one => one.Problem.Code));
        parameters.Add(Column(events, one => one.Problem.Path));
        parameters.Add(Column(events, one => one.Problem.Message));
    }

    /// <summary>The row that the reader stands on, as <see cref="QuarantineSql.List"/> answers it.</summary>
    public static QuarantineEntry Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3) switch
        {
            "open" => QuarantineState.Open,
            "replayed" => QuarantineState.Replayed,
            _ => QuarantineState.Discarded,
        },
        reader.IsDBNull(4) ? null : new Problem(reader.GetString(4), reader.GetString(6), EventColumns.TextOrNull(reader, 5)),
        reader.GetInt32(7),
        reader.GetFieldValue<DateTimeOffset>(8),
        reader.IsDBNull(10) ? null : QuarantinedEventJson.Read(reader.GetString(10), reader.GetString(1)))
    {
        KeyId = reader.IsDBNull(9) ? null : reader.GetGuid(9),
    };

    public static string Of(QuarantineState state) => state switch
    {
        QuarantineState.Open => "open",
        QuarantineState.Replayed => "replayed",
        _ => "discarded",
    };

    public static QuarantineStatus Status(string text) => text switch
    {
        "kept" => QuarantineStatus.Kept,
        "duplicate" => QuarantineStatus.Duplicate,
        "discarded" => QuarantineStatus.Discarded,
        "full" => QuarantineStatus.Full,
        "opted out" => QuarantineStatus.ActorOptedOut,
        _ => QuarantineStatus.ActorErased,
    };

    private static Guid Key(string messageId)
    {
        Span<byte> key = stackalloc byte[EventKey.Length];
        EventKey.Write(messageId, key);
        return new Guid(key, bigEndian: true);
    }

    private static NpgsqlParameter<T[]> Column<T>(IReadOnlyList<QuarantinedEvent> events, Func<QuarantinedEvent, T> value) =>
        new() { TypedValue = [.. events.Select(value)] };
}
