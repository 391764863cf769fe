namespace Analytics.Columnar.Querying;

/// <summary>A question went beyond what one may cost. Carries what its sender is told; never leaves the engine.</summary>
internal sealed class QueryStoppedException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem { get; } = problem;
}
