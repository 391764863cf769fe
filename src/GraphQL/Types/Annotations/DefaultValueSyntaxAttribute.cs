namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The default of an argument or input field, as a GraphQL literal.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DefaultValueSyntaxAttribute(string syntax) : Attribute
{
    /// <summary>A constant literal, such as <c>{last: "P30D"}</c>.</summary>
    public string Syntax { get; } = syntax;
}
