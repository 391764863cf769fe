using Analytics.GraphQL.Tests.Oracle;
using Analytics.GraphQL.Tests.Shop;
using Analytics.GraphQL.Transport;

namespace Analytics.GraphQL.Tests.Transport;

/// <summary>What is a MUST, what is a SHOULD and what is a MAY, as graphql-http audits it.</summary>
public sealed class AuditTests
{
    private const int Audits = 61;

    [Fact]
    public async Task Every_audit_is_met_with_the_header_that_a_get_needs() =>
        await AuditAsync(_ => { }, new() { ["GraphQL-Preflight"] = "1" });

    [Fact]
    public async Task Every_audit_is_met_where_a_get_needs_no_header() =>
        await AuditAsync(builder => builder.ModifyServerOptions(options => options.RequirePreflightForGet = false), []);

    private static async Task AuditAsync(Action<RequestExecutorBuilder> configure, Dictionary<string, string> headers)
    {
        await using var server =
            await GraphQLServer.StartAsync(builder => configure(builder.AddTypes(typeof(ProductQueries))));
        var url = new Uri(server.Client.BaseAddress!, "/graphql");

        var results = await NodeProcess.Oracle.CallAsync<AuditResult[]>("audit", new { url, headers });

        Assert.Equal(Audits, results.Length);
        var failed = string.Join('\n', results.Where(result => result.Status != "ok"));
        Assert.True(failed.Length == 0, failed);
    }

    private sealed record AuditResult(string Id, string Name, string Status, string? Reason);
}
