using System.Collections.Immutable;
using System.Diagnostics;
using Analytics.GraphQL.Execution.PersistedOperations;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>One request under observation: tells the listeners, the activity and the meter. There is none when nobody listens.</summary>
internal sealed class RequestObservation
{
    private readonly OperationRequest _request;
    private readonly ImmutableArray<IExecutionDiagnosticEvents> _listeners;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Activity? _activity = EngineTelemetry.Activities.StartActivity("graphql request", ActivityKind.Internal);
    private PlannedOperationInfo? _operation;
    private bool _isTrusted;

    private RequestObservation(OperationRequest request, ImmutableArray<IExecutionDiagnosticEvents> listeners)
    {
        _request = request;
        _listeners = listeners;
        foreach (var listener in listeners)
            listener.RequestStarted(request);
    }

    /// <summary>Begins to observe a request, if anybody wants to know.</summary>
    public static RequestObservation? Begin(
        OperationRequest request, ImmutableArray<IExecutionDiagnosticEvents> listeners) =>
        listeners.IsEmpty && !EngineTelemetry.IsEnabled || request.IsOfHost ? null : new(request, listeners);

    public void DocumentPrepared(
        ReadOnlySpan<byte> document, bool wasCached, bool isTrusted, ImmutableArray<IError> errors)
    {
        _isTrusted = isTrusted;
        EngineTelemetry.Documents.Add(1, Tag("graphql.cache.hit", wasCached));
        if (_activity is { IsAllDataRequested: true })
            _activity.SetTag("graphql.document.hash", "sha256:" + DocumentHash.Of(document))
                .SetTag("graphql.document.cached", wasCached).SetTag("graphql.document.trusted", isTrusted);
        foreach (var listener in _listeners)
            listener.DocumentPrepared(_request, wasCached, isTrusted, errors);
    }

    public void OperationPlanned(PlannedOperationInfo operation)
    {
        _operation = operation;
        EngineTelemetry.Plans.Add(1, Tag("graphql.cache.hit", operation.WasPlanned));
        if (operation.Cost is { } cost)
        {
            EngineTelemetry.FieldCost.Record(cost.FieldCost);
            EngineTelemetry.TypeCost.Record(cost.TypeCost);
            _activity?.SetTag("graphql.operation.field_cost", cost.FieldCost).SetTag("graphql.operation.type_cost", cost.TypeCost);
        }
        _activity?.SetTag("graphql.operation.type", TypeName).SetTag("graphql.plan.cached", operation.WasPlanned);
        if (_isTrusted)
            _activity?.SetTag("graphql.operation.name", operation.Name);
        foreach (var listener in _listeners)
            listener.OperationPlanned(_request, operation);
    }

    public void FieldFailed(IError error)
    {
        foreach (var listener in _listeners)
            listener.FieldFailed(_request, error);
    }

    public void SubscriptionStarted()
    {
        EngineTelemetry.Subscriptions.Add(1);
        foreach (var listener in _listeners)
            listener.SubscriptionStarted(_request);
    }

    public void SubscriptionEnded()
    {
        EngineTelemetry.Subscriptions.Add(-1);
        foreach (var listener in _listeners)
            listener.SubscriptionEnded(_request);
    }

    public void Ended(ResultKind? kind, ImmutableArray<IError> errors)
    {
        var elapsed = Stopwatch.GetElapsedTime(_started);
        var outcome = Outcome(kind);
        if (_isTrusted && _operation?.Name is { } name)
            EngineTelemetry.Duration.Record(
                elapsed.TotalSeconds, Tag("graphql.operation.type", TypeName), Tag("graphql.outcome", outcome),
                Tag("graphql.operation.name", name));
        else
            EngineTelemetry.Duration.Record(
                elapsed.TotalSeconds, Tag("graphql.operation.type", TypeName), Tag("graphql.outcome", outcome));
        foreach (var error in errors)
            EngineTelemetry.Errors.Add(1, Tag("graphql.error.code", error.Code ?? "none"));
        if (_activity is not null)
        {
            _activity.SetTag("graphql.outcome", outcome).SetTag("graphql.errors", errors.Length);
            if (kind != ResultKind.Executed || errors.Length > 0)
                _activity.SetStatus(ActivityStatusCode.Error, errors.Length > 0 ? errors[0].Code : null);
            _activity.Dispose();
        }
        foreach (var listener in _listeners)
            listener.RequestEnded(_request, kind, errors, elapsed);
    }

    private string TypeName => _operation is null ? "none" : OperationTypeNames.Of(_operation.Type);

    private static string Outcome(ResultKind? kind) => kind switch
    {
        ResultKind.Executed => "executed",
        ResultKind.TimedOut => "timed_out",
        ResultKind.ServerError => "failed",
        null => "abandoned",
        _ => "refused",
    };

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
