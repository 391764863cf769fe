namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// The mutation has one effect however often it is sent with one key: a repetition gets the first answer. The key is an
/// argument's value, or the request's <c>Idempotency-Key</c> header.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class IdempotentAttribute : Attribute
{
    /// <summary>The argument, or field of the one input object, that holds the key; without a value the header counts.</summary>
    public string KeyArgument { get; set; } = "idempotencyKey";

    /// <summary>Whether a caller must give a key.</summary>
    public bool Required { get; set; }
}
