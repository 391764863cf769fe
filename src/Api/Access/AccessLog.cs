namespace Analytics.Api.Access;

/// <summary>Messages 1000 to 1099. No token, key or subject is ever among the values.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(EventId = 1001, Level = LogLevel.Information, Message = "Read {Count} signing keys of {Issuer}")]
    public static partial void KeysRead(ILogger logger, int count, string issuer);

    [LoggerMessage(EventId = 1002, Level = LogLevel.Warning,
        Message = "No signing keys from {Address}; the last good ones, if any, serve on")]
    public static partial void IssuerUnavailable(ILogger logger, Uri address, Exception exception);

    [LoggerMessage(EventId = 1003, Level = LogLevel.Information, Message = "Refused {Count} sign-ins with {Code}")]
    public static partial void SignInRefused(ILogger logger, int count, string code);

    [LoggerMessage(EventId = 1004, Level = LogLevel.Information, Message = "Wrote demo credentials to {Path}")]
    public static partial void DemoTokensWritten(ILogger logger, string path);

    [LoggerMessage(EventId = 1005, Level = LogLevel.Warning, Message = "The credential of an open socket could not be checked")]
    public static partial void SocketNotChecked(ILogger logger, Exception exception);
}
