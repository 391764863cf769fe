namespace Analytics.GraphQL.Types.Annotations;

/// <summary>Base of <see cref="GraphQLTypeAttribute{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method | AttributeTargets.Parameter)]
public abstract class GraphQLTypeAttribute : Attribute
{
    private protected GraphQLTypeAttribute(Type scalarType) => ScalarType = scalarType;

    /// <summary>The .NET type of the scalar.</summary>
    public Type ScalarType { get; }
}
