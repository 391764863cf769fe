using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Access;

/// <summary>How tokens are read, whoever issues them.</summary>
internal sealed class AccessOptions
{
    public const string Section = "Access";

    /// <summary>The claim that names the caller's tenant, by id or identifier.</summary>
    [Required] public string TenantClaim { get; init; } = "tenant";

    /// <summary>The claim that lists the caller's roles: a string or an array of strings.</summary>
    [Required] public string RolesClaim { get; init; } = "roles";

    [Range(512, 65_536)] public int MaximumTokenBytes { get; init; } = 8192;             // bytes
    [Range(0.01, 168)] public double KeyRefreshHours { get; init; } = 12;                // hours
    [Range(1, 3600)] public double UnknownKeyRefreshSeconds { get; init; } = 30;         // seconds
    [Range(1, 3600)] public double IssuerRetrySeconds { get; init; } = 5;                // seconds
}

[OptionsValidator]
internal sealed partial class AccessOptionsValidator : IValidateOptions<AccessOptions>;
