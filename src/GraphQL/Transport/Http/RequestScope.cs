using System.Security.Claims;
using Analytics.GraphQL.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>
/// An HTTP request's services and caller, made when somebody asks for them: many operations need neither, and making
/// them costs more than a short answer. Closed with the request, since its context may serve another one then.
/// </summary>
internal sealed class RequestScope(HttpContext context)
    : IServiceProvider, ISupportRequiredService, IKeyedServiceProvider, ICallerSource, IDisposable
{
    private readonly Lock _making = new();
    private HttpContext? _context = context;
    private IServiceProvider? _services;

    /// <inheritdoc/>
    public ClaimsPrincipal User => Context.User;

    // Resolvers ask from several threads, and the context would make a scope for each.
    private IServiceProvider Services
    {
        get
        {
            lock (_making)
                return _services ??= Context.RequestServices;
        }
    }

    private HttpContext Context => _context ?? throw new ObjectDisposedException(nameof(IServiceProvider));

    /// <inheritdoc/>
    public object? GetService(Type serviceType) => Services.GetService(serviceType);

    /// <inheritdoc/>
    public object GetRequiredService(Type serviceType) => Services.GetRequiredService(serviceType);

    /// <inheritdoc/>
    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)Services).GetKeyedService(serviceType, serviceKey);

    /// <inheritdoc/>
    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        Services.GetRequiredKeyedService(serviceType, serviceKey);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_making)
            (_context, _services) = (null, null);
    }
}
