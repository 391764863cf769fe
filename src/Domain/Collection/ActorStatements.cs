using Analytics.Domain.Identity;

namespace Analytics.Domain.Collection;

/// <summary>What identify, alias and group calls mean for the log.</summary>
internal static class ActorStatements
{
    private static readonly byte[] _noTraits = "{}"u8.ToArray();

    /// <summary>
    /// Identify makes the anonymous id the user's and changes the actor's properties; alias makes the previous id the
    /// user's; group sets the property <c>group_id</c> and the group's traits.
    /// </summary>
    /// <param name="draft">Its ids keep the rules.</param>
    /// <param name="at">From when on it holds.</param>
    /// <param name="receivedAt">When the collector read it.</param>
    /// <returns>The statement, or <c>GROUP_TRAITS</c>.</returns>
    public static Result<NewActorEntry> Of(ActorDraft draft, DateTimeOffset at, DateTimeOffset receivedAt)
    {
        var input = draft.Input;
        var said = new NewActorEntry(draft.Id, Id(input.Actor!), receivedAt) { NamesPerson = input.UserId is not null };
        return input.Call switch
        {
            ActorCall.Identify => said with { Alias = DeviceOf(input), Changes = Changes(input, at) },
            ActorCall.Alias => said with { Alias = Id(input.PreviousId!) },
            _ => Belongs(said, input, at),
        };
    }

    private static Result<NewActorEntry> Belongs(NewActorEntry said, ActorInput input, DateTimeOffset at)
    {
        if (input.Changes.Any(change => change.Change is not ActorPropertyChange.Set))
            return Problem.Invalid(
                "GROUP_TRAITS", "Traits of a group are set: '$setOnce', '$increment' and '$unset' are for actors.", "traits");
        var group = Id(input.GroupId!);
        var membership = PropertyWriter.Append(_noTraits, ActorPropertyNames.Group, group.Value);
        return said with
        {
            Changes = [PropertyChanges.Checked(at, ActorPropertyChange.Set, membership)],
            Group = new GroupTraits(group, input.Changes.Count == 0 ? _noTraits : input.Changes[0].Properties, at),
        };
    }

    private static ActorId? DeviceOf(ActorInput input) =>
        input.UserId is not null && input.AnonymousId is { } device ? Id(device) : null;

    private static IReadOnlyList<PropertyChanges> Changes(ActorInput input, DateTimeOffset at) =>
        [.. input.Changes.Select(change => PropertyChanges.Checked(at, change.Change, change.Properties))];

    private static ActorId Id(string checkedId) => ActorId.Create(checkedId, "id").Value;
}
