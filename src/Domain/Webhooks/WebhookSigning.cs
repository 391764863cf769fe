namespace Analytics.Domain.Webhooks;

/// <summary>How a service signs what it sends.</summary>
public enum WebhookScheme
{
    /// <summary>As Standard Webhooks: id, timestamp and body, in the headers <c>webhook-*</c>.</summary>
    Standard,

    /// <summary>HMAC of the body alone, in one header, as GitHub and Shopify do.</summary>
    BodyHmac,
}

/// <summary>The hash of a signature of the body.</summary>
public enum WebhookAlgorithm
{
    /// <summary>HMAC-SHA256.</summary>
    Sha256,

    /// <summary>HMAC-SHA512.</summary>
    Sha512,
}

/// <summary>How the bytes of a signature are written.</summary>
public enum WebhookEncoding
{
    /// <summary>Hexadecimal, in either case.</summary>
    Hex,

    /// <summary>Base64.</summary>
    Base64,
}

/// <summary>How the messages of a source are told from a stranger's.</summary>
/// <param name="Scheme">What is signed. The rest belongs to signatures of the body alone.</param>
/// <param name="Header">The header of the signature, e.g. <c>X-Hub-Signature-256</c>.</param>
/// <param name="Prefix">What stands before the signature, e.g. <c>sha256=</c>.</param>
/// <param name="Algorithm">Its hash.</param>
/// <param name="Encoding">How its bytes are written.</param>
/// <param name="IdHeader">The header of the message's id, e.g. <c>X-GitHub-Delivery</c>; null takes a hash of the body for
/// it.</param>
public sealed record WebhookSigning(
    WebhookScheme Scheme,
    string? Header = null,
    string? Prefix = null,
    WebhookAlgorithm Algorithm = WebhookAlgorithm.Sha256,
    WebhookEncoding Encoding = WebhookEncoding.Hex,
    string? IdHeader = null)
{
    private const int MaxText = 100;

    /// <returns><c>WEBHOOK_HEADER_INVALID</c>; null when it will do.</returns>
    public Problem? Check() =>
        Scheme is WebhookScheme.BodyHmac && !IsHeader(Header) ? Invalid("header")
        : IdHeader is not null && !IsHeader(IdHeader) ? Invalid("idHeader")
        : Prefix?.Length > MaxText ? Invalid("prefix")
        : null;

    private static bool IsHeader(string? name) =>
        name is { Length: > 0 and <= MaxText } && name.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_');

    private static Problem Invalid(string path) => Problem.Invalid(
        "WEBHOOK_HEADER_INVALID", $"A header has 1 to {MaxText} letters, digits and '-'.", path);
}
