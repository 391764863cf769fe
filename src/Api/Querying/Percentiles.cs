namespace Analytics.Api.Querying;

/// <summary>Percentiles on their way from an argument to the engine.</summary>
internal static class Percentiles
{
    /// <summary>Far beyond both ends every number is as wrong as the next, and a decimal holds fewer than a double.</summary>
    public static decimal? ToDomain(double? percentile) => percentile is { } given ? (decimal)Math.Clamp(given, -1, 101) : null;
}
