namespace Analytics.Api.Access.Development;

/// <summary>Where the development issuer keeps its secrets, beside the private database that they open.</summary>
/// <param name="Directory">The data directory.</param>
internal sealed record DevelopmentFiles(string Directory)
{
    public string Key => Path.Combine(Directory, "development-issuer.pem");

    public string Tokens => Path.Combine(Directory, "demo-tokens.json");
}
