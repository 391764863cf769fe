using Analytics.GraphQL.Execution.Cost;
using Microsoft.AspNetCore.Http;

namespace Analytics.GraphQL.Transport.Http;

/// <summary>The header by which a caller asks what an operation costs.</summary>
internal static class CostHeader
{
    private const string Name = "GraphQL-Cost";

    /// <summary>What the header asks for: <c>report</c> or <c>validate</c>; anything else asks for nothing.</summary>
    public static CostReport Read(HttpRequest request) =>
        !request.Headers.TryGetValue(Name, out var value) ? CostReport.None
        : value.ToString().Equals("report", StringComparison.OrdinalIgnoreCase) ? CostReport.Report
        : value.ToString().Equals("validate", StringComparison.OrdinalIgnoreCase) ? CostReport.Validate
        : CostReport.None;
}
