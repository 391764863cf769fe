using System.Collections.Immutable;
using System.Reflection;

namespace Analytics.GraphQL.Types;

/// <summary>Which .NET member answers a field, and where its parameters come from. Execution compiles it.</summary>
/// <param name="Member">A property or a method, static or of the parent object.</param>
/// <param name="Parameters">One a parameter of the method, in order; empty for a property.</param>
internal sealed record FieldBinding(MemberInfo Member, ImmutableArray<ParameterBinding> Parameters)
{
    /// <summary>What the member returns, tasks included.</summary>
    public Type ReturnType => EventType ?? (Member is MethodInfo method ? method.ReturnType : ((PropertyInfo)Member).PropertyType);

    /// <summary>Set when the field's answer is the event of its source, as it is: the event's type.</summary>
    public Type? EventType { get; init; }

    /// <summary>The names of the field's arguments, in their order; by default those that the member itself takes.</summary>
    public ImmutableArray<string> ArgumentNames { get; init; } =
        [.. Parameters.Where(parameter => parameter.Source == ParameterSource.Argument).Select(parameter => parameter.Key!)];

    /// <summary>Whether the answer comes through a task.</summary>
    public bool IsAsync => ResultType != ReturnType || ReturnType == typeof(Task) || ReturnType == typeof(ValueTask);

    /// <summary>What the member returns once awaited.</summary>
    public Type ResultType => UnwrapTask(ReturnType);

    /// <summary>The type inside <see cref="Task{TResult}"/> or <see cref="ValueTask{TResult}"/>, else the type itself.</summary>
    public static Type UnwrapTask(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() is var open
            && (open == typeof(Task<>) || open == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
}

/// <summary>Where one parameter of a resolver comes from.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Source">Its source.</param>
/// <param name="Key">Argument name, state key or service key; null where the type says it all.</param>
internal sealed record ParameterBinding(ParameterInfo Parameter, ParameterSource Source, string? Key = null);

/// <summary>Sources of resolver parameters.</summary>
internal enum ParameterSource
{
    /// <summary>The caller.</summary>
    Argument,

    /// <summary>The object that the field hangs on.</summary>
    Parent,

    /// <summary>The request's service provider.</summary>
    Service,

    /// <summary>State that an interceptor put into the request.</summary>
    GlobalState,

    /// <summary>The cursor after which a subscription goes on.</summary>
    ResumeFrom,

    /// <summary>Whether a field is selected on what the resolver returns.</summary>
    IsSelected,

    /// <summary>The page that the caller asks for, already checked.</summary>
    Paging,

    /// <summary>Something that execution itself offers, such as the cancellation token.</summary>
    Context,
}
