using System.Diagnostics.CodeAnalysis;

namespace Analytics.Domain.Shared;

/// <summary>A value, or the problem that its asker can mend. Faults that he cannot mend are exceptions.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "A value or a Problem converts by itself; a named twin would never be called.")]
[SuppressMessage("Design", "CA1000", Justification = "The compiler infers the type at every use.")]
public readonly struct Result<T>
{
    private readonly T? _value;

    private Result(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    /// <summary>Null when there is a value.</summary>
    public Problem? Problem { get; }

    /// <summary>True when there is a value.</summary>
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Problem is null;

    /// <exception cref="InvalidOperationException">There is a problem instead.</exception>
    public T Value => Problem is null
        ? _value!
        : throw new InvalidOperationException($"No value: {Problem.Code}.");

    /// <summary>True with the value, false with the problem: exactly one of both is set.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (_value, Problem);
        return problem is null;
    }

    /// <summary>The next step, taken only when this one went well.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) => Problem is null ? next(_value!) : Problem;

    /// <summary>A value that went well.</summary>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A problem in place of a value.</summary>
    public static implicit operator Result<T>(Problem problem) => new(default, problem);
}
