namespace Analytics.GraphQL.Types.Mutations;

/// <summary>The value of a mutation by convention, or the expected errors instead, without throwing.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct FieldResult<T> : IFieldResult
{
    private readonly IReadOnlyList<object>? _errors;

    /// <summary>A value.</summary>
    public FieldResult(T value) => Value = value;

    /// <summary>Expected errors: instances of the types that the mutation declares, or exceptions that become such.</summary>
    public FieldResult(params IReadOnlyList<object> errors) => _errors = errors;

    /// <summary>The value; the default of <typeparamref name="T"/> when there are errors.</summary>
    public T? Value { get; }

    /// <summary>The expected errors; empty when there are none.</summary>
    public IReadOnlyList<object> Errors => _errors ?? [];

    /// <summary>Whether there is a value.</summary>
    public bool IsSuccess => Errors.Count == 0;

    object? IFieldResult.Value => Value;

    /// <summary>Wraps a value.</summary>
    public static implicit operator FieldResult<T>(T value) => new(value);

    /// <summary>Wraps an expected exception.</summary>
    public static implicit operator FieldResult<T>(Exception error) => new([error]);
}
