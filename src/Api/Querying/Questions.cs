using Analytics.Api.Hosting;
using Analytics.Domain.Querying;

namespace Analytics.Api.Querying;

/// <summary>Questions on their way from an argument to the engine.</summary>
internal static class Questions
{
    private static readonly (string Member, string Argument)[] _renamed =
        [("cohort", "cohortCriteria"), ("breakdown.dimensions", "breakdown"), ("breakdown.limit", "limit")];

    /// <returns>The question itself when it is in order.</returns>
    /// <param name="question">As it was read from the argument.</param>
    /// <param name="argument">Its name: the path of a fault starts with it.</param>
    /// <exception cref="GraphQL.Execution.GraphQLException">It has a fault.</exception>
    public static T Checked<T>(this T question, string argument)
        where T : Question =>
        question.Check() is { } problem ? throw problem.InArguments().Under(argument).ToException() : question;

    /// <summary>The problem with the path that callers know, where arguments are named otherwise than members.</summary>
    public static Problem InArguments(this Problem problem)
    {
        foreach (var (member, argument) in _renamed)
            if (problem.Path is { } path && path.StartsWith(member, StringComparison.Ordinal))
                return problem with { Path = argument + path[member.Length..] };
        return problem;
    }
}
