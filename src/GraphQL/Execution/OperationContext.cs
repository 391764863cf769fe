using System.Collections.Immutable;
using System.Security.Claims;
using System.Text.Json;
using Analytics.GraphQL.Execution.Cost;
using Analytics.GraphQL.Execution.Plans;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types;
using Analytics.GraphQL.Types.Values;
using Microsoft.Extensions.DependencyInjection;

namespace Analytics.GraphQL.Execution;

/// <summary>Everything that one execution shares. Resolvers may add errors from several threads.</summary>
internal sealed class OperationContext(
    OperationPlan plan, OperationRequest request, VariableValues variables, ErrorReporter reporter,
    RequestDeadline deadline)
{
    /// <summary>The request extension that holds the cursor after which a subscription goes on.</summary>
    public const string ResumeFromKey = "resumeFrom";

    private readonly Lock _adding = new();
    private List<IError>? _errors;
    private object?[] _arguments = [];

    /// <summary>An execution that ends with a token alone.</summary>
    public OperationContext(
        OperationPlan plan, OperationRequest request, VariableValues variables, ErrorReporter reporter,
        CancellationToken aborted)
        : this(plan, request, variables, reporter, new RequestDeadline(Timeout.InfiniteTimeSpan, aborted))
    {
    }

    public OperationPlan Plan { get; } = plan;

    public Schema Schema { get; } = plan.Schema;

    public OperationRequest Request { get; } = request;

    public IServiceProvider Services { get; } = request.Services;

    public ClaimsPrincipal User => Request.User;

    public VariableValues Variables { get; } = variables;

    /// <summary>Cancelled when the caller goes away or the time is up; making it costs.</summary>
    public CancellationToken Aborted => deadline.Token;

    /// <summary>The event on which a subscription is executed; <c>default</c> for other operations.</summary>
    public SourceItem Event { get; init; }

    /// <summary>What the answer tells about its cost; null for nothing.</summary>
    public OperationCost? Cost { get; init; }

    /// <summary>The errors so far, in the order of their occurrence.</summary>
    public ImmutableArray<IError> Errors
    {
        get
        {
            lock (_adding)
                return _errors is null ? [] : [.. _errors];
        }
    }

    /// <summary>Gives up when the caller has gone away or the time is up.</summary>
    /// <exception cref="OperationCanceledException">One of both is so.</exception>
    public void ThrowIfAborted() => deadline.ThrowIfOver();

    /// <summary>The same execution with errors and arguments of its own, for a part that is executed beside others.</summary>
    public OperationContext ForPart() => new(Plan, Request, Variables, reporter, deadline);

    /// <summary>The error that a fault outside of any field stands for.</summary>
    public IError Unexpected(Exception fault, string where) => reporter.Filter(reporter.FromException(fault, where).First());

    public void AddError(IError error)
    {
        var filtered = reporter.Filter(error);
        lock (_adding)
            (_errors ??= []).Add(filtered);
        Request.Observation?.FieldFailed(filtered);
    }

    /// <summary>Adds what an exception stands for at a field. An exception of the cancelled request itself goes on up.</summary>
    public void AddException(Exception exception, FieldPlan field, Func<IReadOnlyList<object>> path)
    {
        if (exception is OperationCanceledException)
            ThrowIfAborted();
        foreach (var error in reporter.FromException(exception, field.Field.Coordinate))
            AddError(At(error, field, path));
    }

    /// <summary>The error with the field's path, place and schema coordinate where it has none of its own.</summary>
    public static IError At(IError error, FieldPlan field, Func<IReadOnlyList<object>> path)
    {
        if (error.Path is null)
            error = error.WithPath(path());
        if (!error.Extensions.ContainsKey(Error.CoordinateKey))
            error = error.SetExtension(Error.CoordinateKey, field.Field.Coordinate);
        return error.Locations.IsDefaultOrEmpty ? error.WithLocations(field.Locations) : error;
    }

    /// <summary>The coerced arguments of a field: once per plan where they are constant, else once per execution.</summary>
    /// <exception cref="CoercionException">A variable is null where the argument may not be.</exception>
    public object?[] ArgumentsOf(FieldPlan field)
    {
        if (field.ConstantArguments is { } constant)
            return constant;
        if (field.ArgumentSlot >= _arguments.Length)
            Array.Resize(ref _arguments, field.ArgumentSlot + 8);
        return (object?[])(_arguments[field.ArgumentSlot] ??= ArgumentCoercion.Coerce(field, Variables));
    }

    // The following are called by compiled resolvers.
    public TopicClient Topics => new(
        Services.GetRequiredService<TopicHub>(), Services.GetRequiredService<SubscriptionOptions>().PartitionOf(Request));

    public string? ResumeFrom => Request.Extensions.ValueKind == JsonValueKind.Object
        && Request.Extensions.TryGetProperty(ResumeFromKey, out var cursor) ? cursor.GetString() : null;

    public T Service<T>() where T : notnull => Services.GetRequiredService<T>();

    public T? OptionalService<T>() => Services.GetService<T>();

    public T KeyedService<T>(string key) where T : notnull => Services.GetRequiredKeyedService<T>(key);

    public T? State<T>(string key, bool optional) => Request.GlobalState.TryGetValue(key, out var value)
        ? (T?)value
        : optional ? default : throw new InvalidOperationException($"The global state '{key}' is not set.");
}
