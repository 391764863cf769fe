using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>
/// What happens to requests, told while it happens, on the thread on which it does: listeners must be quick, safe to
/// call from several threads, and must not throw. Without a listener none of it costs anything.
/// </summary>
public interface IExecutionDiagnosticEvents
{
    /// <summary>A request has arrived at the engine.</summary>
    void RequestStarted(OperationRequest request);

    /// <summary>The document is parsed and validated, or was found among those that were.</summary>
    /// <param name="request">The request.</param>
    /// <param name="wasCached">Whether nothing had to be parsed and validated.</param>
    /// <param name="isTrusted">Whether it is one of the host's trusted documents.</param>
    /// <param name="errors">Why it cannot be executed; empty when it can.</param>
    void DocumentPrepared(OperationRequest request, bool wasCached, bool isTrusted, ImmutableArray<IError> errors);

    /// <summary>The variables are coerced, the operation is planned and weighed.</summary>
    void OperationPlanned(OperationRequest request, PlannedOperationInfo operation);

    /// <summary>A field has failed; the error is as the caller sees it.</summary>
    void FieldFailed(OperationRequest request, IError error);

    /// <summary>A subscription's stream is open.</summary>
    void SubscriptionStarted(OperationRequest request);

    /// <summary>A subscription's stream is closed.</summary>
    void SubscriptionEnded(OperationRequest request);

    /// <summary>The request has its answer, or the first of its answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="kind">What became of it; null when it was given up because the caller went away.</param>
    /// <param name="errors">The errors of the answer; empty for a stream.</param>
    /// <param name="elapsed">Since <see cref="RequestStarted"/>.</param>
    void RequestEnded(OperationRequest request, ResultKind? kind, ImmutableArray<IError> errors, TimeSpan elapsed);
}
