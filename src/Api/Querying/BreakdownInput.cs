using Analytics.Api.Hosting;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.Api.Querying;

/// <summary>What a result is split by.</summary>
[OneOf]
public sealed record BreakdownInput
{
    /// <summary>A property of the event; objects are reached by <c>a.b</c>.</summary>
    public string? Property { get; init; }

    internal static string? ToDomain(IReadOnlyList<BreakdownInput>? breakdown) => breakdown switch
    {
        null or [] => null,
        [{ Property: { Length: > 0 } property }] => property,
        [_] => throw Problem.Invalid("BREAKDOWN_EMPTY", "A breakdown names a property.", "breakdown").ToException(),
        _ => throw Problem.Invalid(
            "BREAKDOWN_TOO_MANY", "A result is split by one property; give one breakdown.", "breakdown").ToException(),
    };
}
