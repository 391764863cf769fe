using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Tests.Readme;

[DirectiveType(DirectiveLocation.FieldDefinition, DirectiveLocation.Object)]
public sealed class OwnerAttribute(string team) : DirectiveAttribute
{
    /// <summary>Who answers for it.</summary>
    public string Team { get; } = team;
}

[QueryType]
public static class ShelfQueries
{
    [Owner("catalogue")]
    public static int GetShelves() => 12;
}
