using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution.Diagnostics;

/// <summary>Waits for the answers of observed requests, to tell how they ended.</summary>
internal static class ObservedRequests
{
    /// <summary>The answer, told of.</summary>
    public static async ValueTask<ExecutionResult> ObserveAsync(
        RequestObservation observation, ValueTask<ExecutionResult> answer)
    {
        try
        {
            var result = await answer.ConfigureAwait(false);
            observation.Ended(result.Kind, result.Errors);
            return result;
        }
        catch (Exception fault) when (Abandon(observation, fault))
        {
            throw;
        }
    }

    /// <summary>The answer or the stream of answers, told of; a subscription's end too.</summary>
    public static async ValueTask<IExecutionResult> ObserveStreamAsync(
        RequestObservation observation, ValueTask<IExecutionResult> answer)
    {
        try
        {
            var result = await answer.ConfigureAwait(false);
            observation.Ended(
                (result as ExecutionResult)?.Kind ?? ResultKind.Executed, (result as ExecutionResult)?.Errors ?? []);
            if (result is not ResponseStream { Kind: ResponseStreamKind.Subscription } stream)
                return result;
            observation.SubscriptionStarted();
            var isOpen = 1;
            return new ResponseStream(stream.Kind, stream, () =>
            {
                if (Interlocked.Exchange(ref isOpen, 0) == 1)
                    observation.SubscriptionEnded();
                return stream.DisposeAsync();
            });
        }
        catch (Exception fault) when (Abandon(observation, fault))
        {
            throw;
        }
    }

    private static bool Abandon(RequestObservation observation, Exception fault)
    {
        observation.Ended(fault is OperationCanceledException ? null : ResultKind.ServerError, ImmutableArray<IError>.Empty);
        return true;
    }
}
