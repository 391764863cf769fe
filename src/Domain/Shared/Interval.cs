namespace Analytics.Domain.Shared;

/// <summary>Width of a bucket, in the calendar of the query's time zone.</summary>
public enum Interval
{
    /// <summary>One elapsed hour.</summary>
    Hour,

    /// <summary>A local day: 23, 24 or 25 hours.</summary>
    Day,

    /// <summary>Seven local days from the tenant's first day of the week.</summary>
    Week,

    /// <summary>A local calendar month.</summary>
    Month,

    /// <summary>Three local calendar months from January, April, July or October.</summary>
    Quarter,

    /// <summary>A local calendar year.</summary>
    Year,
}
