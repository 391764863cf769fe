namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// The resolver of a type node stands in the place of the field that would follow from a member of the described type:
/// a customer instead of a <c>CustomerId</c>, say.
/// </summary>
/// <param name="member">The member's C# name; use <c>nameof</c>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class BindMemberAttribute(string member) : Attribute
{
    /// <summary>The C# name of the member whose field is replaced.</summary>
    public string Member { get; } = member;
}
