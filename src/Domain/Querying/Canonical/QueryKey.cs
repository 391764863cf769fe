using System.Security.Cryptography;
using Analytics.Domain.Querying.Json;

namespace Analytics.Domain.Querying.Canonical;

/// <summary>
/// Tells questions apart: two that are written differently and cannot but have the same answer mostly share it, two
/// that may differ never do. Questions hold lists, which records compare by reference: compare keys.
/// </summary>
/// <param name="Sha256">Of the canonical form's JSON, in lower case hexadecimal.</param>
public readonly record struct QueryKey(string Sha256)
{
    /// <summary>The key of a question that was checked.</summary>
    public static QueryKey Of(Question question) =>
        new(Convert.ToHexStringLower(SHA256.HashData(QuestionJson.Write(CanonicalForm.Of(question)))));

    /// <summary>The key of a cohort's criteria that were checked.</summary>
    public static QueryKey Of(Cohorts.CohortCriteria criteria) =>
        new(Convert.ToHexStringLower(SHA256.HashData(QuestionJson.Write(CanonicalCriteria.Of(criteria)))));

    /// <inheritdoc />
    public override string ToString() => Sha256;
}
