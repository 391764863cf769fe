using Analytics.Domain.Access;

namespace Analytics.Infrastructure.Access;

/// <summary>The kind as the table holds it.</summary>
internal static class ApiKeyKindText
{
    public static string Write(ApiKeyKind kind) => kind switch
    {
        ApiKeyKind.Secret => "secret",
        ApiKeyKind.PublicWrite => "public_write",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static ApiKeyKind Read(string text) => text switch
    {
        "secret" => ApiKeyKind.Secret,
        "public_write" => ApiKeyKind.PublicWrite,
        _ => throw new ArgumentOutOfRangeException(nameof(text), text, null),
    };
}
