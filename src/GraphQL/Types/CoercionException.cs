namespace Analytics.GraphQL.Types;

/// <summary>A value does not fit the type that it is given for. The message is meant for the caller.</summary>
public sealed class CoercionException(string message) : Exception(message);
