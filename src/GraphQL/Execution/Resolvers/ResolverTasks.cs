using System.Linq.Expressions;

namespace Analytics.GraphQL.Execution.Resolvers;

/// <summary>Tasks of any result as tasks of <see cref="object"/>.</summary>
internal static class ResolverTasks
{
    /// <summary>The call, followed by the boxing of what it returns.</summary>
    public static Expression Box(Expression call)
    {
        var type = call.Type;
        if (!type.IsGenericType)
            return Expression.Call(typeof(ResolverTasks), nameof(BoxNothing), null,
                type == typeof(Task) ? call : Expression.Call(call, nameof(ValueTask.AsTask), null));
        var method = type.GetGenericTypeDefinition() == typeof(Task<>) ? nameof(BoxTask) : nameof(BoxValueTask);
        return Expression.Call(typeof(ResolverTasks), method, type.GetGenericArguments(), call);
    }

    private static ValueTask<object?> BoxTask<T>(Task<T> task) => BoxValueTask(new ValueTask<T>(task));

    private static ValueTask<object?> BoxValueTask<T>(ValueTask<T> task)
    {
        return task.IsCompletedSuccessfully ? new(task.GetAwaiter().GetResult()) : Await(task);

        static async ValueTask<object?> Await(ValueTask<T> task) => await task.ConfigureAwait(false);
    }

    private static async ValueTask<object?> BoxNothing(Task task)
    {
        await task.ConfigureAwait(false);
        return null;
    }
}
