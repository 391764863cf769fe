using System.Text.Json;
using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection.Formats;

/// <summary>
/// Events and profile updates in the format of Mixpanel's ingestion API: <c>{event, properties: {token, distinct_id, time,
/// $insert_id, ...}}</c> and <c>{$token, $distinct_id, $set: {...}}</c>, one or a list.
/// </summary>
/// <remarks>docs.mixpanel.com/reference/import-events, /reference/profile-set, docs.mixpanel.com/docs/tracking-methods/id-management.</remarks>
internal static class MixpanelReader
{
    // Up to here a time is in seconds: in milliseconds it would be March 1973.
    private const decimal LastSecond = 99_999_999_999;

    private static readonly HashSet<string> _envelope =
        new(StringComparer.Ordinal) { "token", "distinct_id", "time", "$insert_id", "$device_id", "$user_id" };

    /// <summary>One event of <c>/track</c> or <c>/import</c>.</summary>
    /// <param name="json">Well-formed JSON.</param>
    /// <param name="token">The key that stood in it; null if none did.</param>
    public static Result<MessageDraft> ReadEvent(ReadOnlyMemory<byte> json, out string? token)
    {
        string? found = null;
        var draft = JsonSlices.Message(json, message =>
        {
            var name = message.Name("event");
            if (message.Object("properties") is not { } properties)
                return message.Fault ?? JsonBodies.WrongType("an object", "properties");
            found = properties.Text("token");
            if (message.Fault is { } fault)
                return fault;
            return name switch
            {
                "$identify" => properties.Drafted(
                    Statement(properties, ActorCall.Identify, properties.Id("$identified_id"), properties.Id("$anon_id"))),
                "$create_alias" => properties.Drafted(
                    Statement(properties, ActorCall.Alias, properties.Id("alias"), null) with { PreviousId = properties.Id("distinct_id") }),
                _ => Event(name, properties),
            };
        }, message => (message.Object("properties")?.Said("$insert_id"), message.Said("event")));
        token = found;
        return draft;
    }

    /// <summary>One profile update of <c>/engage</c>.</summary>
    /// <param name="json">Well-formed JSON.</param>
    /// <param name="token">The key that stood in it; null if none did.</param>
    public static Result<MessageDraft> ReadProfile(ReadOnlyMemory<byte> json, out string? token)
    {
        string? found = null;
        var draft = JsonSlices.Message(json, message =>
        {
            found = message.Text("$token");
            var changes = new List<TraitChange>();
            foreach (var member in message.Members)
                if (member.Name is "$set" or "$set_once" or "$add" or "$unset")
                    Add(message, member, changes);
                else if (member.Name is "$append" or "$remove" or "$union" or "$delete")
                    message.Fail(Problem.Invalid(
                        "OPERATION_NOT_SUPPORTED", "Profiles take $set, $set_once, $add and $unset.", member.Name));
            var (userId, anonymousId) = Ids(message, "$distinct_id", "$user_id", "$device_id");
            var time = Time(message, "$time");
            return message.Drafted(new ActorInput(ActorCall.Identify)
            {
                Id = message.Id("$insert_id") ?? (time is null ? Guid.CreateVersion7().ToString() : null),
                UserId = userId,
                AnonymousId = userId is null ? anonymousId : null,      // a profile is one id's: nothing is merged by it
                Timestamp = time,
                Changes = changes,
            });
        }, message => (message.Said("$insert_id"), "identify"));
        token = found;
        return draft;
    }

    private static Result<MessageDraft> Event(string name, ForeignObject properties)
    {
        var (userId, anonymousId) = Ids(properties, "distinct_id", "$user_id", "$device_id");
        return properties.Drafted(new EventInput(name)
        {
            Id = properties.Id("$insert_id"),
            UserId = userId,
            AnonymousId = anonymousId,
            Timestamp = Time(properties, "time"),
            Properties = ForeignObject.Write(json =>
            {
                foreach (var member in properties.Members)
                    if (!_envelope.Contains(member.Name))
                        member.WriteTo(json);
            }),
        });
    }

    private static ActorInput Statement(ForeignObject properties, ActorCall call, string? userId, string? anonymousId) => new(call)
    {
        Id = properties.Id("$insert_id"),
        UserId = userId,
        AnonymousId = WithoutMark(anonymousId),
        Timestamp = Time(properties, "time"),
    };

    private static void Add(ForeignObject message, JsonProperty member, List<TraitChange> changes)
    {
        var raw = member.Value.GetRawText();
        ReadOnlyMemory<byte> properties = System.Text.Encoding.UTF8.GetBytes(raw);
        if (member.Name == "$unset")
        {
            var reader = new Utf8JsonReader(properties.Span);
            reader.Read();
            if (TraitsReader.NamesToUnset(ref reader, properties.Span) is { } names)
                changes.Add(new TraitChange(ActorPropertyChange.Unset, names));
            else
                message.Fail(JsonBodies.WrongType("a list of names", "$unset"));
            return;
        }

        if (member.Value.ValueKind != JsonValueKind.Object)
            message.Fail(JsonBodies.WrongType("an object", member.Name));
        changes.Add(new TraitChange(member.Name switch
        {
            "$set" => ActorPropertyChange.Set,
            "$set_once" => ActorPropertyChange.SetOnce,
            _ => ActorPropertyChange.Increment,
        }, properties));
    }

    // An id of a device is marked in distinct_id and not in $device_id; a distinct_id that is no device's is a user's.
    private static (string? UserId, string? AnonymousId) Ids(ForeignObject from, string distinct, string user, string device)
    {
        var (distinctId, userId, deviceId) = (from.Id(distinct), from.Id(user), from.Id(device));
        var plain = WithoutMark(distinctId);
        if (userId is null && distinctId is not null && plain == distinctId && distinctId != deviceId)
            userId = distinctId;
        return (userId, deviceId ?? (plain != distinctId || userId is null ? plain : null));
    }

    private static string? WithoutMark(string? id) =>
        id?.StartsWith("$device:", StringComparison.Ordinal) == true ? id["$device:".Length..] : id;

    private static DateTimeOffset? Time(ForeignObject from, string name) =>
        from.Instant(name, from.Number(name) is <= LastSecond and >= -LastSecond ? 0.001m : 1);
}
