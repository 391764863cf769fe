using System.Text.Json;
using System.Text.RegularExpressions;
using Analytics.Api.Collection;
using Analytics.Api.Exports;
using Analytics.Api.Hosting;
using Analytics.Api.Imports;
using Analytics.Api.Webhooks;
using Analytics.Domain.Imports;
using Analytics.Infrastructure.Exports;
using Analytics.Infrastructure.Postgres;
using Analytics.Infrastructure.Webhooks;
using Analytics.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Analytics.Api.Tests.Collection;

public sealed partial class OpenApiTests
{
    [Fact]
    public async Task The_document_has_every_address_of_events_and_files_and_none_that_is_not_served()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddAccess();
        builder.AddTenancy();
        builder.Services.AddStorage(_ => "").AddWebhooks().AddExports().AddCollection().AddImports();   // named by the endpoints, never made here
        await using var app = builder.Build();
        app.MapCollection();
        app.MapOpenApi();
        app.MapImports();
        app.MapWebhooks();
        app.MapExports();
        var addresses = Served(app).ToList();
        var served = addresses.Select(one => new Regex($"^{Parameter().Replace(one, "[^/]+")}$")).ToList();
        var described = Described();

        Assert.Empty(addresses.Select(one => Constraint().Replace(one, "}")).Except(described));
        Assert.All(described, one => Assert.Contains(served, pattern => pattern.IsMatch(one)));
    }

    [Fact]
    public void It_names_every_kind_of_file()
    {
        using var document = Read();
        var kind = document.RootElement.GetProperty("paths").GetProperty("/v1/import/{kind}").GetProperty("post")
            .GetProperty("parameters")[0].GetProperty("schema").GetProperty("enum");

        Assert.Equal(EntityKinds.All.Select(known => known.Name), kind.EnumerateArray().Select(name => name.GetString()));
    }

    [Fact]
    public void Each_operation_has_a_name_of_its_own_and_refers_to_what_is_there()
    {
        using var document = Read();
        var ids = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject())
            .Select(operation => operation.Value.GetProperty("operationId").GetString()).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(References(document.RootElement), reference =>
        {
            var target = document.RootElement;
            foreach (var step in reference.Split('/').Skip(1))
                Assert.True(target.TryGetProperty(step, out target), reference);
        });
    }

    private static IEnumerable<string> Served(IEndpointRouteBuilder app) => app.DataSources
        .SelectMany(source => source.Endpoints).Cast<RouteEndpoint>().SelectMany(
            endpoint => endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods,
            (endpoint, method) => $"{method} {endpoint.RoutePattern.RawText}");

    private static List<string> Described()
    {
        using var document = Read();
        return
        [
            .. document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(
                path => path.Value.EnumerateObject(), (path, operation) => $"{operation.Name.ToUpperInvariant()} {path.Name}"),
        ];
    }

    private static JsonDocument Read() => JsonDocument.Parse(File.ReadAllBytes(Repository.Path("schema", "openapi.json")));

    private static IEnumerable<string> References(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(References),
        _ => [],
    };

    [GeneratedRegex(":[a-z]+\\}")]
    private static partial Regex Constraint();

    [GeneratedRegex("\\{[^}]+\\}")]
    private static partial Regex Parameter();
}
