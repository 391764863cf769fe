using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>Base of listeners: override what you want to hear of. One instance hears all requests.</summary>
public abstract class ExecutionDiagnosticEventListener : IExecutionDiagnosticEvents
{
    /// <inheritdoc/>
    public virtual void RequestStarted(OperationRequest request)
    {
    }

    /// <inheritdoc/>
    public virtual void DocumentPrepared(
        OperationRequest request, bool wasCached, bool isTrusted, ImmutableArray<IError> errors)
    {
    }

    /// <inheritdoc/>
    public virtual void OperationPlanned(OperationRequest request, PlannedOperationInfo operation)
    {
    }

    /// <inheritdoc/>
    public virtual void FieldFailed(OperationRequest request, IError error)
    {
    }

    /// <inheritdoc/>
    public virtual void SubscriptionStarted(OperationRequest request)
    {
    }

    /// <inheritdoc/>
    public virtual void SubscriptionEnded(OperationRequest request)
    {
    }

    /// <inheritdoc/>
    public virtual void RequestEnded(
        OperationRequest request, ResultKind? kind, ImmutableArray<IError> errors, TimeSpan elapsed)
    {
    }
}
