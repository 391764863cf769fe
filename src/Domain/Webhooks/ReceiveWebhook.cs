using System.Globalization;
using System.Security.Cryptography;
using Analytics.Domain.Collection;
using Analytics.Domain.Tenancy;

namespace Analytics.Domain.Webhooks;

/// <summary>
/// Takes a message of another service: looks at its signature, makes events of it and collects them as everybody's. A
/// message that comes again makes the same events again, which are duplicates.
/// </summary>
public sealed class ReceiveWebhook(IWebhookSources sources, CollectEvents collect, TimeProvider clock)
{
    /// <summary>Bytes of a message.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int MaxId = 100;

    private static readonly TimeSpan _tolerance = TimeSpan.FromMinutes(5);

    /// <summary>The problem of a source that is not there, or takes nothing.</summary>
    public static readonly Problem UnknownSource =
        Problem.Invalid("WEBHOOK_SOURCE_UNKNOWN", "There is no such source.");

    private static readonly Problem _signature =
        Problem.Invalid("WEBHOOK_SIGNATURE_INVALID", "The message is not signed with the source's secret.");

    private static readonly Problem _timestamp = Problem.Invalid(
        "WEBHOOK_TIMESTAMP_INVALID", "The message was signed more than five minutes ago, or is yet to be.");

    private static readonly Problem _id = Problem.Invalid(
        "WEBHOOK_ID_INVALID", $"A message has an id of 1 to {MaxId} characters.");

    /// <param name="tenant">Whose source.</param>
    /// <param name="sourceId">Which.</param>
    /// <param name="header">Gives a header of the request; null for one that it lacks.</param>
    /// <param name="body">As it was sent.</param>
    /// <param name="cancellationToken">Stops waiting, not always the write.</param>
    /// <returns>The receipt, or why nothing was taken.</returns>
    public async Task<Result<CollectionReceipt>> ExecuteAsync(
        TenantScope tenant, Guid sourceId, Func<string, string?> header, ReadOnlyMemory<byte> body,
        CancellationToken cancellationToken)
    {
        if (await sources.FindAsync(tenant, sourceId, cancellationToken) is not { Source.IsEnabled: true } found)
            return UnknownSource;
        var signing = found.Source.Signing;
        var id = signing.Scheme is WebhookScheme.Standard
            ? VerifyStandard(found.Key.Span, header, body.Span)
            : VerifyBody(found.Key.Span, signing, header, body.Span);
        if (!id.TryGet(out var messageId, out var problem))
            return problem;
        var mapped = new MapWebhook(found.Source.Mapping, $"webhook/{sourceId:N}/{messageId}").Map(body);
        return mapped.TryGet(out var drafts, out problem)
            ? await collect.ExecuteAsync(tenant, CollectionSource.Internal, drafts, cancellationToken)
            : problem;
    }

    private Result<string> VerifyStandard(ReadOnlySpan<byte> key, Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        var id = header(WebhookSignature.IdHeader);
        if (id is not { Length: > 0 and <= MaxId })
            return _id;
        var timestamp = header(WebhookSignature.TimestampHeader) ?? "";
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)clock.GetUtcNow().ToUnixTimeSeconds() - seconds) > (decimal)_tolerance.TotalSeconds)
            return _timestamp;
        return WebhookSignature.Verify(key, id, timestamp, body, header(WebhookSignature.SignatureHeader) ?? "")
            ? id
            : _signature;
    }

    private static Result<string> VerifyBody(
        ReadOnlySpan<byte> key, WebhookSigning signing, Func<string, string?> header, ReadOnlySpan<byte> body)
    {
        var expected = signing.Algorithm is WebhookAlgorithm.Sha512
            ? HMACSHA512.HashData(key, body)
            : HMACSHA256.HashData(key, body);
        if (!CryptographicOperations.FixedTimeEquals(expected, Decode(signing, header(signing.Header!))))
            return _signature;
        if (signing.IdHeader is null)
            return Convert.ToHexStringLower(SHA256.HashData(body));
        return header(signing.IdHeader) is { Length: > 0 and <= MaxId } id ? id : _id;
    }

    private static byte[] Decode(WebhookSigning signing, string? sent)
    {
        var prefix = signing.Prefix ?? "";
        if (sent is null || sent.Length > 1_000 || !sent.StartsWith(prefix, StringComparison.Ordinal))
            return [];
        var text = sent.AsSpan(prefix.Length);
        var bytes = new byte[text.Length];
        if (signing.Encoding is WebhookEncoding.Base64)
            return Convert.TryFromBase64Chars(text, bytes, out var length) ? bytes[..length] : [];
        return Convert.FromHexString(text, bytes, out _, out var written) is System.Buffers.OperationStatus.Done
            ? bytes[..written]
            : [];
    }
}
