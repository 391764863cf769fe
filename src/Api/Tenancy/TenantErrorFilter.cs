using Analytics.GraphQL.Execution;

namespace Analytics.Api.Tenancy;

/// <summary>Words the error of a field that needs a tenant and was asked by somebody who has none.</summary>
internal sealed class TenantErrorFilter : IErrorFilter
{
    public IError OnError(IError error) => error.Exception is TenantRequiredException { Problem: var problem }
        ? error.RemoveException().WithMessage(problem.Message).WithCode(problem.Code)
        : error;
}
