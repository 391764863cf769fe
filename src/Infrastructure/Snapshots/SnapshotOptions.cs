using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Analytics.Infrastructure.Snapshots;

/// <summary>How long figures outlive their raw events.</summary>
public sealed class SnapshotOptions
{
    public const string Section = "Snapshots";

    /// <summary>Snapshots are deleted after it.</summary>
    [Range(1, 100)] public int KeepYears { get; init; } = 5;   // years
}

[OptionsValidator]
public sealed partial class SnapshotOptionsValidator : IValidateOptions<SnapshotOptions>;
