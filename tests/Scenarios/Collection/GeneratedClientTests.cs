using Analytics.Scenarios.Hosts;

namespace Analytics.Scenarios.Collection;

/// <summary>A client generated from <c>/openapi.json</c>, checked by the TypeScript compiler and run.</summary>
public sealed class GeneratedClientTests(EmptyHost empty) : IClassFixture<EmptyHost>
{
    [Fact]
    public async Task A_generated_client_sends_an_event_and_reads_its_verdict()
    {
        using var client = empty.Host.As("retail", "admin");
        await NodeScript.RunAsync(
            "openapi-typescript", new Uri(empty.Host.Address, "openapi.json").ToString(), "-o", "dist/openapi.d.ts");
        await NodeScript.RunAsync(
            "tsc", "--noEmit", "--strict", "--target", "es2022", "--module", "esnext", "--moduleResolution", "bundler", "openapi-client.ts");
        await NodeScript.RunAsync(
            "esbuild", "openapi-client.ts", "--bundle", "--platform=node", "--format=esm", "--outfile=dist/openapi-client.mjs",
            "--log-level=error");

        await using var script = NodeScript.Start("dist/openapi-client.mjs",
            new { Host = empty.Host.Address.ToString().TrimEnd('/'), client.Credential!.WriteKey });
        var said = await script.NextAsync();

        Assert.Equal("ACCEPTED", said.GetProperty("status").GetString());
        Assert.Equal("EVENT_NAME_MISSING", said.GetProperty("code").GetString());
        var data = await client.QueryAsync("{ events(first: 5) { nodes { id name userId } } }");
        Assert.Equal("""[{"id":"generated-1","name":"generated","userId":"u-1"}]""",
            data.GetProperty("events").GetProperty("nodes").GetRawText());
    }
}
