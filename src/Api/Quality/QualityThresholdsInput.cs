using Analytics.Domain.Quality;

namespace Analytics.Api.Quality;

/// <summary>What the tenant expects of its data. A rule without a threshold is not looked at.</summary>
public sealed record SaveQualityThresholdsInput
{
    /// <summary>Share of the events of a day that have each of the fields, at least; 0 to 1.</summary>
    public decimal? MinCompleteness { get; init; }

    /// <summary>The fields that have to be complete, at most 50.</summary>
    public IReadOnlyList<CriticalFieldInput>? Fields { get; init; }

    /// <summary>Share of a day's messages that are accepted, of all that are no duplicates, at least; 0 to 1.</summary>
    public decimal? MinCaptureRate { get; init; }

    /// <summary>How long an acknowledged event may wait until answers see it, seconds.</summary>
    public double? MaxFreshnessSeconds { get; init; }

    /// <summary>How far a day's events may be off what the same weekdays before let expect, up or down; 0.5 for half.</summary>
    public double? MaxVolumeDeviation { get; init; }

    /// <summary>Share of a day's orders and payments that may disagree; 0 to 1.</summary>
    public decimal? MaxPaymentDifferenceRate { get; init; }

    internal QualityThresholds ToDomain() => new()
    {
        MinCompleteness = MinCompleteness,
        Fields = [.. (Fields ?? []).Select(field => field.ToDomain())],
        MinCaptureRate = MinCaptureRate,
        MaxFreshnessSeconds = MaxFreshnessSeconds,
        MaxVolumeDeviation = MaxVolumeDeviation,
        MaxPaymentDifferenceRate = MaxPaymentDifferenceRate,
    };
}
