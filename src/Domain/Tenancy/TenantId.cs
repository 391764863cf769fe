namespace Analytics.Domain.Tenancy;

/// <summary>Names a tenant. Holding one gives no right to its rows; a <see cref="TenantScope"/> does.</summary>
public readonly record struct TenantId(Guid Value)
{
    /// <summary>The identifier in its 36 character form.</summary>
    public override string ToString() => Value.ToString("D");
}
