using System.Diagnostics.CodeAnalysis;

namespace Analytics.Api.Hosting;

/// <summary>What was wrong with a mutation's input; nothing was changed.</summary>
public sealed record InputError
{
    private InputError(Problem problem) => (Message, Code, Path) = (problem.Message, problem.Code, problem.Path);

    /// <summary>What is wrong and what to do about it.</summary>
    public string Message { get; }

    /// <summary>Stable: callers may branch on it.</summary>
    public string Code { get; }

    /// <summary>Where in the input the fault lies; null when it is the whole input.</summary>
    public string? Path { get; }

    /// <summary>The error of a refused input.</summary>
    public static InputError CreateErrorFrom(RefusedInputException refused) => new(refused.Problem);
}

/// <summary>Carries a problem to the <c>errors</c> of a mutation's payload.</summary>
[SuppressMessage("Design", "CA1032", Justification = "It is thrown in one place, with its problem.")]
public sealed class RefusedInputException(Problem problem) : Exception(problem.Message)
{
    /// <summary>What is wrong.</summary>
    public Problem Problem { get; } = problem;
}
