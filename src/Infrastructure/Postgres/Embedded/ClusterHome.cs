using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// Where the cluster itself lies: in the folder that was asked for, or, when this process is root and a folder above is
/// closed to the server's account (a clone below /root), in one under /var/lib that the folder asked for points to.
/// Who deletes that folder starts afresh in either case.
/// </summary>
internal static class ClusterHome
{
    private const string Elsewhere = "/var/lib/analytics-postgres";

    /// <exception cref="EmbeddedPostgresException">The account can reach neither.</exception>
    public static async Task ChooseAsync(
        ClusterFolder folder, ServerAccount account, ILogger logger, CancellationToken cancellationToken)
    {
        if (account.User is not { } user)
            return;
        var pointer = Path.Combine(folder.Root, "location");
        if (File.Exists(pointer))
        {
            folder.Home = (await File.ReadAllTextAsync(pointer, cancellationToken)).Trim();
        }
        else
        {
            await account.OwnAsync(folder.Root, cancellationToken);
            if (await account.CanWriteAsync(folder.Root, cancellationToken))
                return;
            folder.Home = Path.Combine(Elsewhere, Guid.CreateVersion7().ToString("N"));
            await File.WriteAllTextAsync(pointer, folder.Home, cancellationToken);
        }
        EmbeddedPostgresLog.Moved(logger, user, folder.Root, folder.Home);
        Create(folder.Home);
        await account.OwnAsync(folder.Home, cancellationToken);
        if (!await account.CanWriteAsync(folder.Home, cancellationToken))
            throw new EmbeddedPostgresException(
                $"The user '{user}', as which PostgreSQL runs, can reach neither '{folder.Root}' nor '{folder.Home}': name another data folder.");
    }

    [SuppressMessage("Interoperability", "CA1416", Justification = "Only root on Unix comes here.")]
    private static void Create(string home)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        try
        {
            Directory.CreateDirectory(Elsewhere, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
            Directory.CreateDirectory(home, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The folder '{home}' cannot be made: {failure.Message}", failure);
        }
    }
}
