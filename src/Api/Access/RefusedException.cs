namespace Analytics.Api.Access;

/// <summary>Carries the reason through ASP.NET's authentication, whose failures are exceptions that nobody throws.</summary>
internal sealed class RefusedException(Problem problem) : Exception(problem.Message)
{
    public Problem Problem { get; } = problem;
}
