using System.Text;
using System.Text.Json;
using Analytics.Domain.Identity;

namespace Analytics.Api.Identity;

/// <summary>Which id becomes which actor's.</summary>
/// <param name="Alias">The id that is merged, with all that was merged into it.</param>
/// <param name="Actor">An id of the actor that it becomes a part of.</param>
public sealed record MergeActorsInput(string Alias, string Actor)
{
    internal Result<ActorCommand> ToDomain() =>
        !ActorId.Create(Alias, "alias").TryGet(out var alias, out var problem) ? problem
        : !ActorId.Create(Actor, "actor").TryGet(out var actor, out problem) ? problem
        : new ActorCommand.Merge(alias, actor);
}

/// <summary>Whose merge is undone.</summary>
/// <param name="Alias">The id that was merged.</param>
public sealed record SplitActorInput(string Alias)
{
    internal Result<ActorCommand> ToDomain() =>
        ActorId.Create(Alias, "alias").TryGet(out var alias, out var problem) ? new ActorCommand.Split(alias) : problem;
}

/// <summary>Of whom nothing more is taken.</summary>
/// <param name="Actor">An id: the opt-out holds for every id that is one actor with it now.</param>
public sealed record OptOutActorInput(string Actor)
{
    internal Result<ActorCommand> ToDomain() =>
        ActorId.Create(Actor, "actor").TryGet(out var actor, out var problem) ? new ActorCommand.OptOut(actor) : problem;
}

/// <summary>Whose opt-out is taken back.</summary>
/// <param name="Actor">An id: it is taken back for every id that is one actor with it now.</param>
public sealed record OptInActorInput(string Actor)
{
    internal Result<ActorCommand> ToDomain() =>
        ActorId.Create(Actor, "actor").TryGet(out var actor, out var problem) ? new ActorCommand.OptIn(actor) : problem;
}

/// <summary>What an id's events are.</summary>
/// <param name="Actor">The id as sent; ids merged with it are judged by themselves.</param>
/// <param name="IsBot">True for a robot's, false for a person's, null for as each was collected.</param>
public sealed record TagActorBotInput(string Actor, bool? IsBot)
{
    internal Result<ActorCommand> ToDomain() => ActorId.Create(Actor, "actor").TryGet(out var actor, out var problem)
        ? new ActorCommand.Tag(new BotTag(actor, IsBot))
        : problem;
}

/// <summary>Changes of an actor's properties, in this order: set, setOnce, increment, unset.</summary>
/// <param name="Actor">An id of the actor.</param>
/// <param name="At">From when on they hold; now by default.</param>
/// <param name="Set">Values that are taken; null takes the property away.</param>
/// <param name="SetOnce">Values that are taken where there is none at that time.</param>
/// <param name="Increment">Numbers that are added to the number that is there, or to 0.</param>
/// <param name="Unset">Names of properties that are taken away.</param>
public sealed record SetActorPropertiesInput(
    string Actor,
    DateTimeOffset? At,
    JsonElement? Set,
    JsonElement? SetOnce,
    JsonElement? Increment,
    IReadOnlyList<string>? Unset)
{
    internal Result<ActorCommand> ToDomain(DateTimeOffset now)
    {
        if (!ActorId.Create(Actor, "actor").TryGet(out var actor, out var problem))
            return problem;
        var changes = new List<PropertyChanges>();
        problem = Add(changes, ActorPropertyChange.Set, Set, "set", now)
            ?? Add(changes, ActorPropertyChange.SetOnce, SetOnce, "setOnce", now)
            ?? Add(changes, ActorPropertyChange.Increment, Increment, "increment", now)
            ?? Add(changes, ActorPropertyChange.Unset, Names(), "unset", now);
        if (problem is not null)
            return problem;
        return changes.Count == 0
            ? Problem.Invalid("CHANGES_MISSING", "Say what is to change: set, setOnce, increment or unset.")
            : new ActorCommand.Change(actor, changes);
    }

    private JsonElement? Names() => Unset is null ? null : JsonSerializer.SerializeToElement(
        Unset.Distinct(StringComparer.Ordinal).ToDictionary(name => name, _ => (string?)null, StringComparer.Ordinal));

    private Problem? Add(
        List<PropertyChanges> changes, ActorPropertyChange change, JsonElement? values, string path, DateTimeOffset now)
    {
        if (values is not { ValueKind: not JsonValueKind.Null } given)
            return null;
        var created = PropertyChanges.Create(At ?? now, change, Encoding.UTF8.GetBytes(given.GetRawText()));
        if (!created.TryGet(out var changed, out var problem))
            return problem.Path is "at" ? problem : Problem.Invalid(problem.Code, problem.Message, path);
        if (given.EnumerateObject().Any())
            changes.Add(changed);
        return null;
    }
}
