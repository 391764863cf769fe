using System.Text.Json;
using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>Executes requests on the reference implementation and here, and says where the answers differ.</summary>
internal static class ExecutionComparison
{
    /// <summary>One text for each request whose answers differ; empty when all are equal.</summary>
    /// <param name="schema">The schema of all of them.</param>
    /// <param name="cases">The requests.</param>
    /// <param name="mayRefuse">Whether documents may be invalid; then both must find the same faults.</param>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(
        OracleSchema schema, IReadOnlyList<OracleCase> cases, bool mayRefuse = false)
    {
        var expected = NodeProcess.Oracle.CallAsync("execute", new { schema = schema.Sdl, cases });
        var answers = new List<(Answer AtOnce, Answer Mixed)>();
        foreach (var one in cases)
            answers.Add((await AnswerAsync(schema, one, false), await AnswerAsync(schema, one, true)));
        return
        [
            .. (await expected).EnumerateArray().Zip(cases.Zip(answers)).SelectMany(pair => Compare(pair.First, pair.Second, mayRefuse)),
        ];
    }

    private static async Task<Answer> AnswerAsync(OracleSchema schema, OracleCase one, bool isMixed)
    {
        using var result = await schema.ExecuteAsync(one, isMixed);
        return new Answer(result.Kind, JsonSerializer.Deserialize<JsonElement>(result.Body.Span));
    }

    private static IEnumerable<string> Compare(
        JsonElement expected, (OracleCase Case, (Answer AtOnce, Answer Mixed) Answers) ours, bool mayRefuse)
    {
        var fault = expected.TryGetProperty("invalid", out var invalid)
            ? mayRefuse ? Misses(invalid, ours.Answers.AtOnce.Body) : "the reference implementation refuses the document"
            : expected.TryGetProperty("syntaxError", out _) ? "the reference implementation cannot read the document"
            : JsonDifference.Find(expected, ours.Answers.AtOnce.Body, isExact: true)
                ?? JsonDifference.Find(expected, ours.Answers.Mixed.Body, isExact: false);
        if (fault is not null)
            yield return $"""
                {fault}
                document:  {ours.Case.Document}
                variables: {ours.Case.Variables} seed {ours.Case.Seed} operation {ours.Case.OperationName}
                reference: {expected}
                at once:   {ours.Answers.AtOnce.Body}
                mixed:     {ours.Answers.Mixed.Body}
                """;
    }

    private static string? Misses(JsonElement invalid, JsonElement ours)
    {
        var expected = invalid.EnumerateArray().Select(message => message.GetString()).ToList();
        var actual = ours.TryGetProperty("errors", out var errors) && !ours.TryGetProperty("data", out _)
            ? errors.EnumerateArray().Select(error => error.GetProperty("message").GetString()).ToList()
            : [];
        return expected.SequenceEqual(actual) ? null : "the faults of the document differ";
    }

    private sealed record Answer(ResultKind Kind, JsonElement Body);
}
