using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Analytics.Api.Tenancy;
using Analytics.Domain.Access;
using Analytics.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.Api.Tests.Access;

/// <summary>Who may ask over a socket: by the handshake's headers, or by the first message, which is all that browsers have.</summary>
public sealed class SocketSignInTests(PostgresFixture postgres, IssuerProcess issuer)
    : IClassFixture<IssuerProcess>, IAsyncLifetime
{
    private AccessHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(postgres, issuer);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Token_in_the_first_message_signs_in_as_in_a_header()
    {
        var token = await _host.TokenAsync(issuer, Roles.Viewer, "here");
        Assert.Equal("here", await TenantAsync(new { Authorization = $"Bearer {token}" }));
        Assert.Equal("here", await TenantAsync(new { authorization = $"bearer {token}" }));
        Assert.Equal("here", await TenantAsync(null, SignedTokens.AsBearer(token)));
    }

    [Fact]
    public async Task Key_in_the_first_message_signs_in_as_in_a_header()
    {
        var key = (await _host.IssueAsync(_host.Tenants.There, Roles.Viewer, "query")).PlainText;
        Assert.Equal("there", await TenantAsync(Payload("x-api-key", key)));
        Assert.Equal("there", await TenantAsync(new { Authorization = $"Bearer {key}" }));
        Assert.Equal("there", await TenantAsync(null, ("X-Api-Key", key)));
    }

    [Fact]
    public async Task Stranger_is_let_in_and_reaches_no_tenant()
    {
        Assert.Equal("AUTH_NOT_AUTHENTICATED", await TenantAsync(null));
        Assert.Equal("AUTH_NOT_AUTHENTICATED", await TenantAsync(new { name = "here" }));
    }

    [Fact]
    public async Task Bad_credential_closes_with_4403_and_its_code()
    {
        var expired = await _host.TokenAsync(issuer, Roles.Viewer, "here", secondsLeft: -100);
        var good = await _host.TokenAsync(issuer, Roles.Viewer, "here");
        Assert.Equal("4403 TOKEN_EXPIRED: The token has expired.", await TenantAsync(new { Authorization = $"Bearer {expired}" }));
        Assert.StartsWith("4403 TOKEN_", await TenantAsync(new { Authorization = $"Bearer {good}x" }), StringComparison.Ordinal);
        Assert.StartsWith("4403 TOKEN_MALFORMED", await TenantAsync(new { Authorization = "Bearer none" }), StringComparison.Ordinal);
        Assert.StartsWith("4403 API_KEY_INVALID", await TenantAsync(Payload("X-Api-Key", "ak_live_guessed")), StringComparison.Ordinal);
        Assert.StartsWith("4403 CREDENTIAL_MALFORMED", await TenantAsync(new { Authorization = new[] { good } }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_spellings_of_a_credential_are_two_credentials()
    {
        var here = await _host.TokenAsync(issuer, Roles.Viewer, "here");
        var there = await _host.TokenAsync(issuer, Roles.Viewer, "there");
        var payload = new Dictionary<string, string> { ["Authorization"] = $"Bearer {here}", ["authorization"] = $"Bearer {there}" };
        Assert.StartsWith("4403 TOKEN_MALFORMED", await TenantAsync(payload), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tenant_of_one_credential_cannot_be_reached_by_another()
    {
        var here = await _host.TokenAsync(issuer, Roles.Admin, "here");
        var there = (await _host.IssueAsync(_host.Tenants.There, Roles.Admin, "query")).PlainText;
        Assert.StartsWith("4403 TENANT_MISMATCH", await TenantAsync(
            Payload("X-Api-Key", there), SignedTokens.AsBearer(here)), StringComparison.Ordinal);
        Assert.StartsWith("4403 TENANT_MISMATCH", await TenantAsync(
            new { Authorization = $"Bearer {here}" }, ("Host", "there.example.com")), StringComparison.Ordinal);
        Assert.StartsWith("4403 TENANT_HEADER_REFUSED", await TenantAsync(new Dictionary<string, string>
        {
            ["Authorization"] = $"Bearer {here}",
            ["X-Tenant"] = "there",
        }), StringComparison.Ordinal);
        Assert.Equal("there", await TenantAsync(
            new { Authorization = $"Bearer {await _host.TokenAsync(issuer, Roles.Viewer, "there")}" }, SignedTokens.AsBearer(here)));
    }

    [Fact]
    public async Task Bad_credential_of_the_handshake_is_refused_before_there_is_a_socket()
    {
        var expired = await _host.TokenAsync(issuer, Roles.Viewer, "here", secondsLeft: -100);
        using var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        socket.Options.SetRequestHeader("Authorization", $"Bearer {expired}");
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Address, TestContext.Current.CancellationToken));
        Assert.Equal(401, (int)socket.HttpStatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Token_that_runs_out_ends_its_socket(bool inHandshake)
    {
        var token = await _host.TokenAsync(issuer, Roles.Viewer, "here", secondsLeft: -50); // clocks may differ by a minute
        using var socket = inHandshake
            ? await OpenAsync(SignedTokens.AsBearer(token))
            : await OpenAsync();
        await SendAsync(socket, new { type = "connection_init", payload = inHandshake ? null : new { Authorization = $"Bearer {token}" } });
        Assert.Contains("connection_ack", await ReceiveAsync(socket), StringComparison.Ordinal);
        _host.Clock.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal("here", await AskAsync(socket));
        _host.Clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal("4403 Credential expired", await ReceiveAsync(socket));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Revoked_key_opens_no_operation_and_ends_its_socket(bool inHandshake)
    {
        var key = await _host.IssueAsync(_host.Tenants.There, Roles.Viewer, "query");
        using var socket = inHandshake ? await OpenAsync(("X-Api-Key", key.PlainText)) : await OpenAsync();
        await SendAsync(socket, new { type = "connection_init", payload = inHandshake ? null : Payload("X-Api-Key", key.PlainText) });
        Assert.Contains("connection_ack", await ReceiveAsync(socket), StringComparison.Ordinal);
        Assert.Equal("there", await AskAsync(socket));
        await RevokeAsync(key);
        await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = "{ tenant }" } });
        Assert.Contains("API_KEY_INVALID", await ReceiveAsync(socket), StringComparison.Ordinal);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("4403 Credential expired", await ReceiveAsync(socket));
    }

    [Fact]
    public async Task Revoked_key_ends_a_socket_that_only_listens()
    {
        var (good, bad) = (await _host.IssueAsync(_host.Tenants.There, Roles.Viewer, "query"),
            await _host.IssueAsync(_host.Tenants.There, Roles.Viewer, "query"));
        using var kept = await OpenAsync(("X-Api-Key", good.PlainText));
        using var revoked = await OpenAsync(("X-Api-Key", bad.PlainText));
        foreach (var socket in (ClientWebSocket[])[kept, revoked])
        {
            await SendAsync(socket, new { type = "connection_init" });
            Assert.Contains("connection_ack", await ReceiveAsync(socket), StringComparison.Ordinal);
        }
        await RevokeAsync(bad);
        await _host.Services.GetRequiredService<OpenSockets>().CheckAllAsync(TestContext.Current.CancellationToken);
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("4403 Credential expired", await ReceiveAsync(revoked));
        Assert.Equal("there", await AskAsync(kept));
    }

    [Fact]
    public async Task Nothing_of_a_credential_in_a_first_message_is_logged()
    {
        var good = await _host.TokenAsync(issuer, Roles.Viewer, "here");
        await TenantAsync(new { Authorization = $"Bearer {good}" });
        await TenantAsync(new { Authorization = $"Bearer {good}x" });
        foreach (var part in good.Split('.')[1..])
            Assert.DoesNotContain(part, _host.Logs.Text, StringComparison.Ordinal);
    }

    private async Task RevokeAsync(IssuedApiKey key) => Assert.True(
        await _host.Services.GetRequiredService<IApiKeyStore>().RevokeAsync(_host.Tenants.There, key.Key.Id, default));

    private Uri Address => new UriBuilder(_host.Client.BaseAddress!) { Scheme = "ws", Path = "/graphql" }.Uri;

    /// <summary>The tenant that a query over a new socket sees; else the error's code, or the close code and reason.</summary>
    private async Task<string> TenantAsync(object? payload, params (string Name, string Value)[] headers)
    {
        using var socket = await OpenAsync(headers);
        await SendAsync(socket, new { type = "connection_init", payload });
        var first = await ReceiveAsync(socket);
        return first == """{"type":"connection_ack"}""" ? await AskAsync(socket) : first;
    }

    private async Task<ClientWebSocket> OpenAsync(params (string Name, string Value)[] headers)
    {
        var socket = new ClientWebSocket();
        socket.Options.AddSubProtocol("graphql-transport-ws");
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        await socket.ConnectAsync(Address, TestContext.Current.CancellationToken);
        return socket;
    }

    private static async Task<string> AskAsync(ClientWebSocket socket)
    {
        await SendAsync(socket, new { id = "1", type = "subscribe", payload = new { query = "{ tenant }" } });
        using var next = JsonDocument.Parse(await ReceiveAsync(socket));
        await ReceiveAsync(socket);
        var answer = next.RootElement.GetProperty("payload");
        return answer.GetProperty("data").ValueKind == JsonValueKind.Object
            ? answer.GetProperty("data").GetProperty("tenant").GetString()!
            : answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString()!;
    }

    private static Dictionary<string, string> Payload(string name, string value) => new() { [name] = value };

    private static Task SendAsync(ClientWebSocket socket, object message) => socket.SendAsync(
        JsonSerializer.SerializeToUtf8Bytes(message), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>A message, or the code and reason of the close.</summary>
    private static async Task<string> ReceiveAsync(ClientWebSocket socket)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var buffer = new byte[16 * 1024];
        var received = await socket.ReceiveAsync(buffer, deadline.Token);
        return received.MessageType == WebSocketMessageType.Close
            ? $"{(int)socket.CloseStatus!} {socket.CloseStatusDescription}"
            : Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
