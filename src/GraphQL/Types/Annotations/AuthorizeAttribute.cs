namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// Who may resolve a field. On a class it applies to each of its fields. Several attributes must all be met; without
/// policy and roles being signed in suffices.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Method | AttributeTargets.Property,
    AllowMultiple = true)]
public sealed class AuthorizeAttribute(string? policy = null) : Attribute
{
    /// <summary>The policy's name; null for none.</summary>
    public string? Policy { get; set; } = policy;

    /// <summary>Roles of which any one suffices; null for none.</summary>
    public string[]? Roles { get; set; }
}
