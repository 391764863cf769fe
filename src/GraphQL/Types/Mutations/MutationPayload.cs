namespace Analytics.GraphQL.Types.Mutations;

/// <summary>What a mutation by convention answers.</summary>
/// <param name="Result">What the resolver gave; null when it failed as expected.</param>
/// <param name="Errors">The expected errors; null when there are none.</param>
internal sealed record MutationPayload(object? Result, IReadOnlyList<object>? Errors);
