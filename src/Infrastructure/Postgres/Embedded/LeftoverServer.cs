using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// What an earlier start may have left behind: a server that still shuts down, or a pid file whose process is gone.
/// PostgreSQL itself refuses to start when the pid belongs to any process but its parent, even a zombie or a stranger.
/// </summary>
internal static class LeftoverServer
{
    // As long as a fast shutdown may take that writes a full cache to a slow disk.
    private static readonly TimeSpan _fast = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Ends a server whose host is gone; the caller holds the folder, so that there is no other host.</summary>
    /// <exception cref="EmbeddedPostgresException">A server of this folder runs and does not end.</exception>
    public static async Task ClearAsync(ClusterFolder folder, ILogger logger, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var signal = 0;
        while (ReadPid(folder.PidFile) is { } pid)
        {
            if (!IsServerOf(folder.Cluster, pid))
            {
                Disown(folder.PidFile, pid);
                EmbeddedPostgresLog.FoundLeftover(logger, folder.Root);
                return;
            }
            var waited = TimeProvider.System.GetElapsedTime(started);
            if (waited > _patience)
                throw new EmbeddedPostgresException(
                    $"Process {pid} still serves the database in '{folder.Root}' without its host: stop it (kill -INT {pid}) and start again.");
            if (signal == 0)
                EmbeddedPostgresLog.WaitingForEarlier(logger, pid);
            // Its host's death has told it, unless nothing could (setpriv is missing).
            var next = waited > _fast ? Signals.Quit : Signals.Interrupt;
            if (signal != next)
                Signals.Send(pid, signal = next);
            await Task.Delay(_pause, TimeProvider.System, cancellationToken);
        }
    }

    // The file stays, as a child of this process: by the shared memory that it names PostgreSQL finds sessions that
    // outlive a killed server, beside which a new one would destroy the data.
    private static void Disown(string file, int pid)
    {
        var lines = pid == 0 ? [] : File.ReadAllLines(file);
        if (lines.Length < 2)
        {
            File.Delete(file);         // cut off before there was a session
            return;
        }
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        File.WriteAllText(file, string.Join('\n', lines) + '\n');
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
