using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution;

/// <summary>An error as the caller sees it. Immutable: the <c>With...</c> methods give changed copies.</summary>
public interface IError
{
    /// <summary>What went wrong, for people.</summary>
    string Message { get; }

    /// <summary>What went wrong, for programs: <c>extensions.code</c>; null for none.</summary>
    string? Code { get; }

    /// <summary>Response names and list indices that lead to the field; null when no field is meant.</summary>
    IReadOnlyList<object>? Path { get; }

    /// <summary>Places in the document; may be empty.</summary>
    ImmutableArray<Location> Locations { get; }

    /// <summary>What stands under <c>extensions</c>, the code included.</summary>
    ImmutableDictionary<string, object?> Extensions { get; }

    /// <summary>The cause. Never written to an answer; null when there is none.</summary>
    Exception? Exception { get; }

    /// <summary>The error with another message.</summary>
    IError WithMessage(string message);

    /// <summary>The error with another code; null removes it.</summary>
    IError WithCode(string? code);

    /// <summary>The error with another path.</summary>
    IError WithPath(IReadOnlyList<object>? path);

    /// <summary>The error with other places.</summary>
    IError WithLocations(ImmutableArray<Location> locations);

    /// <summary>The error with one more entry under <c>extensions</c>.</summary>
    IError SetExtension(string key, object? value);

    /// <summary>The error without its cause.</summary>
    IError RemoveException();
}
