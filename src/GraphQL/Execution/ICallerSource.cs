using System.Security.Claims;

namespace Analytics.GraphQL.Execution;

/// <summary>Tells who asks, to those who want to know.</summary>
internal interface ICallerSource
{
    /// <summary>Who asks.</summary>
    ClaimsPrincipal User { get; }
}
