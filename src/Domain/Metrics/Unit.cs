namespace Analytics.Domain.Metrics;

/// <summary>What a metric's number counts.</summary>
public enum Unit
{
    /// <summary>A number of things.</summary>
    Count,

    /// <summary>An amount in the currency that stands beside it.</summary>
    Money,

    /// <summary>A share or ratio: 0.25 is 25 %.</summary>
    Ratio,

    /// <summary>A time in milliseconds.</summary>
    Milliseconds,

    /// <summary>A number without a known unit, such as the sum of a property.</summary>
    Number,
}
