using Analytics.Api.Access.Tokens;

namespace Analytics.Api.Tests.Access.Tokens;

public sealed class IssuerKeysTests
{
    private const string Directory = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private const string Template = "https://login.example.com/{tenantid}/v2.0";

    [Theory]
    [InlineData("https://id.example.com", "https://id.example.com", null, true)]
    [InlineData("https://id.example.com", "https://id.example.com/", null, false)]
    [InlineData("https://id.example.com", "https://ID.example.com", null, false)]
    [InlineData(Template, $"https://login.example.com/{Directory}/v2.0", Directory, true)]
    [InlineData(Template, $"https://login.example.com/{Directory}/v2.0", "00000000-0000-0000-0000-000000000001", false)]
    [InlineData(Template, $"https://login.example.com/{Directory}/v2.0", null, false)]
    [InlineData(Template, "https://login.example.com/a/b/v2.0", "a/b", false)]
    [InlineData(Template, Template, "{tenantid}", false)]
    public void Name_is_compared_exactly_with_the_tokens_own_directory_in_place(
        string published, string inToken, string? directory, bool matches) =>
        Assert.Equal(matches, new IssuerKeys(published, new KeySet([])).Matches(inToken, directory));
}
