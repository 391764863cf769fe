using System.Collections.Immutable;

namespace Analytics.GraphQL.Types;

/// <summary>What a caller needs before a field is resolved. Without policy and roles, being signed in suffices.</summary>
/// <param name="Policy">The policy's name; null for none.</param>
/// <param name="Roles">Any one of them suffices; empty for none.</param>
public sealed record AuthorizeRequirement(string? Policy, ImmutableArray<string> Roles);
