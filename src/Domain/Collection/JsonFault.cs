namespace Analytics.Domain.Collection;

/// <summary>Why well-formed JSON cannot be kept in the log.</summary>
internal enum JsonFault
{
    None,
    NulCharacter,
    LoneSurrogate,
    NumberOutOfRange,
    TooDeep,
}

internal static class JsonFaults
{
    public static Problem ToProblem(this JsonFault fault, string path) => fault switch
    {
        JsonFault.NulCharacter => Problem.Invalid("TEXT_HAS_NUL", "Text must not hold the character U+0000.", path),
        JsonFault.LoneSurrogate => Problem.Invalid("TEXT_NOT_UNICODE", "Text holds half of a surrogate pair.", path),
        JsonFault.NumberOutOfRange => Problem.Invalid("NUMBER_OUT_OF_RANGE",
            $"A number has at most {EventRules.MaxNumberLength} characters and an exponent of at most " +
            $"{EventRules.MaxExponent}.", path),
        JsonFault.TooDeep => Problem.Invalid("TOO_DEEP", $"At most {EventRules.MaxDepth} levels may be nested.", path),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No fault has no problem."),
    };
}
