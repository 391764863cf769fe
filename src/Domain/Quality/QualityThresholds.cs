using System.Collections.Immutable;

namespace Analytics.Domain.Quality;

/// <summary>What a tenant expects of its data. A rule without a threshold is not looked at.</summary>
public sealed record QualityThresholds
{
    /// <summary>Of a tenant that never said anything: nothing but the seals of the log is looked at.</summary>
    public static QualityThresholds None { get; } = new();

    /// <summary>Share of the events of a day that have each of <see cref="Fields"/>, at least; 0 to 1.</summary>
    public decimal? MinCompleteness { get; init; }

    /// <summary>The fields that have to be complete.</summary>
    public ImmutableArray<CriticalField> Fields { get; init; } = [];

    /// <summary>Share of a day's messages that are accepted, of all that are no duplicates, at least; 0 to 1.</summary>
    public decimal? MinCaptureRate { get; init; }

    /// <summary>How long an acknowledged event may wait until answers see it, seconds.</summary>
    public double? MaxFreshnessSeconds { get; init; }

    /// <summary>How far a day's events may be off what the same weekdays before let expect, up or down; 0.5 for half.</summary>
    public double? MaxVolumeDeviation { get; init; }

    /// <summary>Share of a day's orders and payments that may disagree; 0 to 1.</summary>
    public decimal? MaxPaymentDifferenceRate { get; init; }

    /// <returns>The first fault with its path; null when there is none.</returns>
    public Problem? Check() =>
        MinCompleteness is < 0 or > 1 ? Outside("minCompleteness")
        : MinCompleteness is not null && Fields.IsEmpty
            ? Problem.Invalid("FIELDS_COUNT", "Name the fields that have to be complete.", "fields")
        : Fields.Length > QualityQuestion.MaxFields
            ? Problem.Invalid("FIELDS_COUNT", $"At most {QualityQuestion.MaxFields} fields are looked at.", "fields")
        : Fields.Any(field => field is not { Event: { Length: > 0 and <= 200 }, Field: { Length: > 0 and <= 200 } })
            ? Problem.Invalid("FIELD_INVALID", "A field names an event and one of its properties.", "fields")
        : MinCaptureRate is < 0 or > 1 ? Outside("minCaptureRate")
        : MaxFreshnessSeconds is < 0 or > 1e6 or double.NaN ? Outside("maxFreshnessSeconds")
        : MaxVolumeDeviation is < 0 or > 1e6 or double.NaN ? Outside("maxVolumeDeviation")
        : MaxPaymentDifferenceRate is < 0 or > 1 ? Outside("maxPaymentDifferenceRate")
        : null;

    private static Problem Outside(string path) =>
        Problem.Invalid("THRESHOLD_OUT_OF_RANGE", "Shares lie in 0..1, the others between 0 and a million.", path);
}
