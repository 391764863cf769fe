using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Postgres.Embedded;

/// <summary>Where the private server lies and how large it may grow; the defaults suit two cores and 2 GiB.</summary>
public sealed class EmbeddedPostgresOptions
{
    public const string Section = "EmbeddedPostgres";

    /// <summary>The environment variable that names <see cref="BinDirectory"/>.</summary>
    public const string BinDirectoryVariable = "ANALYTICS_PG_BIN";

    /// <summary>Belongs to the server alone: cluster, password and lock. Made when it is missing.</summary>
    [Required] public string DataDirectory { get; set; } = Path.Combine(".data", "postgres");

    /// <summary>The folder of <c>postgres</c> and <c>initdb</c>; null looks for the highest version on the machine.</summary>
    public string? BinDirectory { get; set; }

    /// <summary>Named by the connection string; the migrator creates it.</summary>
    [Required] public string Database { get; set; } = "analytics";

    /// <summary>The unprivileged account that the server runs as when this process is root.</summary>
    [Required] public string ServerUser { get; set; } = "postgres";

    /// <summary>Sessions of the whole server. Each role's pool takes at most a fifth, so that none can starve another.</summary>
    [Range(20, 1000)] public int MaxConnections { get; set; } = 150;

    [Range(16, 65_536)] public int SharedBuffersMegabytes { get; set; } = 512;      // MiB
    [Range(1, 1024)] public int WorkMemoryMegabytes { get; set; } = 16;             // MiB for each sort or hash
    [Range(64, 65_536)] public int MaxWalMegabytes { get; set; } = 4096;            // MiB between checkpoints
    [Range(1, 3600)] public double StartTimeoutSeconds { get; set; } = 120;         // seconds, crash recovery included

    /// <summary>False only for data that may vanish with the machine's power, as in tests.</summary>
    public bool Durable { get; set; } = true;
}

[OptionsValidator]
public sealed partial class EmbeddedPostgresOptionsValidator : IValidateOptions<EmbeddedPostgresOptions>;
