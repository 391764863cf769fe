using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Collection;

/// <summary>How much is put aside of events that break a tracking plan, and for how long.</summary>
public sealed class QuarantineOptions
{
    public const string Section = "Quarantine";

    /// <summary>Open entries of one tenant; more are refused.</summary>
    [Range(1, 10_000_000)] public int MaxEvents { get; init; } = 100_000;     // events

    /// <summary>Entries are deleted after it, whatever became of them.</summary>
    [Range(1, 3_650)] public int KeepDays { get; init; } = 30;               // days
}

[OptionsValidator]
public sealed partial class QuarantineOptionsValidator : IValidateOptions<QuarantineOptions>;
