using System.Collections.Immutable;

namespace Analytics.GraphQL.Types.Mutations;

/// <summary>How a field of the mutation type differs from the resolver behind it.</summary>
/// <param name="Arguments">The resolver's arguments when one input object holds them; default when they are the field's own.</param>
/// <param name="HasPayload">Whether the value stands in a payload.</param>
/// <param name="Errors">The expected errors.</param>
internal sealed record MutationConvention(
    ImmutableArray<Argument> Arguments, bool HasPayload, ImmutableArray<ErrorFactory> Errors)
{
    /// <summary>The resolver's arguments, out of the field's.</summary>
    public object?[] Unwrap(object?[] arguments)
    {
        if (Arguments.IsDefault)
            return arguments;
        var given = (object?[])arguments[0]!;
        var values = new object?[given.Length];
        for (var index = 0; index < values.Length; index++)
            values[index] = ReferenceEquals(given[index], Optional.Missing) ? Nothing(Arguments[index].ClrType) : given[index];
        return values;
    }

    /// <summary>The value of an argument of the resolver; false when it has none of that name.</summary>
    public bool TryGet(string name, object?[] arguments, out object? value)
    {
        value = null;
        for (var index = 0; !Arguments.IsDefault && index < Arguments.Length; index++)
            if (Arguments[index].Name == name)
            {
                value = Unwrap(arguments)[index];
                return true;
            }
        return false;
    }

    /// <summary>The expected errors that an exception stands for; null when it is unexpected, or one of several is.</summary>
    public IReadOnlyList<object>? ErrorsOf(Exception exception)
    {
        if (exception is AggregateException { InnerExceptions.Count: > 0 } several)
        {
            var all = several.InnerExceptions.Select(ErrorOf).OfType<object>().ToList();
            return all.Count == several.InnerExceptions.Count ? all : null;
        }
        return ErrorOf(exception) is { } error ? [error] : null;
    }

    /// <summary>An error that a resolver gave back instead of throwing it.</summary>
    public object ErrorOf(object error) => error is Exception exception ? ErrorOf(exception) ?? error : error;

    private object? ErrorOf(Exception exception) =>
        Errors.FirstOrDefault(factory => factory.ExceptionType?.IsInstanceOfType(exception) == true)?.Create(exception);

    private static object? Nothing(Type type) =>
        type.IsValueType && Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;
}
