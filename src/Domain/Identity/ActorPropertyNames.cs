namespace Analytics.Domain.Identity;

/// <summary>Properties of actors that the product itself sets.</summary>
public static class ActorPropertyNames
{
    /// <summary>The group that the actor belongs to: the last one that a group call named.</summary>
    public const string Group = "group_id";
}
