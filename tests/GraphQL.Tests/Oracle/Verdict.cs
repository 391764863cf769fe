using Analytics.GraphQL.Language;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Validation;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>What an implementation says of a document, as lines "Rule 1:2 3:4 message".</summary>
/// <param name="Lines">By rule; the errors of one rule in the order in which it reports them.</param>
internal sealed record Verdict(IReadOnlyList<string> Lines)
{
    private const string Syntax = "Syntax";
    private static readonly ValidationOptions Unlimited = new() { MaxErrors = 10_000 };

    public bool IsSyntaxError => Lines is [var line] && line.StartsWith($"{Syntax} ", StringComparison.Ordinal);

    public IEnumerable<string> Rules => Lines.Select(line => line[..line.IndexOf(' ')]).Distinct();

    /// <summary>What our parser and validator say.</summary>
    public static Verdict Ours(Schema schema, string document)
    {
        try
        {
            var errors = DocumentValidator.Validate(schema, Utf8GraphQLParser.Parse(document), Unlimited);
            return Of(errors.Select(error => (error.Rule, error.Message, error.Locations.AsEnumerable())));
        }
        catch (SyntaxException exception)
        {
            return Of([(Syntax, exception.Message, [exception.Location])]);
        }
    }

    /// <summary>What the reference implementation says of each document.</summary>
    public static async Task<IReadOnlyList<Verdict>> OfReferenceAsync(string schema, IReadOnlyList<string> documents)
    {
        var answers = await NodeProcess.Oracle.CallAsync<Answer[]>("validate", new { schema, documents });
        return [.. answers.Select(answer => Of(answer.SyntaxError is { } error
            ? [(Syntax, error.Message, error.Locations)]
            : answer.Errors!.Select(found => (found.Rule!, found.Message, found.Locations.AsEnumerable()))))];
    }

    public override string ToString() => string.Join('\n', Lines);

    private static Verdict Of(IEnumerable<(string Rule, string Message, IEnumerable<Location> Locations)> errors) =>
        new([.. errors.OrderBy(error => error.Rule, StringComparer.Ordinal).Select(error => string.Join(
            ' ', [error.Rule, .. error.Locations.Select(at => $"{at.Line}:{at.Column}"), error.Message]))]);

    private sealed record Answer(Fault? SyntaxError, Fault[]? Errors);

    private sealed record Fault(string? Rule, string Message, Location[] Locations);
}
