using Analytics.Api.Access;

namespace Analytics.Api.Tests.Access;

public sealed class AuthorityOptionsTests
{
    [Theory]
    [InlineData("https://login.microsoftonline.com/")]
    [InlineData("https://login.microsoftonline.com")]
    public void Instance_and_tenant_make_the_address_that_microsoft_identity_web_makes(string instance)
    {
        var options = new AuthorityOptions { Instance = instance, TenantId = "common", ClientId = "app" };
        Assert.Equal(
            "https://login.microsoftonline.com/common/v2.0/.well-known/openid-configuration",
            options.MetadataAddress.AbsoluteUri);
    }

    [Fact]
    public void Client_id_is_the_audience_where_none_is_set() =>
        Assert.Equal(["app", "api://app"], new AuthorityOptions { ClientId = "app" }.AcceptedAudiences);

    [Fact]
    public void Client_id_is_no_audience_beside_a_set_one() => Assert.Equal(
        ["two", "one"],
        new AuthorityOptions { ClientId = "app", Audience = "one", Audiences = ["two"] }.AcceptedAudiences);

    [Theory]
    [InlineData("https://id.example.com", true)]
    [InlineData("http://127.0.0.1:9000", true)]
    [InlineData("http://localhost:9000/realm", true)]
    [InlineData("http://[::1]:9000", true)]
    [InlineData("http://id.example.com", false)]
    [InlineData("http://127.0.0.1.example.com", false)]
    [InlineData("ftp://127.0.0.1", false)]
    [InlineData("id.example.com", false)]
    public void Keys_are_fetched_in_the_clear_from_this_machine_alone(string authority, bool accepted) =>
        Assert.Equal(accepted, Check(new AuthorityOptions { Authority = authority, Audience = "a" }));

    [Fact]
    public void Authority_without_an_audience_stops_the_start() =>
        Assert.False(Check(new AuthorityOptions { Authority = "https://id.example.com" }));

    [Fact]
    public void Instance_without_a_tenant_stops_the_start() =>
        Assert.False(Check(new AuthorityOptions { Instance = "https://id.example.com", ClientId = "app" }));

    [Fact]
    public void No_authority_at_all_is_allowed() => Assert.True(Check(new AuthorityOptions()));

    private static bool Check(AuthorityOptions options) => new AuthorityOptionsValidator().Validate(null, options).Succeeded;
}
