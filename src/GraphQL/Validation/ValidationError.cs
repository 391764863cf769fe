using System.Collections.Immutable;
using Analytics.GraphQL.Language;

namespace Analytics.GraphQL.Validation;

/// <summary>Why a document cannot be executed.</summary>
/// <param name="Message">What is wrong, worded as the reference implementation words it.</param>
/// <param name="Locations">The places that take part in the fault, the first one first; may be empty.</param>
/// <param name="Rule">The specification's rule, such as <c>FieldsOnCorrectType</c>.</param>
public sealed record ValidationError(string Message, ImmutableArray<Location> Locations, string Rule)
{
    /// <summary>The <see cref="Rule"/> when a limit of the options ended the validation.</summary>
    public const string LimitRule = "Limit";
}
