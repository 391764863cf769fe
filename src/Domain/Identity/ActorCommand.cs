namespace Analytics.Domain.Identity;

/// <summary>What an administrator decides of an actor.</summary>
public abstract record ActorCommand
{
    private ActorCommand()
    {
    }

    /// <summary>Whose profile shows what came of it.</summary>
    public abstract ActorId Subject { get; }

    /// <summary>Makes an id another one's, also one that names a person.</summary>
    public sealed record Merge(ActorId Alias, ActorId Actor) : ActorCommand
    {
        /// <inheritdoc/>
        public override ActorId Subject => Actor;
    }

    /// <summary>Undoes the merge of an id.</summary>
    public sealed record Split(ActorId Alias) : ActorCommand
    {
        /// <inheritdoc/>
        public override ActorId Subject => Alias;
    }

    /// <summary>Changes properties.</summary>
    public sealed record Change(ActorId Actor, IReadOnlyList<PropertyChanges> Changes) : ActorCommand
    {
        /// <inheritdoc/>
        public override ActorId Subject => Actor;
    }

    /// <summary>Says whether an id's events are a robot's.</summary>
    public sealed record Tag(BotTag Of) : ActorCommand
    {
        /// <inheritdoc/>
        public override ActorId Subject => Of.Actor;
    }

    /// <summary>Takes nothing more of the actor.</summary>
    public sealed record OptOut(ActorId Actor) : ActorCommand
    {
        /// <inheritdoc/>
        public override ActorId Subject => Actor;
    }

    /// <summary>Takes events of the actor again.</summary>
    public sealed record OptIn(ActorId Actor) : ActorCommand
    {
        /// <inheritdoc/>
        public override ActorId Subject => Actor;
    }
}
