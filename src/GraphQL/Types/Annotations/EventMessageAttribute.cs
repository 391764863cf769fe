namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The parameter is the message of a subscription's source.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;
