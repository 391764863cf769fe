namespace Analytics.Domain.Imports;

/// <summary>
/// The file cannot be read on: it ends the reading of its rows, wherever they are being taken, and becomes the
/// import's problem.
/// </summary>
public sealed class ImportFaultException(Problem problem) : Exception(problem.Message)
{
    /// <summary>What the sender is told.</summary>
    public Problem Problem { get; } = problem;
}
