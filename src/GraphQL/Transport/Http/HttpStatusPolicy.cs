namespace Analytics.GraphQL.Transport.Http;

/// <summary>Which HTTP status an answer gets.</summary>
public enum HttpStatusPolicy
{
    /// <summary>
    /// What the public audits of servers and today's clients expect: a refused request is 400 as
    /// <c>application/graphql-response+json</c> and 200 as <c>application/json</c>; any answer with data is 200.
    /// </summary>
    Audits,

    /// <summary>
    /// The draft of August 2026: a request that is no JSON or no GraphQL is 400, any other refused one 422, data with
    /// errors beside it 294; the same for both media types.
    /// </summary>
    Draft2026,
}
