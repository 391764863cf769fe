using System.Diagnostics;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>
/// The account that the server runs as: this process's own, or an unprivileged one when this process is root,
/// which PostgreSQL refuses.
/// </summary>
internal sealed class ServerAccount
{
    private const int MostAttempts = 10;

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100);

    private readonly string? _setpriv = Executables.Find("setpriv");
    private readonly string? _setsid = Executables.Find("setsid");
    private readonly string[] _identity;

    private ServerAccount(string? user, string[] identity) => (User, _identity) = (user, identity);

    /// <summary>Null when the server runs as this process's own account.</summary>
    public string? User { get; }

    /// <summary>False when nothing can tell the server that this process was killed.</summary>
    public bool DiesWithParent => _setpriv is not null;

    /// <param name="user">Used only when this process is root.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    /// <exception cref="EmbeddedPostgresException">This process is root and cannot become the user.</exception>
    public static async Task<ServerAccount> ResolveAsync(string user, CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerAccount(null, []);
        if (Executables.Find("setpriv") is null)
            throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root and 'setpriv' is missing: install it (apt install util-linux), or start as an ordinary user.");
        var (exitCode, group) = await Executables.RunAsync(new("id", ["-g", user]), cancellationToken);
        if (exitCode != 0)
            throw new EmbeddedPostgresException(
                $"PostgreSQL does not run as root and there is no user '{user}': create it (useradd --system {user}), or start as an ordinary user.");
        return new ServerAccount(user, [$"--reuid={user}", $"--regid={group}", "--init-groups"]);
    }

    /// <summary>A short-lived program under this account.</summary>
    public ProcessStartInfo Command(string program, params IEnumerable<string> arguments) => User is null
        ? new ProcessStartInfo(program, arguments)
        : new ProcessStartInfo(_setpriv!, [.. _identity, "--", program, .. arguments]);

    /// <summary>
    /// The server under this account. It gets SIGINT (fast shutdown) when the thread that starts it ends, and a
    /// session of its own so that a Ctrl-C in the terminal reaches only the host, which stops it last.
    /// setsid and setpriv replace themselves: the process is the server.
    /// </summary>
    public ProcessStartInfo Server(string program, IEnumerable<string> arguments)
    {
        string[] session = _setsid is null ? [] : [_setsid];
        string[] privileges = _setpriv is null ? [] : [_setpriv, .. _identity, "--pdeathsig", "INT", "--"];
        string[] line = [.. session, .. privileges, program, .. arguments];
        return new ProcessStartInfo(line[0], line[1..]);
    }

    /// <summary>Gives a folder and what is in it to this account.</summary>
    /// <exception cref="EmbeddedPostgresException">The file system does not allow it.</exception>
    public async Task OwnAsync(string folder, CancellationToken cancellationToken)
    {
        if (User is null)
            return;
        for (var attempt = 1; ; attempt++)
        {
            var (exitCode, output) = await Executables.RunAsync(new("chown", ["-R", $"{User}:", folder]), cancellationToken);
            if (exitCode == 0)
                return;
            if (attempt == MostAttempts)
                throw new EmbeddedPostgresException($"The folder '{folder}' cannot be given to the user '{User}': {output}");
            // The server of a killed host that ends at this moment takes its files away from under the walk.
            await Task.Delay(_pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <returns>False when a folder above is closed to this account.</returns>
    public async Task<bool> CanWriteAsync(string folder, CancellationToken cancellationToken) =>
        (await Executables.RunAsync(Command("test", "-w", folder), cancellationToken)).ExitCode == 0;
}
