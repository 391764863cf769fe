using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// The files of one private server. Held open by one process at a time: the kernel drops the lock however the
/// process ends.
/// </summary>
[SuppressMessage("Interoperability", "CA1416", Justification = "Open refuses Windows before any other member can be called.")]
internal sealed class ClusterFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // sun_path holds 107 bytes; the server adds "/.s.PGSQL.65535.lock".
    private const int LongestSocketDirectory = 80;

    private readonly FileStream _lock;

    private ClusterFolder(string root, FileStream exclusive)
    {
        (Root, Home) = (root, root);
        _lock = exclusive;
        SocketDirectory = ShortDirectory(root);
    }

    /// <summary>The folder that was asked for; it holds the lock.</summary>
    public string Root { get; }

    /// <summary>Holds the cluster and its password: <see cref="Root"/> itself unless the server's account cannot reach it.</summary>
    public string Home { get; set; }

    /// <summary>PostgreSQL's own data directory. It exists only when initdb has ended well.</summary>
    public string Cluster => Path.Combine(Home, "cluster");

    /// <summary>Where a cluster is made before it gets its name in one step.</summary>
    public string UnfinishedCluster => Path.Combine(Home, "cluster.unfinished");

    public string PidFile => Path.Combine(Cluster, "postmaster.pid");

    public string PasswordFile => Path.Combine(Home, "password");

    /// <summary>Outside <see cref="Home"/>, whose path may be longer than a socket's may be.</summary>
    public string SocketDirectory { get; }

    /// <summary>Null when there is no cluster yet.</summary>
    public int? MajorVersion => File.Exists(Path.Combine(Cluster, "PG_VERSION"))
        ? int.Parse(File.ReadAllText(Path.Combine(Cluster, "PG_VERSION")), CultureInfo.InvariantCulture)
        : null;

    /// <exception cref="EmbeddedPostgresException">Another process holds the folder, or it cannot be written.</exception>
    public static ClusterFolder Open(string path)
    {
        if (OperatingSystem.IsWindows())
            throw new EmbeddedPostgresException(
                "The embedded PostgreSQL runs on Linux and macOS: name a server in ConnectionStrings__Analytics.");
        var root = Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(root, OwnerOnly);
            return new ClusterFolder(root, new FileStream(Path.Combine(root, "lock"), new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            }));
        }
        catch (IOException failure) when (IsHeldByAnother(failure))
        {
            throw new EmbeddedPostgresException(
                $"Another process already runs the database in '{root}': stop it, or name another data folder.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The data folder '{root}' cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>A new password, readable by this account alone; an earlier one is forgotten.</summary>
    public async Task WritePasswordAsync(CancellationToken cancellationToken)
    {
        File.Delete(PasswordFile);
        await using var file = new FileStream(PasswordFile, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        await file.WriteAsync(Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64)), cancellationToken);
    }

    /// <exception cref="EmbeddedPostgresException">The file is missing, though there is a cluster that needs it.</exception>
    public async Task<string> ReadPasswordAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await File.ReadAllTextAsync(PasswordFile, cancellationToken)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException(
                $"The database's password cannot be read from '{PasswordFile}': restore that file, or name another data folder.",
                failure);
        }
    }

    /// <summary>An empty folder of this account; what an ended server left in it goes.</summary>
    /// <exception cref="EmbeddedPostgresException">Someone else owns a folder of that name.</exception>
    public void ResetSocketDirectory()
    {
        try
        {
            RemoveSocketDirectory();
            Directory.CreateDirectory(SocketDirectory, OwnerOnly);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new EmbeddedPostgresException($"The socket folder '{SocketDirectory}' cannot be made: {failure.Message}", failure);
        }
    }

    public void RemoveSocketDirectory()
    {
        if (Directory.Exists(SocketDirectory))
            Directory.Delete(SocketDirectory, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    // EWOULDBLOCK of flock: 11 on Linux, 35 on macOS.
    private static bool IsHeldByAnother(IOException failure) => failure.HResult is 11 or 35;

    private static string ShortDirectory(string root)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{Environment.UserName}\n{root}"));
        var name = $"analytics-pg-{Convert.ToHexStringLower(hash.AsSpan(0, 6))}";
        var directory = Path.Combine(Path.GetTempPath(), name);
        return Encoding.UTF8.GetByteCount(directory) <= LongestSocketDirectory ? directory : Path.Combine("/tmp", name);
    }
}
