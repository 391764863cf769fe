namespace Analytics.Api.Tests.Access.Tokens;

/// <summary>Each test has an issuer of its own, since it breaks it.</summary>
public sealed class OpenIdIssuerTests : IAsyncLifetime
{
    private readonly IssuerProcess _issuer = new();
    private TokenBench? _bench;

    private TokenBench Bench => _bench ??= new TokenBench(_issuer);

    public ValueTask InitializeAsync() => _issuer.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        _bench?.Dispose();
        await _issuer.DisposeAsync();
    }

    [Fact]
    public async Task Keys_are_fetched_once_for_many_tokens()
    {
        var token = await Bench.SignAsync(Bench.Claims());
        var codes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Bench.CodeAsync(token)));
        Assert.All(codes, Assert.Null);
        Assert.Equal(1, await _issuer.KeyRequestsAsync());
    }

    [Fact]
    public async Task Token_of_a_key_that_came_later_is_believed_at_once()
    {
        Assert.Null(await Bench.CodeAsync(await Bench.SignAsync(Bench.Claims())));
        await _issuer.AddKeyAsync("rsa-2", "RSA");
        var rotated = await Bench.SignAsync(Bench.Claims(), "rsa-2");
        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Bench.CodeAsync(rotated)));
        Assert.All(codes, Assert.Null);
        Assert.Equal(2, await _issuer.KeyRequestsAsync());
    }

    [Fact]
    public async Task Withdrawn_key_is_forgotten_when_keys_are_read_again()
    {
        var old = await Bench.SignAsync(Bench.Claims(("exp", Bench.Now + 86_400 * 2)));
        Assert.Null(await Bench.CodeAsync(old));
        await _issuer.WithdrawKeyAsync("rsa-1");
        Bench.Clock.Advance(TimeSpan.FromHours(13));
        await Bench.CodeAsync(old);                       // starts the reading and is still served by the old keys
        await WaitForKeyRequestsAsync(2);
        Assert.Equal("TOKEN_UNKNOWN_KEY", await UntilRefusedAsync(old));
    }

    [Fact]
    public async Task Flood_of_unknown_keys_asks_the_issuer_once_in_thirty_seconds()
    {
        Assert.Null(await Bench.CodeAsync(await Bench.SignAsync(Bench.Claims())));
        var forged = new List<string>();
        for (var i = 0; i < 25; i++)
            forged.Add(await _issuer.SignAsync(
                "rsa-1", "RS256", new { alg = "RS256", kid = $"made-up-{i}" }, Bench.Claims(("exp", Bench.Now + 3600))));
        Assert.All(await Task.WhenAll(forged.Select(Bench.CodeAsync)), code => Assert.Equal("TOKEN_UNKNOWN_KEY", code));
        foreach (var token in forged)
            Assert.Equal("TOKEN_UNKNOWN_KEY", await Bench.CodeAsync(token));
        Assert.Equal(2, await _issuer.KeyRequestsAsync());
        Bench.Clock.Advance(TimeSpan.FromSeconds(31));
        await Bench.CodeAsync(forged[0]);
        Assert.Equal(3, await _issuer.KeyRequestsAsync());
    }

    [Fact]
    public async Task Last_good_keys_serve_while_the_issuer_is_down()
    {
        var token = await Bench.SignAsync(Bench.Claims(("exp", Bench.Now + 86_400 * 3)));
        Assert.Null(await Bench.CodeAsync(token));
        await _issuer.KillAsync();
        Bench.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Null(await Bench.CodeAsync(token));
        Bench.Clock.Advance(TimeSpan.FromHours(13));
        Assert.Null(await Bench.CodeAsync(token));
    }

    [Fact]
    public async Task Last_good_keys_serve_while_the_issuer_answers_with_errors()
    {
        var token = await Bench.SignAsync(Bench.Claims(("exp", Bench.Now + 86_400 * 3)));
        Assert.Null(await Bench.CodeAsync(token));
        await _issuer.FailAsync(true);
        var unknown = await _issuer.SignAsync("rsa-1", "RS256", new { alg = "RS256", kid = "made-up" }, Bench.Claims());
        Assert.Equal("TOKEN_UNKNOWN_KEY", await Bench.CodeAsync(unknown));
        Assert.Null(await Bench.CodeAsync(token));
    }

    [Fact]
    public async Task Issuer_that_was_never_reached_is_a_reason_to_come_back_not_to_drop_the_token()
    {
        var token = await Bench.SignAsync(Bench.Claims(("exp", Bench.Now + 3600)));
        await _issuer.FailAsync(true);
        Assert.Equal("TOKEN_ISSUER_UNAVAILABLE", await Bench.CodeAsync(token));
        await _issuer.FailAsync(false);
        Assert.Equal("TOKEN_ISSUER_UNAVAILABLE", await Bench.CodeAsync(token));   // asked again after five seconds
        Bench.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await Bench.CodeAsync(token));
    }

    [Fact]
    public async Task Garbage_in_the_key_set_does_not_hide_the_good_keys()
    {
        foreach (var (entry, index) in ((string[])
            ["7", "null", "[]", "\"text\"", "{}", """{"kty":"RSA"}""", """{"kty":"RSA","n":"AA","e":"AQAB"}""",
            """{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}""", """{"kty":"OKP","crv":"Ed25519","x":"AA"}""",
            """{"kty":"oct","k":"c2VjcmV0","kid":"rsa-1"}""", """{"kty":7,"kid":{}}"""]).Select((entry, index) => (entry, index)))
            await _issuer.AddEntryAsync($"garbage-{index}", entry);
        Assert.Null(await Bench.CodeAsync(await Bench.SignAsync(Bench.Claims())));
        Assert.Null(await Bench.CodeAsync(await Bench.SignAsync(Bench.Claims(), "ec-384", "ES384")));
    }

    [Fact]
    public async Task Set_without_one_usable_key_does_not_replace_the_good_one()
    {
        var token = await Bench.SignAsync(Bench.Claims());
        Assert.Null(await Bench.CodeAsync(token));
        foreach (var kid in (string[])["rsa-1", "ec-256", "ec-384", "ec-521"])
            await _issuer.WithdrawKeyAsync(kid);
        var unknown = await _issuer.SignAsync("rsa-1", "RS256", new { alg = "RS256", kid = "made-up" }, Bench.Claims());
        Assert.Equal("TOKEN_UNKNOWN_KEY", await Bench.CodeAsync(unknown));
        Assert.Null(await Bench.CodeAsync(token));
    }

    [Fact]
    public async Task Token_without_a_key_id_is_refused_where_keys_could_be_confused()
    {
        await _issuer.AddKeyAsync("rsa-2", "RSA");
        var token = await _issuer.SignAsync("rsa-2", "RS256", new { alg = "RS256" }, Bench.Claims());
        Assert.Equal("TOKEN_UNKNOWN_KEY", await Bench.CodeAsync(token));
    }

    [Theory]
    [InlineData("72f988bf-86f1-41af-91ab-2d7cd011db47", "72f988bf-86f1-41af-91ab-2d7cd011db47", null)]
    [InlineData("72f988bf-86f1-41af-91ab-2d7cd011db47", "11111111-86f1-41af-91ab-2d7cd011db47", "TOKEN_WRONG_ISSUER")]
    [InlineData("11111111-86f1-41af-91ab-2d7cd011db47", "11111111-86f1-41af-91ab-2d7cd011db47", "TOKEN_WRONG_ISSUER")]
    public async Task Multi_tenant_issuer_speaks_for_the_directories_that_are_allowed(
        string tokenDirectory, string issuerDirectory, string? code)
    {
        await _issuer.NameItselfAsync("https://login.example.com/{tenantid}/v2.0");
        using var bench = new TokenBench(_issuer, "72F988BF-86f1-41af-91ab-2d7cd011db47");
        var token = await bench.SignAsync(bench.Claims(
            ("iss", $"https://login.example.com/{issuerDirectory}/v2.0"), ("tid", tokenDirectory)));
        Assert.Equal(code, await bench.CodeAsync(token));
    }

    [Fact]
    public async Task Key_that_speaks_for_one_issuer_does_not_prove_another()
    {
        await _issuer.AddKeyAsync("own", "P-256");
        using var http = new HttpClient();
        var set = System.Text.Json.Nodes.JsonNode.Parse(await http.GetStringAsync(new Uri(_issuer.Address, "keys")))!;
        var own = set["keys"]!.AsArray().First(key => (string?)key!["kid"] == "own")!;
        own["issuer"] = "https://login.example.com/other";
        await _issuer.AddEntryAsync("own", own.ToJsonString());
        Assert.Equal("TOKEN_INVALID_SIGNATURE", await Bench.CodeAsync(await Bench.SignAsync(Bench.Claims(), "own", "ES256")));
    }

    private async Task WaitForKeyRequestsAsync(int count)
    {
        for (var attempt = 0; await _issuer.KeyRequestsAsync() < count; attempt++)
        {
            Assert.True(attempt < 200, "The keys were not read again.");
            await Task.Delay(25);
        }
    }

    /// <summary>The reading ends a moment after the issuer was asked.</summary>
    private async Task<string?> UntilRefusedAsync(string token)
    {
        string? code = null;
        for (var attempt = 0; attempt < 200 && code is null; attempt++)
        {
            code = await Bench.CodeAsync(token);
            if (code is null)
                await Task.Delay(25);
        }
        return code;
    }
}
