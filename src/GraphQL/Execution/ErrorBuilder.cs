using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution;

/// <summary>Puts an <see cref="IError"/> together.</summary>
public sealed class ErrorBuilder
{
    private IError _error;

    private ErrorBuilder(IError error) => _error = error;

    /// <summary>Starts with nothing; a message must be set.</summary>
    public static ErrorBuilder New() => new(new Error(""));

    /// <summary>Starts with a copy.</summary>
    public static ErrorBuilder FromError(IError error) => new(error);

    /// <summary>Sets what people read.</summary>
    public ErrorBuilder SetMessage(string message) => Set(_error.WithMessage(message));

    /// <summary>Sets <c>extensions.code</c>.</summary>
    public ErrorBuilder SetCode(string? code) => Set(_error.WithCode(code));

    /// <summary>Sets the path; execution sets that of the failing field when there is none.</summary>
    public ErrorBuilder SetPath(IReadOnlyList<object>? path) => Set(_error.WithPath(path));

    /// <summary>Sets the places in the document; execution sets those of the failing field when there are none.</summary>
    public ErrorBuilder SetLocations(ImmutableArray<Location> locations) => Set(_error.WithLocations(locations));

    /// <summary>Sets an entry under <c>extensions</c>.</summary>
    public ErrorBuilder SetExtension(string key, object? value) => Set(_error.SetExtension(key, value));

    /// <summary>The error.</summary>
    /// <exception cref="InvalidOperationException">No message was set.</exception>
    public IError Build() => _error.Message.Length > 0
        ? _error
        : throw new InvalidOperationException("An error needs a message.");

    private ErrorBuilder Set(IError error)
    {
        _error = error;
        return this;
    }
}
