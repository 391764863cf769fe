namespace Analytics.GraphQL.Language;

/// <summary>A member of a selection set: field, fragment spread or inline fragment.</summary>
public interface ISelectionNode : IHasDirectives;
