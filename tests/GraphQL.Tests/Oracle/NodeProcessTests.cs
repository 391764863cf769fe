using System.Text.Json;

namespace Analytics.GraphQL.Tests.Oracle;

public sealed class NodeProcessTests
{
    [Fact]
    public async Task Many_callers_get_their_own_answers()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => NodeProcess.Oracle
            .CallAsync<JsonElement>("print", new { documents = new[] { $"{{x{number}}}" } })));

        Assert.Equal(
            Enumerable.Range(0, 50).Select(number => $"{{\n  x{number}\n}}"),
            answers.Select(answer => answer[0].GetProperty("printed").GetString()));
    }

    [Fact]
    public async Task An_unknown_command_fails_with_its_name()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            () => NodeProcess.Oracle.CallAsync("unheard", new { }));

        Assert.Contains("\"unheard\"", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_that_dies_fails_its_callers_with_what_it_said()
    {
        await using var process = NodeProcess.Start("missing.mjs");

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => process.CallAsync("print", new { }));

        Assert.Contains("missing.mjs", failure.Message, StringComparison.Ordinal);
    }
}
