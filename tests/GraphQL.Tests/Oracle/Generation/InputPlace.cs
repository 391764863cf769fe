using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Tests.Oracle.Generation;

/// <summary>Where a variable may stand.</summary>
/// <param name="Type">What is expected there.</param>
/// <param name="HasDefault">Whether the place has a default of its own.</param>
/// <param name="IsChoice">Whether it is the one field of a <c>@oneOf</c> input, which no default makes good.</param>
internal readonly record struct InputPlace(IType Type, bool HasDefault = false, bool IsChoice = false);
