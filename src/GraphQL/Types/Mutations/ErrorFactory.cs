using System.Linq.Expressions;
using System.Reflection;

namespace Analytics.GraphQL.Types.Mutations;

/// <summary>Makes an expected error of an exception.</summary>
/// <param name="ExceptionType">The exceptions that it takes; null when the error is never made of one.</param>
/// <param name="ErrorType">What it makes.</param>
/// <param name="Create">Makes it.</param>
internal sealed record ErrorFactory(Type? ExceptionType, Type ErrorType, Func<Exception, object> Create)
{
    /// <summary>What a declared error type offers: the exception itself, static methods, or a constructor.</summary>
    public static IEnumerable<ErrorFactory> Of(Type declared)
    {
        if (typeof(Exception).IsAssignableFrom(declared))
            return [new(declared, declared, exception => exception)];
        var methods = declared.GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == "CreateErrorFrom" && TakesException(method)).ToList();
        if (methods.Count > 0)
            return methods.Select(method => new ErrorFactory(
                method.GetParameters()[0].ParameterType, method.ReturnType,
                Compile(method.GetParameters()[0].ParameterType, argument => Expression.Call(method, argument))));
        var constructors = declared.GetConstructors().Where(TakesException).Select(constructor => new ErrorFactory(
            constructor.GetParameters()[0].ParameterType, declared,
            Compile(constructor.GetParameters()[0].ParameterType, argument => Expression.New(constructor, argument)))).ToList();
        return constructors.Count > 0 ? constructors : [new(null, declared, exception => exception)];
    }

    private static bool TakesException(MethodBase method) =>
        method.GetParameters() is [var only] && typeof(Exception).IsAssignableFrom(only.ParameterType);

    private static Func<Exception, object> Compile(Type exceptionType, Func<Expression, Expression> create)
    {
        var exception = Expression.Parameter(typeof(Exception), "exception");
        var made = create(Expression.Convert(exception, exceptionType));
        return Expression.Lambda<Func<Exception, object>>(Expression.Convert(made, typeof(object)), exception).Compile();
    }
}
