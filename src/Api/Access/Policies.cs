namespace Analytics.Api.Access;

/// <summary>Names for <c>[Authorize(...)]</c>. All but <see cref="Platform"/> hold within a tenant only.</summary>
public static class Policies
{
    /// <summary>Asks questions: any role, or a key with the scope <c>query</c>.</summary>
    public const string Query = "Query";

    /// <summary>Saves definitions: analyst or admin, a key also needs the scope <c>manage</c>.</summary>
    public const string Define = "Define";

    /// <summary>Keys, settings, privacy: admin, a key also needs the scope <c>manage</c>.</summary>
    public const string Manage = "Manage";

    /// <summary>Sends events: analyst or admin, or a key with the scope <c>collect</c>.</summary>
    public const string Collect = "Collect";

    /// <summary>Imports files: as <see cref="Collect"/>, but no public key, which anyone can read from a page.</summary>
    public const string Import = "Import";

    /// <summary>Cross-tenant views: platform administrators, in no tenant.</summary>
    public const string Platform = "Platform";
}
