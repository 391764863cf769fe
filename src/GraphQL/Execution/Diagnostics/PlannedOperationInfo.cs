using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>An operation that is about to be executed.</summary>
/// <param name="Type">What it does.</param>
/// <param name="Name">Its name; null when it is anonymous.</param>
/// <param name="WasPlanned">Whether its plan was at hand.</param>
/// <param name="Cost">What it costs at most; null when it was not weighed.</param>
public sealed record PlannedOperationInfo(OperationType Type, string? Name, bool WasPlanned, OperationCost? Cost);
