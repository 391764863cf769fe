using System.Text.Json;
using Analytics.GraphQL.Execution;

namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>Executes requests on the reference implementation and here, and says where the answers differ.</summary>
internal static class ExecutionComparison
{
    /// <summary>One text for each request whose answers differ; empty when all are equal.</summary>
    public static async Task<IReadOnlyList<string>> DifferencesAsync(OracleSchema schema, IReadOnlyList<OracleCase> cases)
    {
        var expected = NodeProcess.Oracle.CallAsync("execute", new { schema = schema.Sdl, cases });
        var answers = new List<(Answer AtOnce, Answer Mixed)>();
        foreach (var one in cases)
            answers.Add((await AnswerAsync(schema, one, false), await AnswerAsync(schema, one, true)));
        return
        [
            .. (await expected).EnumerateArray().Zip(cases.Zip(answers)).SelectMany(pair => Compare(pair.First, pair.Second)),
        ];
    }

    private static async Task<Answer> AnswerAsync(OracleSchema schema, OracleCase one, bool isMixed)
    {
        using var result = await schema.ExecuteAsync(one, isMixed);
        return new Answer(result.Kind, JsonSerializer.Deserialize<JsonElement>(result.Body.Span));
    }

    private static IEnumerable<string> Compare(JsonElement expected, (OracleCase Case, (Answer AtOnce, Answer Mixed) Answers) ours)
    {
        var fault = expected.TryGetProperty("invalid", out _) || expected.TryGetProperty("syntaxError", out _)
            ? "the reference implementation refuses the document"
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

    private sealed record Answer(ResultKind Kind, JsonElement Body);
}
