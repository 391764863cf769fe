namespace Analytics.Domain.Access;

/// <summary>A key that has just been made.</summary>
/// <param name="Key">What the store keeps.</param>
/// <param name="PlainText">The key itself: this is the only time that it can be read.</param>
public sealed record IssuedApiKey(ApiKey Key, string PlainText)
{
    /// <summary>Leaves the plain text out, so that a log of this value gives nothing away.</summary>
    public override string ToString() => $"{nameof(IssuedApiKey)} {Key.Prefix}...";
}
