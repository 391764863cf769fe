using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Federation;

/// <summary>The schema uses elements of a specification.</summary>
/// <param name="Url">The specification with its version.</param>
/// <param name="Import">The elements that are used by their own names.</param>
[DirectiveType(DirectiveLocation.Schema, Name = "link", IsRepeatable = true)]
internal sealed record LinkDirective(string Url, [GraphQLType<LinkImportType>] IReadOnlyList<string>? Import);
