using System.Net.Sockets;
using Npgsql;

namespace Analytics.Infrastructure.Postgres;

/// <summary>Tells a database that is away, or that recovers from a crash, from a statement that it refuses.</summary>
public static class DatabaseOutage
{
    /// <summary>Whether the same may succeed as soon as the database is back.</summary>
    public static bool IsCause(Exception? fault) => fault switch
    {
        null => false,
        // Of the class "operator intervention", but a statement that was cancelled: the server stops, crashed, or starts.
        PostgresException refused => refused.SqlState is ['5', '7', 'P', '0', not '0'] or ['0', '8', ..] or ['5', '3', ..],
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        _ => IsCause(fault.InnerException),
    };
}
