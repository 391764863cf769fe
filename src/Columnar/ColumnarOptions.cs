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
    public int BatchRows { get; set; } = 5_000;

    /// <summary>How often the log is asked for other nodes' writes, and the store for new tenants, seconds.</summary>
    [Range(0.01, 60)]
    public double PollSeconds { get; set; } = 0.25;

    /// <summary>Threads that all questions share, and that one may use when no other is asked; 0 takes one a core.</summary>
    [Range(0, 1_024)]
    public int QueryThreads { get; set; }

    /// <summary>Longest time of one question, waiting for its turn included, seconds.</summary>
    [Range(0.01, 3_600)]
    public double QuerySeconds { get; set; } = 30;

    /// <summary>Most events that one question looks at.</summary>
    [Range(1L, 1_000_000_000_000L)]
    public long MaxQueryRows { get; set; } = 1_000_000_000;

    /// <summary>Most memory of one question that grows with the data, MiB.</summary>
    [Range(1, 1_048_576)]
    public int MaxQueryMegabytes { get; set; } = 1_024;

    /// <summary>Answers kept for as long as nothing is added to the log that they were computed from, MiB; 0 keeps none.</summary>
    [Range(0, 1_048_576)]
    public int AnswerCacheMegabytes { get; set; } = 64;

    /// <summary>Threads of all questions as a number above 0.</summary>
    internal int Threads => QueryThreads > 0 ? QueryThreads : Environment.ProcessorCount;
}

/// <summary>Checks the settings at start.</summary>
[OptionsValidator]
public sealed partial class ColumnarOptionsValidator : IValidateOptions<ColumnarOptions>;
