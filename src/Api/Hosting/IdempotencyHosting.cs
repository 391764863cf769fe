using Analytics.Domain.Tenancy;
using Analytics.GraphQL.Execution;
using Analytics.GraphQL.Transport;
using Analytics.Infrastructure.Idempotency;

namespace Analytics.Api.Hosting;

/// <summary>Mutations that have one effect a key, whichever node they reach.</summary>
internal static class IdempotencyHosting
{
    /// <remarks>A key is free again a minute after its process died; requests are given up after 30 s.</remarks>
    public static RequestExecutorBuilder AddIdempotentMutations(this RequestExecutorBuilder builder) =>
        builder.AddPostgresIdempotency(options =>
        {
            options.Partition = CallerOf;
            options.ClaimTimeout = TimeSpan.FromMinutes(1);
            options.Lifetime = TimeSpan.FromHours(24);
            options.MaxEntries = 100_000;   // of one tenant
        });

    /// <summary>The tenant and all credentials of the request: keys of two callers never meet.</summary>
    private static string CallerOf(OperationRequest request) =>
        $"{request.Services.GetRequiredService<TenantScope>().Id} "
        + string.Join(' ', request.User.Identities.Select(identity => $"{identity.AuthenticationType}:{identity.Name}"));
}
