using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Execution;

/// <inheritdoc cref="IError"/>
internal sealed record Error(string Message) : IError
{
    public const string CodeKey = "code";
    public const string CoordinateKey = "coordinate";

    public string? Code => Extensions.GetValueOrDefault(CodeKey) as string;

    public IReadOnlyList<object>? Path { get; init; }

    public ImmutableArray<Location> Locations { get; init; } = [];

    public ImmutableDictionary<string, object?> Extensions { get; init; } = ImmutableDictionary<string, object?>.Empty;

    public Exception? Exception { get; init; }

    public static Error Of(string message, string code, Location location = default, Exception? exception = null) =>
        new(message)
        {
            Locations = location.Line > 0 ? [location] : [],
            Extensions = ImmutableDictionary<string, object?>.Empty.Add(CodeKey, code),
            Exception = exception,
        };

    public IError WithMessage(string message) => this with { Message = message };

    public IError WithCode(string? code) => this with
    {
        Extensions = code is null ? Extensions.Remove(CodeKey) : Extensions.SetItem(CodeKey, code),
    };

    public IError WithPath(IReadOnlyList<object>? path) => this with { Path = path };

    public IError WithLocations(ImmutableArray<Location> locations) => this with { Locations = locations };

    public IError SetExtension(string key, object? value) => this with { Extensions = Extensions.SetItem(key, value) };

    public IError RemoveException() => this with { Exception = null };
}
