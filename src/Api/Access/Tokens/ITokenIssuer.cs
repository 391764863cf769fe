namespace Analytics.Api.Access.Tokens;

/// <summary>Somebody whose tokens are accepted here.</summary>
internal interface ITokenIssuer
{
    /// <summary>For whom its tokens must be meant.</summary>
    IReadOnlyCollection<string> Audiences { get; }

    /// <returns>Null when it could not be reached yet; once known, the last good answer.</returns>
    ValueTask<IssuerKeys?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Asks again because a token names a key that is not known, at most once per interval for all tokens.</summary>
    ValueTask<IssuerKeys?> RefreshAsync(IssuerKeys known, CancellationToken cancellationToken);

    /// <summary>True when tokens of this directory of a multi-tenant issuer are accepted.</summary>
    bool AcceptsDirectory(string directory);
}
