namespace Analytics.Domain.Access;

/// <summary>What a signed-in person may do, as the words that tokens carry.</summary>
public static class Roles
{
    /// <summary>Asks questions of one tenant.</summary>
    public const string Viewer = "viewer";

    /// <summary>A viewer who also saves definitions and sends events.</summary>
    public const string Analyst = "analyst";

    /// <summary>An analyst who also manages keys, settings and privacy.</summary>
    public const string Admin = "admin";

    /// <summary>Runs the platform: sees across tenants, and acts in a tenant that he names.</summary>
    public const string PlatformAdmin = "platform_admin";

    /// <summary>Every role; a word in a token that is none of them gives nothing.</summary>
    public static IReadOnlyList<string> All { get; } = [Viewer, Analyst, Admin, PlatformAdmin];
}
