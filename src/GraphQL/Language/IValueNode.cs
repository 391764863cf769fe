namespace Analytics.GraphQL.Language;

/// <summary>A value: a literal or a variable.</summary>
public interface IValueNode : ISyntaxNode;
