using System.Security.Cryptography;

namespace Analytics.Domain.Webhooks;

/// <summary>The key that two parties sign messages with. Never logged, and shown once: when it is made.</summary>
public sealed class WebhookSecret
{
    /// <summary>What the text form starts with; base64 follows.</summary>
    public const string Prefix = "whsec_";

    private const int Length = 32;   // bytes

    private WebhookSecret(byte[] key, string text) => (Key, Text) = (key, text);

    /// <summary>The bytes that sign.</summary>
    public ReadOnlyMemory<byte> Key { get; }

    /// <summary>As the other party is given it.</summary>
    public string Text { get; }

    /// <summary>A new one.</summary>
    public static WebhookSecret Create()
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        return new(key, Prefix + Convert.ToBase64String(key));
    }

    /// <summary>One that the other party made: base64 after the prefix, else the text's own bytes.</summary>
    /// <returns><c>WEBHOOK_SECRET_INVALID</c> for one that is too short, too long or no base64.</returns>
    public static Result<WebhookSecret> Parse(string text)
    {
        var isEncoded = text.StartsWith(Prefix, StringComparison.Ordinal);
        var bytes = new byte[Math.Max(1, text.Length)];
        if (text.Length > 200 || isEncoded && !Convert.TryFromBase64String(text[Prefix.Length..], bytes, out _))
            return Invalid;
        var key = isEncoded ? Convert.FromBase64String(text[Prefix.Length..]) : System.Text.Encoding.UTF8.GetBytes(text);
        return key.Length is < 16 or > 128 ? Invalid : new WebhookSecret(key, text);
    }

    private static Problem Invalid => Problem.Invalid(
        "WEBHOOK_SECRET_INVALID", "A secret has 16 to 128 bytes: as text, or in base64 after 'whsec_'.", "secret");
}
