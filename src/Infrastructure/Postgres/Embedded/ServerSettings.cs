using System.Globalization;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>The server's command line. Everything stands here, nothing is edited in the cluster's own files.</summary>
internal static class ServerSettings
{
    /// <summary>
    /// Environment variables of glibc's allocator (mallopt(3)), in bytes; another C library ignores them. As it comes it
    /// gives a statement's memory back to the system with its end, to be zeroed page by page for the next one: with
    /// commits of 1,000 events that was a tenth of what the server did.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Allocation { get; } = new Dictionary<string, string>
    {
        ["MALLOC_TRIM_THRESHOLD_"] = "33554432",
        ["MALLOC_MMAP_THRESHOLD_"] = "33554432",
        ["MALLOC_TOP_PAD_"] = "1048576",
    };

    public static IEnumerable<string> Arguments(EmbeddedPostgresOptions options, ClusterFolder folder, int port)
    {
        yield return "-D";
        yield return folder.Cluster;
        foreach (var (name, value) in Settings(options, folder, port))
        {
            yield return "-c";
            yield return $"{name}={value}";
        }
    }

    private static IEnumerable<(string Name, string Value)> Settings(
        EmbeddedPostgresOptions options, ClusterFolder folder, int port)
    {
        var onlyIfDurable = options.Durable ? "on" : "off";
        yield return ("listen_addresses", "127.0.0.1");
        yield return ("port", Number(port));
        yield return ("unix_socket_directories", $"\"{folder.SocketDirectory}\"");
        yield return ("max_connections", Number(options.MaxConnections));
        yield return ("shared_buffers", $"{Number(options.SharedBuffersMegabytes)}MB");
        yield return ("work_mem", $"{Number(options.WorkMemoryMegabytes)}MB");
        yield return ("maintenance_work_mem", "64MB");

        // A statement over the log may touch every monthly partition, and each of its indexes.
        yield return ("max_locks_per_transaction", "256");

        // No replica and no archive read this log: the least that recovers from a crash is enough.
        yield return ("wal_level", "minimal");
        yield return ("max_wal_senders", "0");
        yield return ("wal_compression", "on");
        yield return ("max_wal_size", $"{Number(options.MaxWalMegabytes)}MB");
        yield return ("checkpoint_timeout", "15min");
        yield return ("fsync", onlyIfDurable);
        yield return ("full_page_writes", onlyIfDurable);
        yield return ("synchronous_commit", onlyIfDurable);

        // Short statements: compiling them costs more than it gains.
        yield return ("jit", "off");
        yield return ("random_page_cost", "1.1");
        yield return ("timezone", "UTC");

        // Statements and details hold tenants' values; the log must not.
        yield return ("log_min_error_statement", "panic");
        yield return ("log_error_verbosity", "terse");
        yield return ("log_timezone", "UTC");
        yield return ("log_checkpoints", "off");
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
