namespace Analytics.Domain.Querying.Json;

/// <summary>Leads from a fault deep inside a question's JSON back to <see cref="QuestionJson"/>, and no further.</summary>
internal sealed class JsonFaultException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem { get; } = problem;
}
