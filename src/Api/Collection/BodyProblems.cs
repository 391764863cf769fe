using System.Globalization;

namespace Analytics.Api.Collection;

/// <summary>Faults of a body before anyone looks at what it says.</summary>
internal static class BodyProblems
{
    public static readonly Problem ContentType = new(
        "CONTENT_TYPE_NOT_SUPPORTED", "The content type is none that this address takes.");

    public static readonly Problem Encoding = new(
        "CONTENT_ENCODING_NOT_SUPPORTED", "The body may be plain or gzip, nothing else.");

    public static readonly Problem BrokenGzip = new("GZIP_BROKEN", "The gzip data are damaged or cut off.");

    public static Problem TooLarge(long limit) => new("BODY_TOO_LARGE",
        string.Create(CultureInfo.InvariantCulture, $"The body has at most {limit} bytes, also when inflated."));
}
