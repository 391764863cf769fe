using System.Net.Sockets;
using Analytics.Infrastructure.Postgres.Embedded;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Analytics.Api.Hosting;

/// <summary>What an operator can mend when the host does not start, as one line; all else is a bug with its trace.</summary>
internal static class StartFault
{
    /// <returns>Null for what no operator can mend.</returns>
    public static string? MessageOf(Exception fault) => fault switch
    {
        EmbeddedPostgresException => fault.Message,
        NpgsqlException => $"The database that ConnectionStrings__Analytics names cannot be used: {fault.Message}",
        OptionsValidationException settings => $"A setting is wrong: {string.Join(" ", settings.Failures)}",
        IOException { InnerException: not null } when IsAddressInUse(fault) => fault.Message,
        FormatException { Source: "Microsoft.AspNetCore.Http" or "Microsoft.AspNetCore.Server.Kestrel.Core" } =>
            fault.Message,
        // What the configuration binder throws has no type of its own.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => fault.Message,
        _ => null,
    };

    private static bool IsAddressInUse(Exception fault) =>
        fault is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse }
        || (fault.InnerException is { } inner && IsAddressInUse(inner));
}
