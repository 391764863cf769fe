namespace Analytics.GraphQL.Execution;

/// <summary>
/// What a mutation wants to change has been changed by somebody else since the caller read it. With
/// <c>[Error&lt;ConflictException&gt;]</c> it is the expected error <c>ConflictError</c> of the mutation's payload; without,
/// an error with the code <see cref="ErrorCodes.Conflict"/> and both versions in its extensions.
/// </summary>
/// <param name="expectedVersion">The version that the caller read.</param>
/// <param name="actualVersion">The version that there is; null when it is not known.</param>
/// <param name="message">For people; null for the usual words.</param>
public sealed class ConflictException(int expectedVersion, int? actualVersion = null, string? message = null)
    : Exception(message ?? Describe(expectedVersion, actualVersion))
{
    /// <summary>For people.</summary>
    public override string Message => base.Message;

    /// <summary>Always <c>CONFLICT</c>.</summary>
    public string Code { get; } = ErrorCodes.Conflict;

    /// <summary>The version that the caller read.</summary>
    public int ExpectedVersion { get; } = expectedVersion;

    /// <summary>The version that there is now; null when it is not known. Read again, and decide anew.</summary>
    public int? ActualVersion { get; } = actualVersion;

    /// <summary>Demands that a version is the one that the caller read.</summary>
    /// <exception cref="ConflictException">It is another.</exception>
    public static void ThrowIfStale(int expectedVersion, int actualVersion)
    {
        if (expectedVersion != actualVersion)
            throw new ConflictException(expectedVersion, actualVersion);
    }

    /// <summary>The error where the mutation does not expect it.</summary>
    internal IError ToError() => Error.Of(Message, ErrorCodes.Conflict, exception: this)
        .SetExtension("expectedVersion", ExpectedVersion).SetExtension("actualVersion", ActualVersion);

    private static string Describe(int expected, int? actual) => actual is { } known
        ? $"It was changed meanwhile: version {expected} was expected, and it is version {known}."
        : $"It was changed meanwhile: version {expected} was expected.";
}
