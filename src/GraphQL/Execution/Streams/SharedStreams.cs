using System.Collections.Concurrent;
using System.Text.Json;
using Analytics.GraphQL.Execution.Pipeline;
using Analytics.GraphQL.Subscriptions;

namespace Analytics.GraphQL.Execution.Streams;

/// <summary>The subscriptions whose answers are made once for many.</summary>
internal sealed class SharedStreams(RequestExecutor executor)
{
    private readonly ConcurrentDictionary<SharingKey, SharedStream> _streams = new();

    /// <summary>Different answers that are made for each event now.</summary>
    public int Count => _streams.Count;

    /// <summary>Lets a subscriber share the answers of others with the same key.</summary>
    /// <param name="source">The subscriber's own subscription; given up unless nobody else is there.</param>
    /// <param name="audience">The host's key.</param>
    /// <param name="prepared">The operation and variables.</param>
    /// <param name="request">Who asks.</param>
    public async ValueTask<SharedResponses> JoinAsync(
        TopicSubscriber source, string audience, PreparedRequest prepared, OperationRequest request)
    {
        var variables = request.Variables.ValueKind == JsonValueKind.Object ? request.Variables.GetRawText() : "";
        var key = new SharingKey(
            source.Topic, prepared.Plan!, variables, audience, source.Capacity, source.Mode);
        var responses = new SharedResponses(executor, new Subscriber(request), source.Capacity, source.Mode);
        while (true)
        {
            var stream = _streams.GetOrAdd(key, (_, own) => new SharedStream(this, key, executor, prepared, own), source);
            if (!stream.TryAdd(responses))
                continue;
            // From here on the shared subscription sees what this one would.
            if (stream.Source != source)
                await source.DisposeAsync().ConfigureAwait(false);
            responses.WatchExpiry();
            return responses;
        }
    }

    public void Remove(SharingKey key, SharedStream stream) =>
        _streams.TryRemove(new KeyValuePair<SharingKey, SharedStream>(key, stream));
}
