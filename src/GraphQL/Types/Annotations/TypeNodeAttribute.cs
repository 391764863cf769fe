namespace Analytics.GraphQL.Types.Annotations;

/// <summary>Base of the attributes by which a static class speaks about the GraphQL type of another .NET type.</summary>
public abstract class TypeNodeAttribute : Attribute
{
    private protected TypeNodeAttribute(Type target) => Target = target;

    /// <summary>The .NET type that is described.</summary>
    public Type Target { get; }

    /// <summary>Names of properties of the target that are no fields; null for none.</summary>
    public string[]? IgnoreProperties { get; set; }

    /// <summary>When true only the methods of the class are fields, no property of the target.</summary>
    public bool ExplicitFieldsOnly { get; set; }
}
