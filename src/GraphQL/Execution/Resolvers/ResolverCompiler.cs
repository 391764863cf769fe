using System.Linq.Expressions;
using System.Reflection;
using System.Security.Claims;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Compiles the members behind fields into delegates, so that no reflection is left at run time.</summary>
internal static class ResolverCompiler
{
    private static readonly ParameterExpression Operation = Expression.Parameter(typeof(OperationContext), "operation");
    private static readonly ParameterExpression Parent = Expression.Parameter(typeof(object), "parent");
    private static readonly ParameterExpression Arguments = Expression.Parameter(typeof(object?[]), "arguments");
    private static readonly ParameterExpression Context = Expression.Parameter(typeof(IResolverContext), "context");
    private static readonly ParameterExpression Writer = Expression.Parameter(typeof(ResultWriter), "writer");

    /// <summary>The delegates of one field; without type those of what is no field, such as a source of events.</summary>
    public static CompiledField Compile(FieldBinding binding, IType? type)
    {
        var call = Call(binding);
        var needsContext = binding.Parameters.Any(item =>
            item.Source == ParameterSource.IsSelected || item.Parameter.ParameterType == typeof(IResolverContext));
        var sequence = type?.NullableType() is ListType ? AsyncSequences.Reader(binding.ResultType) : null;
        if (binding.IsAsync)
            return new CompiledField(null, Lambda<AsyncResolver>(ResolverTasks.Box(call)), null, needsContext) { Sequence = sequence };
        if (type is not null && LeafWriting.Body(call, type, Writer) is { } body)
            return new CompiledField(
                WhenCalled(() => Sync(call)), null,
                Expression.Lambda<LeafWriter>(body, Writer, Operation, Parent, Arguments, Context).Compile(), needsContext);
        return new CompiledField(Sync(call), null, null, needsContext) { Sequence = sequence };
    }

    private static SyncResolver Sync(Expression call) => Lambda<SyncResolver>(Expression.Convert(call, typeof(object)));

    // A leaf is nearly always written; only middleware and permissions ask for its value.
    private static SyncResolver WhenCalled(Func<SyncResolver> compile)
    {
        var compiled = new Lazy<SyncResolver>(compile);
        return (operation, parent, arguments, context) => compiled.Value(operation, parent, arguments, context);
    }

    private static T Lambda<T>(Expression body) where T : Delegate =>
        Expression.Lambda<T>(body, Operation, Parent, Arguments, Context).Compile();

    private static Expression Call(FieldBinding binding)
    {
        if (binding.EventType is { } message)
            return Expression.Convert(Parent, message);
        if (binding.Member is PropertyInfo property)
            return Expression.Property(Instance(property.GetMethod!), property);
        var method = (MethodInfo)binding.Member;
        var parameters = binding.Parameters.Select(item => item.Source == ParameterSource.Argument
            ? Expression.Convert(
                Expression.ArrayIndex(Arguments, Expression.Constant(binding.ArgumentNames.IndexOf(item.Key!))),
                item.Parameter.ParameterType)
            : Parameter(item)).ToList();
        return Expression.Call(Instance(method), method, parameters);
    }

    private static UnaryExpression? Instance(MethodInfo method) =>
        method.IsStatic ? null : Expression.Convert(Parent, method.DeclaringType!);

    private static Expression Parameter(ParameterBinding binding)
    {
        var type = binding.Parameter.ParameterType;
        return binding.Source switch
        {
            ParameterSource.Parent => Expression.Convert(Parent, type),
            ParameterSource.Service when binding.Key is { } key =>
                OnOperation(nameof(OperationContext.KeyedService), type, Expression.Constant(key)),
            ParameterSource.Service => OnOperation(
                IsOptional(binding.Parameter) ? nameof(OperationContext.OptionalService)
                    : nameof(OperationContext.Service), type),
            ParameterSource.GlobalState => OnOperation(
                nameof(OperationContext.State), type, Expression.Constant(binding.Key),
                Expression.Constant(IsOptional(binding.Parameter))),
            ParameterSource.ResumeFrom => Property(nameof(OperationContext.ResumeFrom)),
            _ when type == typeof(ITopicEventSender) || type == typeof(ITopicEventReceiver) =>
                Expression.Convert(Property(nameof(OperationContext.Topics)), type),
            ParameterSource.IsSelected => Expression.Call(
                Context, nameof(IResolverContext.IsSelected), null, Expression.Constant(binding.Key)),
            ParameterSource.Paging => Expression.Convert(
                Expression.ArrayIndex(
                    Arguments, Expression.Subtract(Expression.ArrayLength(Arguments), Expression.Constant(1))), type),
            _ when type == typeof(CancellationToken) => Property(nameof(OperationContext.Aborted)),
            _ when type == typeof(ClaimsPrincipal) => Property(nameof(OperationContext.User)),
            _ when type == typeof(IServiceProvider) => Property(nameof(OperationContext.Services)),
            _ when type == typeof(Schema) => Property(nameof(OperationContext.Schema)),
            _ => Context,
        };
    }

    private static bool IsOptional(ParameterInfo parameter) => parameter.HasDefaultValue
        || Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || !parameter.ParameterType.IsValueType
            && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;

    private static MemberExpression Property(string name) => Expression.Property(Operation, name);

    private static MethodCallExpression OnOperation(string method, Type type, params Expression[] arguments) =>
        Expression.Call(Operation, method, [type], arguments);
}
