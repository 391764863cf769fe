namespace Analytics.Domain.Audit;

/// <summary>One line of the audit log. It never holds a key, a token or an address.</summary>
/// <param name="Action">One of <see cref="AuditActions"/>.</param>
/// <param name="Actor">Subject of the token, or <c>key:</c> and the key's id; null when nobody was signed in.</param>
/// <param name="Target">What it was done to, by id; null when the action says it all.</param>
/// <param name="Detail">Facts by name, e.g. <c>code</c>; empty when there are none.</param>
public sealed record AuditEntry(
    string Action, string? Actor, string? Target, IReadOnlyDictionary<string, string> Detail);
