using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Columnar;

/// <summary>Settings of the embedded behavioural engine.</summary>
public sealed class ColumnarOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Columnar";

    /// <summary>Where segment files lie, one directory a tenant; made when missing. Relative to the working directory.</summary>
    [Required]
    public string Directory { get; set; } = ".data/columnar";

    /// <summary>Events of a tenant held in memory before they are written to a file.</summary>
    [Range(1, 10_000_000)]
    public int FlushRows { get; set; } = 100_000;

    /// <summary>Events in memory are written to a file after so long without reaching <see cref="FlushRows"/>, seconds.</summary>
    [Range(0.01, 86_400)]
    public double FlushSeconds { get; set; } = 60;

    /// <summary>Most events taken from the log in one go; they become visible together.</summary>
    [Range(1, 1_000_000)]
    public int BatchRows { get; set; } = 20_000;

    /// <summary>How often the log is asked for other nodes' writes, and the store for new tenants, seconds.</summary>
    [Range(0.01, 60)]
    public double PollSeconds { get; set; } = 0.25;

    /// <summary>Threads that one query may use; 0 takes one a core.</summary>
    [Range(0, 1_024)]
    public int QueryThreads { get; set; }

    /// <summary>Threads of one query as a number above 0.</summary>
    internal int Threads => QueryThreads > 0 ? QueryThreads : Environment.ProcessorCount;
}

/// <summary>Checks the settings at start.</summary>
[OptionsValidator]
public sealed partial class ColumnarOptionsValidator : IValidateOptions<ColumnarOptions>;
