using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// What an earlier start may have left behind: a server that still shuts down, or a pid file whose process is gone.
/// PostgreSQL itself refuses to start when the pid belongs to any process, even a zombie or a stranger.
/// </summary>
internal static class LeftoverServer
{
    // As long as a fast shutdown may take that writes a full cache to a slow disk.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <exception cref="EmbeddedPostgresException">A server of this folder runs and does not end.</exception>
    public static async Task ClearAsync(ClusterFolder folder, ILogger logger, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var told = false;
        while (ReadPid(folder.PidFile) is { } pid)
        {
            if (!IsServerOf(folder.Cluster, pid))
            {
                File.Delete(folder.PidFile);
                EmbeddedPostgresLog.RemovedLeftover(logger, folder.PidFile);
                return;
            }
            if (TimeProvider.System.GetElapsedTime(started) > _patience)
                throw new EmbeddedPostgresException(
                    $"Process {pid} still serves the database in '{folder.Root}' without its host: stop it (kill -INT {pid}) and start again.");
            if (!told)
                EmbeddedPostgresLog.WaitingForEarlier(logger, pid);
            told = true;
            await Task.Delay(_pause, TimeProvider.System, cancellationToken);
        }
    }

    // Null: no file. 0: a file without a pid, as a full disk leaves it.
    private static int? ReadPid(string file)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault();
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static bool IsServerOf(string cluster, int pid)
    {
        try
        {
            // "123 (postgres) S ...": the state follows the last parenthesis. A zombie has no command line either.
            var state = File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1][0];
            return state != 'Z' && File.ReadAllText($"/proc/{pid}/cmdline").Split('\0').Contains(cluster);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
