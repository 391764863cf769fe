using Analytics.Domain.Querying;
using Analytics.Domain.Tenancy;

namespace Analytics.Columnar;

internal sealed partial class ColumnarEventAnalytics
{
    private static readonly Problem _unknown =
        Problem.Invalid("QUESTION_NOT_ANSWERED", "This engine does not answer this kind of question yet.");

    public Task<Result<EstimateAnswer>> EstimateAsync(
        TenantScope tenant, Question question, CancellationToken cancellationToken) =>
        Task.FromResult<Result<EstimateAnswer>>(_unknown);
}
