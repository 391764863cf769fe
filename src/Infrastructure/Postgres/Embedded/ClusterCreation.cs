using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>Makes the cluster on first start. Killed at any point, the next start begins it again.</summary>
internal static class ClusterCreation
{
    /// <exception cref="EmbeddedPostgresException">initdb failed.</exception>
    public static async Task EnsureAsync(
        ClusterFolder folder, PostgresBinaries binaries, ServerAccount account, EmbeddedPostgresOptions options,
        ILogger logger, CancellationToken cancellationToken)
    {
        if (folder.MajorVersion is not null)
            return;
        EmbeddedPostgresLog.Creating(logger, folder.Home, binaries.Directory);
        if (Directory.Exists(folder.UnfinishedCluster))
            Directory.Delete(folder.UnfinishedCluster, recursive: true);
        await folder.WritePasswordAsync(cancellationToken);
        await account.OwnAsync(folder.Home, cancellationToken);

        var (exitCode, output) = await Executables.RunAsync(
            account.Command(binaries.InitDb, Arguments(folder, options)), cancellationToken);
        if (exitCode != 0)
            throw new EmbeddedPostgresException($"PostgreSQL's initdb failed in '{folder.Home}': {OneLine(output)}");
        Directory.Move(folder.UnfinishedCluster, folder.Cluster);
    }

    // Bytes decide the order of text, as the same names must sort alike on every machine; only letters' case is Unicode's.
    private static IEnumerable<string> Arguments(ClusterFolder folder, EmbeddedPostgresOptions options) =>
    [
        "-D", folder.UnfinishedCluster, "--username=postgres", $"--pwfile={folder.PasswordFile}",
        "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8",
        .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
    ];

    private static string OneLine(string output) =>
        string.Join(" | ", output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
