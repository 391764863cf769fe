namespace Analytics.Api.Querying;

/// <summary>What questions weigh in the cost of an operation, and how long lists are taken to be.</summary>
internal static class QueryCosts
{
    /// <summary>A question that reads the tenant's events: as much as 25 objects that are at hand.</summary>
    public const double Scan = 25;

    /// <summary>Points of a series: a year of days. Up to 10,000 are allowed, but few ask for so many.</summary>
    public const int AssumedPoints = 366;

    /// <summary>Names of events that a tenant has.</summary>
    public const int AssumedNames = 500;
}
