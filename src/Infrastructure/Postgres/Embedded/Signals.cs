using System.Runtime.InteropServices;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>What a PostgreSQL server is told by signals.</summary>
internal static class Signals
{
    /// <summary>Fast shutdown: sessions are ended, the data is flushed.</summary>
    public const int Interrupt = 2;

    /// <summary>Immediate shutdown: the next start recovers.</summary>
    public const int Quit = 3;

    public const int Kill = 9;

    /// <summary>A process that is gone, or another account's, is no fault.</summary>
    public static void Send(int processId, int signal) => _ = SendTo(processId, signal);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendTo(int processId, int signal);
}
