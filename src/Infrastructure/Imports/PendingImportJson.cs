using System.Text.Json;
using Analytics.Domain.Collection;
using Analytics.Domain.Identity;

namespace Analytics.Infrastructure.Imports;

/// <summary>What is to be added to the log, as it is kept until the log has it.</summary>
internal static class PendingImportJson
{
    public static byte[] Write(LogAppend append) => JsonSerializer.SerializeToUtf8Bytes(new Pending(
        [.. append.Events.Select(each => new Event(
            each.EventId, each.Name, Of(each.OccurredAt), Of(each.ReceivedAt), Raw(each.Properties), each.UserId,
            each.Sequence))],
        [.. append.Actors.Select(each => new Entry(
            each.MessageId, each.Actor.Value, Of(each.ReceivedAt),
            [.. each.Changes.Select(change => new Change(Of(change.At), change.Change, Raw(change.Properties)))]))]));

    public static LogAppend Read(byte[] json)
    {
        var pending = JsonSerializer.Deserialize<Pending>(json)!;
        return new LogAppend([.. pending.Events.Select(each => new NewEvent(
            each.Id, each.Name, Of(each.At), Of(each.Received), Raw(each.Properties))
        {
            UserId = each.User,
            Sequence = each.Sequence,
        })])
        {
            Actors = [.. pending.Entries.Select(each => new NewActorEntry(
                each.Id, ActorId.Create(each.Actor, "actor").Value, Of(each.Received))
            {
                Changes = [.. each.Changes.Select(change =>
                    PropertyChanges.Create(Of(change.At), change.Kind, Raw(change.Properties)).Value)],
            })],
        };
    }

    private static long Of(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    private static DateTimeOffset Of(long time) => DateTimeOffset.FromUnixTimeMilliseconds(time);

    private static JsonElement Raw(ReadOnlyMemory<byte> json) => JsonElement.Parse(json.Span);

    private static byte[] Raw(JsonElement json) => JsonSerializer.SerializeToUtf8Bytes(json);

    private sealed record Pending(Event[] Events, Entry[] Entries);

    private sealed record Event(
        string Id, string Name, long At, long Received, JsonElement Properties, string? User, long? Sequence);

    private sealed record Entry(string Id, string Actor, long Received, Change[] Changes);

    private sealed record Change(long At, ActorPropertyChange Kind, JsonElement Properties);
}
