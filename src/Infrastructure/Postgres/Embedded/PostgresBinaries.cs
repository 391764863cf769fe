using System.Globalization;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>One installation of PostgreSQL on this machine.</summary>
/// <param name="Directory">Holds <c>postgres</c> and <c>initdb</c>; links are resolved.</param>
/// <param name="Version">As the server itself states it.</param>
internal sealed record PostgresBinaries(string Directory, Version Version)
{
    public const int OldestMajor = 15;

    private static readonly string[] _roots = ["/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt"];

    public string Postgres => Path.Combine(Directory, "postgres");

    public string InitDb => Path.Combine(Directory, "initdb");

    /// <summary>The named installation, else the highest version found; a cluster that exists decides the major version.</summary>
    /// <param name="binDirectory">Null to look on <c>PATH</c> and where packages install.</param>
    /// <param name="clusterMajor">Null when there is no cluster yet.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <exception cref="EmbeddedPostgresException">There is none that fits.</exception>
    public static async Task<PostgresBinaries> FindAsync(
        string? binDirectory, int? clusterMajor, CancellationToken cancellationToken)
    {
        var found = new List<PostgresBinaries>();
        foreach (var directory in binDirectory is null ? Candidates() : [Path.GetFullPath(binDirectory)])
        {
            if (await InspectAsync(directory, cancellationToken) is { } binaries)
                found.Add(binaries);
        }
        return found.Where(binaries => binaries.Version.Major >= OldestMajor)
            .Where(binaries => clusterMajor is null || binaries.Version.Major == clusterMajor)
            .MaxBy(binaries => binaries.Version)
            ?? throw new EmbeddedPostgresException(NothingFits(binDirectory, clusterMajor, found));
    }

    private static IEnumerable<string> Candidates()
    {
        var packaged = _roots.Where(System.IO.Directory.Exists)
            .SelectMany(root => System.IO.Directory.EnumerateDirectories(root).Append(root))
            .Select(directory => Path.Combine(directory, "bin"));
        return packaged.Concat(Executables.SearchPath)
            .Select(directory => Path.Combine(directory, "postgres"))
            .Where(File.Exists)
            .Select(file => Path.GetDirectoryName(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)!)
            .Distinct();
    }

    private static async Task<PostgresBinaries?> InspectAsync(string directory, CancellationToken cancellationToken)
    {
        var postgres = Path.Combine(directory, "postgres");
        if (!File.Exists(postgres) || !File.Exists(Path.Combine(directory, "initdb")))
            return null;
        try
        {
            var (exitCode, output) = await Executables.RunAsync(new(postgres, ["--version"]), cancellationToken);
            return exitCode == 0 ? new PostgresBinaries(directory, ParseVersion(output)) : null;
        }
        catch (EmbeddedPostgresException)   // not for this machine, or not for this user: as good as absent
        {
            return null;
        }
    }

    // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"; a beta says "18beta1".
    private static Version ParseVersion(string output)
    {
        var digits = output.AsSpan(output.IndexOf(')') + 1).TrimStart();
        var length = 0;
        while (length < digits.Length && (char.IsAsciiDigit(digits[length]) || digits[length] == '.'))
            length++;
        var number = digits[..length];
        if (Version.TryParse(number, out var version))
            return version;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? new Version(major, 0)
            : new Version(0, 0);
    }

    private static string NothingFits(string? binDirectory, int? clusterMajor, List<PostgresBinaries> found)
    {
        const string Remedy = "install it (Debian, Ubuntu: apt install postgresql), name its bin folder in "
            + EmbeddedPostgresOptions.BinDirectoryVariable
            + ", or name a server of your own in ConnectionStrings__Analytics";
        var wanted = clusterMajor is { } major
            ? $"PostgreSQL {major}, which made the existing data,"
            : $"PostgreSQL {OldestMajor} or later";
        var place = binDirectory is null ? "on this machine" : $"in '{binDirectory}'";
        var instead = found.Count == 0 ? "" : $" (found {string.Join(", ", found.Select(binaries => binaries.Version))})";
        return $"{wanted} was not found {place}{instead}: {Remedy}.";
    }
}
