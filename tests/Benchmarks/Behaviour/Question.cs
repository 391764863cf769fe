using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Benchmarks.Behaviour;

/// <summary>One question of the benchmark, asked through the port.</summary>
/// <param name="Name">As the peers know it.</param>
/// <param name="Title">For people.</param>
/// <param name="PeerMilliseconds">The faster peer when the budget was set.</param>
/// <param name="BudgetMilliseconds">The budget beside it.</param>
/// <param name="AskAsync">What is timed.</param>
/// <param name="Rows">The answer's rows as the peers' SQL gives them, in any order.</param>
internal sealed record Question(
    string Name,
    string Title,
    double PeerMilliseconds,
    double BudgetMilliseconds,
    Func<IEventAnalytics, TenantScope, Task<Result<object>>> AskAsync,
    Func<object, IEnumerable<object?[]>> Rows)
{
    /// <summary>For the rows of tables.</summary>
    public string Label => $"{Name} {Title}";

    /// <summary>An answer's rows as text, or its problem.</summary>
    public string[] LinesOf(Result<object> answer) =>
        answer.IsSuccess ? Answer.Lines(Rows(answer.Value)) : [answer.Problem.Code];

    public static Question Of<T>(
        string name,
        string title,
        double peerMilliseconds,
        double budgetMilliseconds,
        Func<IEventAnalytics, TenantScope, Task<Result<T>>> ask,
        Func<T, IEnumerable<object?[]>> rows)
        where T : notnull => new(
            name, title, peerMilliseconds, budgetMilliseconds,
            async (engine, tenant) => (await ask(engine, tenant)).Then<object>(answer => answer),
            answer => rows((T)answer));
}
