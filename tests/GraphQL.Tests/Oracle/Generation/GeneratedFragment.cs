using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>A selection set with a name, and what it uses itself.</summary>
internal sealed record GeneratedFragment(
    string Name, NamedType Type, string Body, IReadOnlySet<string> Variables, IReadOnlySet<string> Spreads);
