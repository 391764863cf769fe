namespace Analytics.Domain.Collection;

/// <summary>
/// What a message says of an actor (identify, alias, group), with ids that keep the rules. It is no event and counts in
/// no figure; its time is judged when it is collected.
/// </summary>
public sealed class ActorDraft : MessageDraft
{
    private ActorDraft(ActorInput input, string id)
        : base(id) => Input = input;

    /// <inheritdoc/>
    public override string Name => Input.Call switch
    {
        ActorCall.Identify => "identify",
        ActorCall.Alias => "alias",
        _ => "group",
    };

    /// <summary>The message as its sender gave it; ids are null or not empty.</summary>
    internal ActorInput Input { get; }

    internal override MessageDraft WithShared(SharedFields shared) => new ActorDraft(
        Input with
        {
            SentAt = Input.SentAt ?? shared.SentAt,
            IsTimeFinal = Input.IsTimeFinal || shared.IsHistory,
            Context = Input.Context.IsEmpty ? shared.Context : Input.Context,
        },
        Id);

    /// <summary>The same message with other content.</summary>
    internal ActorDraft With(ActorInput input) => ReferenceEquals(input, Input) ? this : new ActorDraft(input, Id);

    /// <summary>Checks what the JSON readers leave to check: that the ids that the call needs are there and will do.</summary>
    /// <returns>The draft, <c>ACTOR_MISSING</c>, <c>GROUP_MISSING</c>, or what is wrong with an id.</returns>
    internal static Result<ActorDraft> FromReader(ActorInput input)
    {
        var problem = EventRules.CheckId(input.Id, "id")
            ?? EventRules.CheckId(input.UserId, "userId")
            ?? EventRules.CheckId(input.AnonymousId, "anonymousId")
            ?? EventRules.CheckId(input.PreviousId, "previousId")
            ?? EventRules.CheckId(input.GroupId, "groupId")
            ?? CheckPresent(input);
        if (problem is not null)
            return problem;
        var id = string.IsNullOrEmpty(input.Id) ? CanonicalEventId.Of(input) : input.Id;
        return new ActorDraft(
            input with
            {
                UserId = NoneIfEmpty(input.UserId),
                AnonymousId = NoneIfEmpty(input.AnonymousId),
            },
            id);
    }

    private static Problem? CheckPresent(ActorInput input) => input.Call switch
    {
        ActorCall.Alias when string.IsNullOrEmpty(input.PreviousId) => Missing("previousId"),
        ActorCall.Alias when string.IsNullOrEmpty(input.UserId) => Missing("userId"),
        ActorCall.Group when string.IsNullOrEmpty(input.GroupId) =>
            Problem.Invalid("GROUP_MISSING", "A group call needs the group's id.", "groupId"),
        _ when string.IsNullOrEmpty(input.UserId) && string.IsNullOrEmpty(input.AnonymousId) => Missing("userId"),
        _ => null,
    };

    private static Problem Missing(string path) => Problem.Invalid("ACTOR_MISSING", "An actor's id is needed.", path);

    private static string? NoneIfEmpty(string? id) => string.IsNullOrEmpty(id) ? null : id;
}
