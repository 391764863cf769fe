using System.Reflection;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Compiles where the events of subscription fields come from.</summary>
internal static class SourceCompiler
{
    /// <summary>The compiled source.</summary>
    public static CompiledSource Compile(SourceBinding source) => source.Topic is { } topic
        ? new(Generic<Func<TopicBinding, SourceOpener>>(nameof(OfTopic), source.EventType)(topic), false, false)
        : new(OfMethod(source.Method!, source.EventType), true, source.CanResume);

    private static SourceOpener OfTopic<T>(TopicBinding topic) => (operation, arguments, _) => new(
        operation.Topics.Subscribe<T>(topic.Name.Format(arguments), topic.BufferCapacity, topic.BufferFullMode));

    private static SourceOpener OfMethod(FieldBinding method, Type eventType)
    {
        var compiled = ResolverCompiler.Compile(method, null);
        var adapt = Generic<Func<object, CancellationToken, SourceReader>>(nameof(Read), eventType);
        return async (operation, arguments, context) =>
        {
            var source = compiled.Async is { } resolve
                ? await resolve(operation, null, arguments, context).ConfigureAwait(false)
                : compiled.Sync!(operation, null, arguments, context);
            return adapt(
                source ?? throw new InvalidOperationException($"{context.Field.Coordinate}: there is no source."),
                operation.Aborted);
        };
    }

    private static SourceReader Read<T>(object source, CancellationToken cancellationToken) => source switch
    {
        SourceReader reader => reader,
        ISourceStream<T> stream => new EnumerableReader<SourceEvent<T>>(
            stream.ReadSourceEventsAsync(), item => new(item.Value, item.Cursor, item.IsGap), stream, cancellationToken),
        IAsyncEnumerable<SourceEvent<T>> events => new EnumerableReader<SourceEvent<T>>(
            events, item => new(item.Value, item.Cursor, item.IsGap), null, cancellationToken),
        _ => new EnumerableReader<T>((IAsyncEnumerable<T>)source, item => new(item, null, false), null, cancellationToken),
    };

    private static T Generic<T>(string method, Type argument) where T : Delegate =>
        typeof(SourceCompiler).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(argument).CreateDelegate<T>();
}
