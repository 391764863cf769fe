using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Querying;

/// <summary>How every use case puts its question to an engine.</summary>
internal static class EngineQuestions
{
    /// <summary>Checks the question, waits for the position that its caller has to see, and asks.</summary>
    /// <param name="engine">Waits.</param>
    /// <param name="tenant">Whose events.</param>
    /// <param name="question">What is asked.</param>
    /// <param name="atLeast">A position; null does not wait.</param>
    /// <param name="ask">The engine's method for this kind of question.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<Result<TAnswer>> AskAsync<TQuestion, TAnswer>(
        this IEventAnalytics engine,
        TenantScope tenant,
        TQuestion question,
        long? atLeast,
        Func<TenantScope, TQuestion, CancellationToken, Task<Result<TAnswer>>> ask,
        CancellationToken cancellationToken)
        where TQuestion : Question
    {
        if (question.Check() is { } problem)
            return problem;
        if (atLeast is { } position
            && !(await engine.WaitForAsync(tenant, position, cancellationToken)).TryGet(out _, out var unseen))
            return unseen;
        return await ask(tenant, question, cancellationToken);
    }
}
