namespace Analytics.Domain.Metrics;

/// <summary>Which earlier range a result is held against.</summary>
public enum Comparison
{
    /// <summary>As long as this range, ending where it starts; in local days when this range is whole days.</summary>
    PreviousPeriod,

    /// <summary>The same local dates a year before; 29 February becomes the 28th.</summary>
    PreviousYear,
}
