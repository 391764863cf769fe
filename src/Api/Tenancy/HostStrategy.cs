using System.Security.Claims;
using Microsoft.Extensions.Options;

namespace Analytics.Api.Tenancy;

/// <summary>The tenant in the host name, where the settings have a template for it.</summary>
internal sealed class HostStrategy : ITenantStrategy
{
    private readonly (string Before, string After)? _template;
    private readonly HashSet<string> _reserved;

    public HostStrategy(IOptions<TenancyOptions> options)
    {
        _template = options.Value.HostTemplate?.Split(TenancyOptions.Placeholder) is [var before, var after]
            ? (before, after)
            : null;
        _reserved = new HashSet<string>(options.Value.ReservedNames, StringComparer.OrdinalIgnoreCase);
    }

    public bool Grants => false;

    public IEnumerable<string> Identify(HttpContext context, ClaimsPrincipal caller)
    {
        var host = context.Request.Host.Host;
        if (_template is not { } template || host.Length <= template.Before.Length + template.After.Length
            || !host.StartsWith(template.Before, StringComparison.OrdinalIgnoreCase)
            || !host.EndsWith(template.After, StringComparison.OrdinalIgnoreCase))
            yield break;
        var name = host[template.Before.Length..^template.After.Length].ToLowerInvariant();
        // One label: "a.b.example.com" is somebody else's host, not tenant "a.b".
        if (!name.Contains('.', StringComparison.Ordinal) && !_reserved.Contains(name))
            yield return name;
    }
}
