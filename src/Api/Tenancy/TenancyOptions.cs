using Microsoft.Extensions.Options;

namespace Analytics.Api.Tenancy;

/// <summary>How a request names its tenant beside its credential.</summary>
internal sealed class TenancyOptions
{
    public const string Section = "Tenancy";
    public const string Placeholder = "{tenant}";

    /// <summary>E.g. <c>{tenant}.example.com</c>; null when host names say nothing about tenants.</summary>
    public string? HostTemplate { get; init; }

    /// <summary>Names in the template's place that are no tenants, e.g. <c>www</c>.</summary>
    public string[] ReservedNames { get; init; } = ["www", "api"];
}

internal sealed class TenancyOptionsValidator : IValidateOptions<TenancyOptions>
{
    public ValidateOptionsResult Validate(string? name, TenancyOptions options) =>
        options.HostTemplate is null || IsTemplate(options.HostTemplate)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Tenancy:HostTemplate must look like {tenant}.example.com.");

    private static bool IsTemplate(string template) =>
        template.Split(TenancyOptions.Placeholder) is [var before, var after]
        && (before.Length == 0 || before[^1] == '.') && after.Length > 1 && after[0] == '.';
}
