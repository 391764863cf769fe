namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The topic of a field with <see cref="SubscribeAttribute"/>.</summary>
/// <param name="name">Its name; <c>{argument}</c> stands for the value of a scalar or enum argument of the field.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TopicAttribute(string name) : Attribute
{
    /// <summary>The name, with its placeholders.</summary>
    public string Name { get; } = name;
}
