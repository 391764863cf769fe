namespace Analytics.Domain.Shared;

/// <summary>What is wrong with an input and what its sender can do about it.</summary>
/// <param name="Code">Stable, UPPER_SNAKE; callers may branch on it.</param>
/// <param name="Message">One sentence for people; names the input, never another tenant's data.</param>
/// <param name="Path">Where the fault lies, e.g. <c>steps[1].events</c>; null when it is the whole input.</param>
public sealed record Problem(string Code, string Message, string? Path = null)
{
    /// <summary>How long to wait before the same may succeed, in whole seconds; null where waiting changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>A fault in an input.</summary>
    public static Problem Invalid(string code, string message, string? path = null) => new(code, message, path);

    /// <summary>The same fault as seen from the object that holds the faulty part.</summary>
    public Problem Under(string parent) =>
        this with { Path = Path is null ? parent : Path.StartsWith('[') ? parent + Path : $"{parent}.{Path}" };
}
