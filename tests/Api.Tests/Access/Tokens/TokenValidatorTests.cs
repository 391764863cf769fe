using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analytics.Api.Tests.Access.Tokens;

public sealed class TokenValidatorTests(IssuerProcess issuer) : IClassFixture<IssuerProcess>, IDisposable
{
    private readonly TokenBench _bench = new(issuer);

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData("rsa-1", "RS256")]
    [InlineData("rsa-1", "RS384")]
    [InlineData("rsa-1", "RS512")]
    [InlineData("rsa-1", "PS256")]
    [InlineData("rsa-1", "PS384")]
    [InlineData("rsa-1", "PS512")]
    [InlineData("ec-256", "ES256")]
    [InlineData("ec-384", "ES384")]
    [InlineData("ec-521", "ES512")]
    public async Task Token_of_each_accepted_algorithm_is_believed(string kid, string algorithm)
    {
        var claims = (await _bench.ValidateAsync(await _bench.SignAsync(_bench.Claims(), kid, algorithm))).Value;
        Assert.Equal("someone", claims.Subject);
        Assert.Equal(_bench.Clock.GetUtcNow().AddMinutes(10), claims.ExpiresAt);
    }

    public static TheoryData<string, string, string?> Refused => new()
    {
        // what is changed, its JSON (null takes the claim away), the code
        { "iss", "\"https://elsewhere.example.com\"", "TOKEN_WRONG_ISSUER" },
        { "iss", null!, "TOKEN_CLAIM_MISSING" },
        { "iss", "7", "TOKEN_MALFORMED" },
        { "sub", null!, "TOKEN_CLAIM_MISSING" },
        { "sub", "\"\"", "TOKEN_CLAIM_MISSING" },
        { "aud", "\"another\"", "TOKEN_WRONG_AUDIENCE" },
        { "aud", "[\"another\",\"third\"]", "TOKEN_WRONG_AUDIENCE" },
        { "aud", "\"API://ANALYTICS\"", "TOKEN_WRONG_AUDIENCE" },
        { "aud", "[\"another\",\"api://analytics\"]", null },
        { "aud", "[]", "TOKEN_CLAIM_MISSING" },
        { "aud", "[\"api://analytics\",1]", "TOKEN_MALFORMED" },
        { "aud", "{\"a\":\"api://analytics\"}", "TOKEN_MALFORMED" },
        { "aud", null!, "TOKEN_CLAIM_MISSING" },
        { "exp", null!, "TOKEN_CLAIM_MISSING" },
        { "exp", "\"99999999999\"", "TOKEN_MALFORMED" },
        { "exp", "1e300", "TOKEN_MALFORMED" },
        { "exp", "-1", "TOKEN_MALFORMED" },
        { "exp", "4102444800.5", null },
        { "iat", "true", "TOKEN_MALFORMED" },
        { "nbf", null!, null },
        { "iat", null!, null },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Claim_of_a_well_signed_token_is_checked(string claim, string? json, string? code)
    {
        var changed = _bench.Claims((claim, json is null ? null : JsonNode.Parse(json)));
        Assert.Equal(code, await _bench.CodeAsync(await _bench.SignAsync(changed)));
    }

    [Theory]
    [InlineData("exp", -59, null)]
    [InlineData("exp", -60, "TOKEN_EXPIRED")]
    [InlineData("nbf", 60, null)]
    [InlineData("nbf", 61, "TOKEN_NOT_YET_VALID")]
    [InlineData("iat", 60, null)]
    [InlineData("iat", 61, "TOKEN_NOT_YET_VALID")]
    public async Task Clocks_may_differ_by_a_minute(string claim, int secondsFromNow, string? code)
    {
        var token = await _bench.SignAsync(_bench.Claims((claim, _bench.Now + secondsFromNow)));
        Assert.Equal(code, await _bench.CodeAsync(token));
    }

    [Fact]
    public async Task Token_that_was_good_expires()
    {
        var token = await _bench.SignAsync(_bench.Claims());
        Assert.Null(await _bench.CodeAsync(token));
        _bench.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("TOKEN_EXPIRED", await _bench.CodeAsync(token));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("")]
    [InlineData("HS256")]
    [InlineData("rs256")]
    [InlineData("EdDSA")]
    [InlineData("RSA-OAEP")]
    public async Task Algorithm_off_the_list_is_refused(string algorithm)
    {
        var header = new { alg = algorithm, typ = "JWT", kid = "rsa-1" };
        var token = await issuer.SignAsync("rsa-1", "RS256", header, _bench.Claims());
        Assert.Equal("TOKEN_ALGORITHM_REFUSED", await _bench.CodeAsync(token));
        Assert.Equal("TOKEN_ALGORITHM_REFUSED", await _bench.CodeAsync(token[..(token.LastIndexOf('.') + 1)]));
    }

    [Fact]
    public async Task Public_key_used_as_a_shared_secret_signs_nothing()
    {
        using var http = new HttpClient();
        var set = JsonNode.Parse(await http.GetStringAsync(new Uri(issuer.Address, "keys")))!;
        var jwk = set["keys"]!.AsArray().First(key => (string?)key!["kid"] == "rsa-1")!;
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars((string)jwk["n"]!),
            Exponent = Base64Url.DecodeFromChars((string)jwk["e"]!),
        });
        var content = $"{Encode(new { alg = "HS256", typ = "JWT", kid = "rsa-1" })}.{Encode(_bench.Claims())}";
        foreach (var secret in (byte[][])
            [rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()), rsa.ExportRSAPublicKey()])
        {
            var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(content));
            var token = $"{content}.{Base64Url.EncodeToString(mac)}";
            Assert.Equal("TOKEN_ALGORITHM_REFUSED", await _bench.CodeAsync(token));
        }
    }

    [Fact]
    public async Task Key_of_one_type_does_not_verify_an_algorithm_of_another()
    {
        var header = new { alg = "ES256", typ = "JWT", kid = "rsa-1" };
        var token = await issuer.SignAsync("rsa-1", "RS256", header, _bench.Claims());
        Assert.Equal("TOKEN_UNKNOWN_KEY", await _bench.CodeAsync(token));
    }

    [Fact]
    public async Task Changed_payload_is_noticed()
    {
        var parts = (await _bench.SignAsync(_bench.Claims())).Split('.');
        var forged = $"{parts[0]}.{Encode(_bench.Claims(("sub", "somebody-else")))}.{parts[2]}";
        Assert.Equal("TOKEN_INVALID_SIGNATURE", await _bench.CodeAsync(forged));
    }

    [Fact]
    public async Task Signature_of_another_token_is_noticed()
    {
        var mine = await _bench.SignAsync(_bench.Claims());
        var other = await _bench.SignAsync(_bench.Claims(("sub", "other")));
        var forged = mine[..(mine.LastIndexOf('.') + 1)] + other[(other.LastIndexOf('.') + 1)..];
        Assert.Equal("TOKEN_INVALID_SIGNATURE", await _bench.CodeAsync(forged));
        Assert.Equal("TOKEN_INVALID_SIGNATURE", await _bench.CodeAsync(mine[..(mine.LastIndexOf('.') + 1)]));
    }

    [Fact]
    public async Task Key_that_a_token_brings_along_is_not_used()
    {
        using var own = RSA.Create(2048);
        var parameters = own.ExportParameters(false);
        var jwk = new
        {
            kty = "RSA",
            n = Base64Url.EncodeToString(parameters.Modulus),
            e = Base64Url.EncodeToString(parameters.Exponent),
        };
        var headers = new object[]
        {
            new { alg = "RS256", kid = "rsa-1", jwk },
            new { alg = "RS256", kid = "rsa-1", jku = "https://attacker.example.com/keys" },
            new { alg = "RS256", kid = "rsa-1", x5u = "https://attacker.example.com/cert" },
            new { alg = "RS256", jwk },
        };
        foreach (var header in headers)
        {
            var content = $"{Encode(header)}.{Encode(_bench.Claims())}";
            var signature = own.SignData(
                Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            Assert.Equal(
                "TOKEN_INVALID_SIGNATURE", await _bench.CodeAsync($"{content}.{Base64Url.EncodeToString(signature)}"));
        }
    }

    public static TheoryData<string, string?> Headers => new()
    {
        { """{"alg":"RS256","kid":"rsa-1","typ":"at+jwt"}""", null },
        { """{"alg":"RS256","kid":"rsa-1","typ":"application/at+jwt"}""", null },
        { """{"alg":"RS256","kid":"rsa-1","typ":"jwt"}""", null },
        { """{"alg":"RS256","kid":"rsa-1"}""", null },
        { """{"alg":"RS256"}""", null },                                   // one RSA key: nothing to choose
        { """{"alg":"RS256","kid":"rsa-1","typ":"dpop+jwt"}""", "TOKEN_TYPE_REFUSED" },
        { """{"alg":"RS256","kid":"rsa-1","typ":"logout+jwt"}""", "TOKEN_TYPE_REFUSED" },
        { """{"alg":"RS256","kid":"rsa-1","crit":["exp"]}""", "TOKEN_CRITICAL_HEADER" },
        { """{"alg":"RS256","kid":"rsa-1","crit":null}""", "TOKEN_CRITICAL_HEADER" },
        { """{"alg":"RS256","kid":"rsa-1","b64":false}""", "TOKEN_CRITICAL_HEADER" },
        { """{"kid":"rsa-1"}""", "TOKEN_ALGORITHM_REFUSED" },
        { """{"alg":["RS256"],"kid":"rsa-1"}""", "TOKEN_MALFORMED" },
        { """{"alg":"RS256","kid":7}""", "TOKEN_MALFORMED" },
        { """{"alg":"RS256","kid":null}""", "TOKEN_MALFORMED" },
    };

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Header_of_a_well_signed_token_is_checked(string header, string? code)
    {
        var token = await issuer.SignAsync("rsa-1", "RS256", JsonNode.Parse(header)!, _bench.Claims());
        Assert.Equal(code, await _bench.CodeAsync(token));
    }

    [Fact]
    public async Task Name_that_stands_twice_is_refused_in_header_and_claims()
    {
        var good = await _bench.SignAsync(_bench.Claims());
        var parts = good.Split('.');
        var header = Encode("""{"alg":"RS256","alg":"RS256","kid":"rsa-1"}""");
        var claims = Encode(string.Create(CultureInfo.InvariantCulture, $$"""{"sub":"a","sub":"b","exp":{{_bench.Now + 600}}}"""));
        Assert.Equal("TOKEN_MALFORMED", await _bench.CodeAsync($"{header}.{parts[1]}.{parts[2]}"));
        Assert.Equal("TOKEN_MALFORMED", await _bench.CodeAsync($"{parts[0]}.{claims}.{parts[2]}"));
    }

    public static TheoryData<string> Malformed =>
    [
        "", ".", "..", "...", "a", "a.b", "a.b.c", "e30.e30", "e30.e30.", "e30.e30..", " e30.e30.e30", "e30=.e30.e30",
        "W10.e30.e30", "bnVsbA.e30.e30", "eyJhIjo.e30.e30", "_w.e30.e30", "eyJhbGciOiJSUzI1NiJ9.W10.AAAA",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task What_is_no_compact_token_is_refused(string text)
    {
        var code = await _bench.CodeAsync(text);
        Assert.Equal(text == "e30.e30." ? "TOKEN_ALGORITHM_REFUSED" : "TOKEN_MALFORMED", code);
    }

    [Fact]
    public async Task Invalid_utf8_in_the_claims_is_refused()
    {
        var payload = Base64Url.EncodeToString([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        Assert.Equal("TOKEN_MALFORMED", await _bench.CodeAsync($"eyJhbGciOiJSUzI1NiJ9.{payload}.AAAA"));
    }

    [Fact]
    public async Task Lone_surrogate_in_a_claim_is_refused() => Assert.Equal(
        "TOKEN_MALFORMED", await _bench.CodeAsync($"eyJhbGciOiJSUzI1NiJ9.{Encode("""{"iss":"\ud800"}""")}.AAAA"));

    [Fact]
    public async Task Token_larger_than_eight_kibibytes_is_refused_unread()
    {
        var big = await _bench.SignAsync(_bench.Claims(("padding", new string('x', 8000))));
        Assert.True(big.Length > 8192);
        Assert.Equal("TOKEN_TOO_LARGE", await _bench.CodeAsync(big));
        Assert.Equal("TOKEN_TOO_LARGE", await _bench.CodeAsync(new string('.', 10_000_000)));
    }

    private static string Encode(object value) => Encode(JsonSerializer.Serialize(value));

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
