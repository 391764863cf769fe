using System.Text;
using Analytics.Domain.Access;
using Analytics.TestKit;

namespace Analytics.Api.Tests.Access;

public sealed class SignInTests(PostgresFixture postgres, IssuerProcess issuer)
    : IClassFixture<IssuerProcess>, IAsyncLifetime
{
    private AccessHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await AccessHost.StartAsync(postgres, issuer);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Key_signs_in_however_it_is_presented()
    {
        var key = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        foreach (var header in ((string, string)[])
            [("X-Api-Key", key), ("Authorization", $"Bearer {key}"), ("authorization", $"bearer {key}"), Basic($"{key}:")])
            Assert.Equal((200, "here"), Answer(await _host.GetAsync("/tenant", header)));
        Assert.Equal("here query", (await _host.GetAsync($"/late?credential={key}")).Body);
    }

    [Fact]
    public async Task Public_key_signs_in_however_it_is_presented()
    {
        var key = (await _host.IssueAsync(_host.Tenants.There, NewApiKey.PublicWrite("browser", null).Value)).PlainText;
        Assert.Equal((200, "there"), Answer(await _host.GetAsync("/tenant", ("Authorization", $"Bearer {key}"))));
        Assert.Equal((200, "there"), Answer(await _host.GetAsync("/tenant", Basic($"{key}:"))));
        Assert.Equal("there collect", (await _host.GetAsync($"/late?credential={key}")).Body);
    }

    [Fact]
    public async Task Expired_key_is_refused()
    {
        var expiry = _host.Clock.GetUtcNow().AddHours(1);
        var key = await _host.IssueAsync(
            _host.Tenants.Here, NewApiKey.Secret("short", ["query"], Roles.Viewer, expiry).Value);
        Assert.Equal(200, (await _host.GetAsync("/tenant", ("X-Api-Key", key.PlainText))).Status);
        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal((401, "API_KEY_INVALID"), Error(await _host.GetAsync("/open", ("X-Api-Key", key.PlainText))));
    }

    [Fact]
    public async Task Revoked_key_is_refused_from_then_on()
    {
        var key = await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query");
        var revoke = (RevokeApiKey)_host.Services.GetService(typeof(RevokeApiKey))!;
        Assert.False(await revoke.ExecuteAsync(_host.Tenants.There, key.Key.Id, "other", default));
        Assert.Equal(200, (await _host.GetAsync("/tenant", ("X-Api-Key", key.PlainText))).Status);
        Assert.True(await revoke.ExecuteAsync(_host.Tenants.Here, key.Key.Id, "me", default));
        Assert.Equal((401, "API_KEY_INVALID"), Error(await _host.GetAsync("/open", ("X-Api-Key", key.PlainText))));
        Assert.Equal([("key_revoked", _host.Tenants.Here.Id.Value, "me")],
            (await _host.AuditAsync("key_revoked")).Select(entry => (entry.Action, entry.Tenant!.Value, entry.Actor!)));
    }

    public static TheoryData<string, string> BadKeys => new()
    {
        { "X-Api-Key", "ak_live_00000000000000000000000000000000" },
        { "X-Api-Key", "" },
        { "X-Api-Key", new string('a', 10_000) },
        { "Authorization", "Bearer ak_" },
        { "Authorization", "Basic !!!" },
        { "Authorization", "Basic Og==" },
    };

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Unknown_key_is_refused_even_where_nobody_must_sign_in(string header, string value) =>
        Assert.Equal((401, "API_KEY_INVALID"), Error(await _host.GetAsync("/open", (header, value))));

    [Fact]
    public async Task Two_different_keys_are_refused_and_the_same_twice_is_not()
    {
        var one = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        var two = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        Assert.Equal(
            (401, "API_KEY_AMBIGUOUS"), Error(await _host.GetAsync("/open", ("X-Api-Key", one), Basic($"{two}:"))));
        Assert.Equal(200, (await _host.GetAsync("/open", ("X-Api-Key", one), Basic($"{one}:"))).Status);
    }

    [Fact]
    public async Task Good_key_does_not_hide_an_expired_token()
    {
        var key = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        var token = await _host.TokenAsync(issuer, Roles.Viewer, "here", secondsLeft: -100);
        Assert.Equal((401, "TOKEN_EXPIRED"),
            Error(await _host.GetAsync("/tenant", ("X-Api-Key", key), SignedTokens.AsBearer(token))));
    }

    [Fact]
    public async Task Refused_token_is_answered_with_a_challenge_and_a_code()
    {
        var token = await _host.TokenAsync(issuer, Roles.Viewer, "here", secondsLeft: -100);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/open");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await _host.Client.SendAsync(request);
        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal(
            """Bearer realm="analytics", error="invalid_token", error_description="The token has expired." """.Trim(),
            response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(
            """{"errors":[{"message":"The token has expired.","extensions":{"code":"TOKEN_EXPIRED"}}]}""",
            await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Challenge_to_a_stranger_names_no_error()
    {
        using var response = await _host.Client.GetAsync(new Uri("/policies/Query", UriKind.Relative));
        Assert.Equal("""Bearer realm="analytics" """.Trim(), response.Headers.WwwAuthenticate.ToString());
        Assert.Contains("AUTH_NOT_AUTHENTICATED", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issuer_that_cannot_be_reached_is_answered_with_try_again()
    {
        await using var dead = new IssuerProcess();
        await dead.InitializeAsync();
        await using var host = await AccessHost.StartAsync(postgres, dead);
        var token = await host.TokenAsync(dead, Roles.Viewer, "here");
        await dead.KillAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/tenant");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await host.Client.SendAsync(request);
        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("5", response.Headers.RetryAfter!.ToString());
    }

    [Fact]
    public async Task Refused_sign_ins_are_noted_once_a_minute_with_their_number()
    {
        for (var i = 0; i < 10; i++)
            await _host.GetAsync("/open", ("X-Api-Key", $"guess-{i}"));
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        await _host.GetAsync("/open", ("X-Api-Key", "guess-again"));
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        await _host.GetAsync("/open", ("Authorization", "Bearer not-a-token"));
        var noted = (await _host.AuditAsync("sign_in_failed"))
            .Select(entry => (entry.Detail["code"], entry.Detail["count"], entry.Tenant));
        Assert.Equal(
            [("API_KEY_INVALID", "1", (Guid?)null), ("API_KEY_INVALID", "10", null), ("TOKEN_MALFORMED", "1", null)], noted);
    }

    [Fact]
    public async Task Nothing_of_a_key_or_token_is_logged_or_audited()
    {
        var key = (await _host.IssueAsync(_host.Tenants.Here, Roles.Viewer, "query")).PlainText;
        var good = await _host.TokenAsync(issuer, Roles.Viewer, "here");
        var bad = await _host.TokenAsync(issuer, Roles.Viewer, "here", secondsLeft: -100);
        const string guessed = "ak_live_guessedguessedguessedguessedgues";
        foreach (var header in ((string, string)[])
            [("X-Api-Key", key), ("X-Api-Key", guessed), SignedTokens.AsBearer(good), SignedTokens.AsBearer(bad),
            SignedTokens.AsBearer(good + "x"), Basic($"{key}:"), Basic($"{guessed}:{guessed}")])
        {
            await _host.GetAsync("/tenant", header);
            await _host.GetAsync("/policies/Manage", header);
        }
        var written = _host.Logs.Text + string.Concat((await _host.AuditAsync("sign_in_failed"))
            .Concat(await _host.AuditAsync("key_issued")).Select(entry => string.Join(' ', entry.Detail.Values)));
        Assert.Contains("TOKEN_EXPIRED", written, StringComparison.Ordinal);     // the capture is at work
        foreach (var secret in ((string[])[key["ak_live_".Length..], guessed, .. good.Split('.')[1..], .. bad.Split('.')[1..]]))
            Assert.DoesNotContain(secret, written, StringComparison.Ordinal);
        Assert.DoesNotContain(Basic($"{key}:").Item2, written, StringComparison.Ordinal);
    }

    private static (int, string?) Error((int Status, string? Code, string Body) answer) => (answer.Status, answer.Code);

    private static (int, string) Answer((int Status, string? Code, string Body) answer) => (answer.Status, answer.Body);

    private static (string, string) Basic(string credentials) =>
        ("Authorization", "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(credentials)));
}
