using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access.Tokens;

/// <summary>
/// The issuer that the settings name, by OpenID Connect Discovery. Its keys are kept; they are asked for again when
/// they grow old, or when a token names one that is unknown. While the issuer is down the last good ones serve.
/// </summary>
internal sealed class OpenIdIssuer(
    IHttpClientFactory http, IOptions<AuthorityOptions> authority, IOptions<AccessOptions> access,
    TimeProvider clock, ILogger<OpenIdIssuer> logger) : ITokenIssuer
{
    public const string HttpClientName = "openid";

    private readonly Lock _gate = new();
    private Task<IssuerKeys?>? _fetch;
    private IssuerKeys? _known;
    private DateTimeOffset _fetchAgainAt = DateTimeOffset.MinValue;
    private DateTimeOffset _unknownKeyFetchAt = DateTimeOffset.MinValue;

    public IReadOnlyCollection<string> Audiences { get; } = [.. authority.Value.AcceptedAudiences];

    public bool AcceptsDirectory(string directory) =>
        authority.Value.AllowedTenantIds.Contains(directory, StringComparer.OrdinalIgnoreCase);

    public async ValueTask<IssuerKeys?> GetAsync(CancellationToken cancellationToken)
    {
        Task<IssuerKeys?> fetch;
        lock (_gate)
        {
            if (_fetch is null && clock.GetUtcNow() < _fetchAgainAt)
                return _known;
            fetch = JoinFetch();
            if (_known is not null)
                return _known;                             // old keys serve until the new ones are here
        }
        return await fetch.WaitAsync(cancellationToken);
    }

    public async ValueTask<IssuerKeys?> RefreshAsync(IssuerKeys known, CancellationToken cancellationToken)
    {
        Task<IssuerKeys?> fetch;
        lock (_gate)
        {
            if (!ReferenceEquals(_known, known))
                return _known;                             // another token's refresh came first
            var now = clock.GetUtcNow();
            if (_fetch is null && now < _unknownKeyFetchAt)
                return known;
            if (_fetch is null)
                _unknownKeyFetchAt = now.AddSeconds(access.Value.UnknownKeyRefreshSeconds);
            fetch = JoinFetch();
        }
        return await fetch.WaitAsync(cancellationToken);
    }

    /// <summary>One request at a time, whoever waits for it; called under the gate.</summary>
    private Task<IssuerKeys?> JoinFetch()
    {
        if (_fetch is not null)
            return _fetch;
        // The fetch serves many requests, so none of them may cancel it; the client's own timeout bounds it.
        return _fetch = Task.Run(() => FetchAsync(CancellationToken.None), CancellationToken.None);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a stranger's server answers, old keys must serve on.")]
    private async Task<IssuerKeys?> FetchAsync(CancellationToken cancellationToken)
    {
        IssuerKeys? fetched = null;
        try
        {
            fetched = await DiscoverAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            AccessLog.IssuerUnavailable(logger, authority.Value.MetadataAddress, exception);
        }
        lock (_gate)
        {
            _fetchAgainAt = clock.GetUtcNow() + (fetched is null
                ? TimeSpan.FromSeconds(access.Value.IssuerRetrySeconds)
                : TimeSpan.FromHours(access.Value.KeyRefreshHours));
            _known = fetched ?? _known;
            _fetch = null;
            return _known;
        }
    }

    private async Task<IssuerKeys> DiscoverAsync(CancellationToken cancellationToken)
    {
        using var client = http.CreateClient(HttpClientName);
        var metadata = StrictJson.ParseObject(
            await client.GetByteArrayAsync(authority.Value.MetadataAddress, cancellationToken));
        if (metadata is not { } document || Text(document, "issuer") is not { Length: > 0 } issuer
            || !Uri.TryCreate(Text(document, "jwks_uri"), UriKind.Absolute, out var keysAddress)
            || !AuthorityOptions.IsSafe(keysAddress))
            throw new InvalidDataException("The discovery document lacks an issuer or a safe jwks_uri.");
        var keys = KeySet.Parse(await client.GetByteArrayAsync(keysAddress, cancellationToken));
        if (keys is not { Count: > 0 })
            throw new InvalidDataException("The key set holds no key that can be used.");
        AccessLog.KeysRead(logger, keys.Count, issuer);
        return new IssuerKeys(issuer, keys);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetText(name, out var text) ? text : null;
}
