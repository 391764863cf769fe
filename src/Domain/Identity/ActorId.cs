using Analytics.Domain.Collection;

namespace Analytics.Domain.Identity;

/// <summary>An id that somebody's events may carry.</summary>
public sealed record ActorId
{
    private ActorId(string value) => Value = value;

    /// <summary>1 to 200 characters.</summary>
    public string Value { get; }

    /// <param name="value">As sent.</param>
    /// <param name="path">Where it stands in the caller's input.</param>
    /// <returns>The id, or <c>ACTOR_MISSING</c>, <c>ID_TOO_LONG</c> or what makes it no text.</returns>
    public static Result<ActorId> Create(string? value, string path)
    {
        if (string.IsNullOrEmpty(value))
            return Problem.Invalid("ACTOR_MISSING", "An actor's id is needed.", path);
        if (EventRules.CheckId(value, path) is { } problem)
            return problem;
        return new ActorId(value);
    }
}
