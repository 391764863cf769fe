namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>What becomes of an actor: 2 % are bots, 2 % are merged, 0.1 % are erased.</summary>
internal enum ActorKind
{
    Plain,
    Bot,
    Merged,
    Erased,
}

/// <summary>Who is what, by the actor's number alone.</summary>
internal static class ActorKinds
{
    public static ActorKind Of(uint actor) => (Vocabulary.Mix(actor + 77_777) % 1_000) switch
    {
        0 => ActorKind.Erased,
        < 21 => ActorKind.Bot,
        < 41 => ActorKind.Merged,
        _ => ActorKind.Plain,
    };
}
