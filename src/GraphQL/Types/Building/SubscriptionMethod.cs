using System.Collections.Immutable;
using System.Reflection;
using Analytics.GraphQL.Types.Annotations;

namespace Analytics.GraphQL.Types.Building;

/// <summary>
/// A method of a subscription type, as a field with a source: <c>[Subscribe]</c> for a topic or with a method that makes
/// the source, or without annotation when the method itself returns events.
/// </summary>
internal sealed class SubscriptionMethod
{
    private readonly MethodInfo _method;
    private readonly ImmutableArray<ParameterBinding> _parameters;
    private readonly FieldBinding? _source;
    private readonly SubscribeAttribute? _subscribe;
    private readonly ParameterInfo? _message;
    private readonly List<SchemaFault> _faults;

    private SubscriptionMethod(MethodInfo method, ParameterReader reader, List<SchemaFault> faults)
    {
        _method = method;
        _faults = faults;
        _parameters = [.. method.GetParameters().Select(reader.Read)];
        _subscribe = method.GetCustomAttribute<SubscribeAttribute>();
        _message = method.GetParameters().FirstOrDefault(parameter => parameter.IsDefined(typeof(EventMessageAttribute)));
        if (ReturnsEvents)
            _source = new FieldBinding(method, _parameters);
        else if (_subscribe?.With is { } with)
            _source = FindSource(with, reader);
        Arguments = [.. _parameters.Concat(_source?.Parameters ?? [])
            .Where(parameter => parameter.Source == ParameterSource.Argument).DistinctBy(parameter => parameter.Key)];
    }

    /// <summary>The field's name: <c>OnOrderPlacedAsync</c> is <c>orderPlaced</c>.</summary>
    public string Name => Naming.Subscription(_method);

    /// <summary>What the field returns.</summary>
    public TypeShape Shape => ReturnsEvents
        ? TypeShape.OfEvents(_method.ReturnParameter)
        : TypeShape.Of(_method.ReturnParameter);

    /// <summary>The field's arguments: those of the method, then what only the source takes.</summary>
    public ImmutableArray<ParameterBinding> Arguments { get; }

    /// <summary>What answers the field for an event: the method, or the event itself.</summary>
    public FieldBinding Resolver => ReturnsEvents
        ? new FieldBinding(_method, []) { EventType = SourceTypes.EventType(_method.ReturnType) }
        : new FieldBinding(_method, _parameters) { ArgumentNames = ArgumentNames };

    private bool ReturnsEvents => SourceTypes.EventType(_method.ReturnType) is not null;

    private ImmutableArray<string> ArgumentNames => [.. Arguments.Select(argument => argument.Key!)];

    /// <summary>Reads a method; null when it belongs to no subscription type.</summary>
    public static SubscriptionMethod? Of(MemberInfo member, ParameterReader reader, List<SchemaFault> faults) =>
        member is MethodInfo method && TypeSource.KindOf(method.DeclaringType!) == TypeSourceKind.Subscription
            ? new SubscriptionMethod(method, reader, faults)
            : null;

    /// <summary>The methods of a class that make sources for others, and so are no fields.</summary>
    public static IReadOnlySet<string> SourcesOf(Type type) => type.GetMethods()
        .Select(method => method.GetCustomAttribute<SubscribeAttribute>()?.With).OfType<string>().ToHashSet();

    /// <summary>Where the field's events come from; null, with a fault, when that cannot be told.</summary>
    public SourceBinding? Source(NamedCollection<Argument> arguments, string coordinate)
    {
        if (_source is not null)
        {
            var type = SourceTypes.EventType(_source.ReturnType)!;
            if (_message is not null && !(Nullable.GetUnderlyingType(_message.ParameterType) ?? _message.ParameterType)
                .IsAssignableFrom(Nullable.GetUnderlyingType(type) ?? type))
                _faults.Add(new(coordinate, $"Its source gives {type}, its message is {_message.ParameterType}."));
            return new SourceBinding(type, _source with { ArgumentNames = ArgumentNames }, null);
        }
        if (_subscribe is null)
            _faults.Add(new(coordinate, "A subscription field needs [Subscribe] or returns IAsyncEnumerable<T>."));
        else if (_subscribe.With is { } with)
            _faults.Add(new(coordinate, $"{_method.DeclaringType!.Name}.{with} must be one static method that returns "
                + "IAsyncEnumerable<T> or ISourceStream<T>."));
        else if (_message is null)
            _faults.Add(new(coordinate, "A field of a topic needs a parameter with [EventMessage]."));
        else if (_subscribe.BufferCapacity < 1)
            _faults.Add(new(coordinate, "The buffer must hold at least one message."));
        else
            return OfTopic(arguments, coordinate);
        return null;
    }

    private SourceBinding? OfTopic(NamedCollection<Argument> arguments, string coordinate)
    {
        var pattern = _method.GetCustomAttribute<TopicAttribute>()?.Name;
        if ((pattern is null ? TopicName.Of(_method.Name) : TopicName.Parse(pattern, arguments)) is { } name)
            return new SourceBinding(_message!.ParameterType, null,
                new TopicBinding(name, _subscribe!.BufferCapacity, _subscribe.BufferFullMode));
        _faults.Add(new(coordinate, $"The topic {pattern} names something that is no scalar or enum argument of the field."));
        return null;
    }

    private FieldBinding? FindSource(string name, ParameterReader reader)
    {
        var methods = _method.DeclaringType!
            .GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Where(method => method.Name == name).ToList();
        return methods is [var only] && SourceTypes.EventType(only.ReturnType) is not null
            ? new FieldBinding(only, [.. only.GetParameters().Select(reader.Read)])
            : null;
    }
}
