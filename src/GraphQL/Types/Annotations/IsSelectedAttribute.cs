namespace Analytics.GraphQL.Types.Annotations;

/// <summary>The <see cref="bool"/> parameter says whether a field is selected on what the resolver returns.</summary>
/// <param name="field">The field's name in the schema, or names from there on down: <c>author.name</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class IsSelectedAttribute(string field) : Attribute
{
    /// <summary>The field's name in the schema.</summary>
    public string Field { get; } = field;
}
