namespace Analytics.GraphQL.Subscriptions;

/// <summary>A subscriber was slower than its topic, and the mode of its buffer was to disconnect it.</summary>
public sealed class SlowConsumerException : Exception
{
    internal SlowConsumerException() : base("The subscriber did not keep up with the events.")
    {
    }
}
